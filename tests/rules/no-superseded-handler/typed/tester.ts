import rule from '../../../../rules/no-superseded-handler.js'
import { withTheCompiler } from '../../in-every-language.js'

type MessageId = 'empties' | 'ends' | 'clobbers' | 'displaces' | 'clearOwn' | 'onlyIfLatest' | 'copyFirst'

export const testWithTypes = withTheCompiler<MessageId, [{ strict?: boolean }?]>(rule)
