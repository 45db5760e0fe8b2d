import rule from '../../../rules/no-leaked-abort-listener.js'
import { inBothLanguages, type Cases as CasesOf } from '../in-every-language.js'

type MessageId = 'leaked' | 'undoes' | 'removeWhenDone'
type Options = [{ strict?: boolean }?]
export type Cases = CasesOf<MessageId, Options>

export const testRule = inBothLanguages<MessageId, Options>(rule)
