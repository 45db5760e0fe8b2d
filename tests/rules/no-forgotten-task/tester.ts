import rule from '../../../rules/no-forgotten-task.js'
import { inBothLanguages } from '../in-every-language.js'

type MessageId = 'refills' | 'uses' | 'unkept' | 'overwritten' | 'unkeptRound' | 'spared' | 'listener' | 'dropped'
  | 'removesNothing' | 'clearsNothing' | 'clearTimer'

export const testRule = inBothLanguages<MessageId>(rule)
