import rule from '../../../rules/no-unheard-abort.js'
import { inBothLanguages, type Cases as CasesOf } from '../in-every-language.js'

type MessageId = 'unheard' | 'askAtOnce'
type Options = [{ strict?: boolean }?]
export type Cases = CasesOf<MessageId, Options>

export const testRule = inBothLanguages<MessageId, Options>(rule)
