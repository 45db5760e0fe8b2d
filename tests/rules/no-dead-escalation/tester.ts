import rule from '../../../rules/no-dead-escalation.js'
import { inBothLanguages, type Cases as CasesOf } from '../in-every-language.js'

type MessageId = 'neverSent' | 'lostExit' | 'askForExit'
export type Cases = CasesOf<MessageId>

export const testRule = inBothLanguages<MessageId>(rule)
