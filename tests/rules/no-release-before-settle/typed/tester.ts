import rule from '../../../../rules/no-release-before-settle.js'
import { withTheCompiler } from '../../in-every-language.js'

export const testWithTypes = withTheCompiler<'kept' | 'skipped' | 'late' | 'synchronous' | 'neverKept' | 'settleFirst'>(rule)
