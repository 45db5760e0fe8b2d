import rule from '../../../rules/no-release-before-settle.js'
import { inBothLanguages, type Cases as CasesOf } from '../in-every-language.js'

type MessageId = 'kept' | 'skipped' | 'late' | 'synchronous' | 'neverKept' | 'settleFirst'
export type Cases = CasesOf<MessageId>

export const testRule = inBothLanguages<MessageId>(rule)
