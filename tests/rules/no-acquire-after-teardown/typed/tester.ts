import rule from '../../../../rules/no-acquire-after-teardown.js'
import { withTheCompiler } from '../../in-every-language.js'

type MessageId = 'late' | 'rearmed' | 'revived' | 'reopens' | `${'end' | 'return'}If${'Stopped' | 'Other' | 'Gone'}`
  | 'unlessStopped'

export const testWithTypes = withTheCompiler<MessageId, [{ strict?: boolean }?]>(rule)
