import rule from '../../../../rules/no-leaked-abort-listener.js'
import { withTheCompiler } from '../../in-every-language.js'

export const testWithTypes = withTheCompiler<'leaked' | 'undoes' | 'removeWhenDone', [{ strict?: boolean }?]>(rule)
