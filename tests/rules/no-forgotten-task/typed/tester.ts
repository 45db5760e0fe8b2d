import rule from '../../../../rules/no-forgotten-task.js'
import { withTheCompiler } from '../../in-every-language.js'

export const testWithTypes = withTheCompiler<'refills' | 'uses' | 'unkept' | 'overwritten' | 'clearsNothing' | 'clearTimer'>(rule)
