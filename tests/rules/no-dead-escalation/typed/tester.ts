import rule from '../../../../rules/no-dead-escalation.js'
import { withTheCompiler } from '../../in-every-language.js'

export const testWithTypes = withTheCompiler<'neverSent' | 'lostExit' | 'askForExit'>(rule)
