import rule from '../../../../rules/no-unheard-abort.js'
import { withTheCompiler } from '../../in-every-language.js'

export const testWithTypes = withTheCompiler<'unheard' | 'askAtOnce', [{ strict?: boolean }?]>(rule)
