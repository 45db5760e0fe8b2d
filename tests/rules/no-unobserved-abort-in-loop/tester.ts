import rule from '../../../rules/no-unobserved-abort-in-loop.js'
import { inBothLanguages } from '../in-every-language.js'

type MessageId = 'unobserved' | 'skipped' | 'passSignal' | 'checkFirst' | 'throwAtTop'

export const testRule = inBothLanguages<MessageId>(rule)
