import rule from '../../../../rules/no-unobserved-abort-in-loop.js'
import { withTheCompiler } from '../../in-every-language.js'

export const testWithTypes = withTheCompiler<'unobserved' | 'skipped' | 'passSignal' | 'checkFirst' | 'throwAtTop'>(rule)
