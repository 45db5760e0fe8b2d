import type { TSESTree } from '@typescript-eslint/utils'
import type { Rule } from 'eslint'
import type { Facts, UnobservedAbort } from '../../../facts/index.js'
import { before } from '../stale-guard/recheck-after-await.js'

/** An edit that lets a loop end by the abort, at its top. */
export interface LoopThrow {
  /** The call, as source text. */
  readonly call: string
  readonly fix: (fixer: Rule.RuleFixer) => Rule.Fix
}

/** Inserts `signal.throwIfAborted()` at the top of a loop; undefined where the signal is no parameter of a function around it. */
export function throwInLoop({ code }: Facts, { loop, source }: UnobservedAbort): LoopThrow | undefined {
  const { parameter, isSignal } = source
  const [first] = loop.body.type === 'BlockStatement' ? loop.body.body : []
  if (!parameter || !first) return undefined
  const signal = isSignal ? parameter.name : `${parameter.name}.signal`
  const call = `${signal}${isAlwaysThere(code, parameter, signal) ? '.' : '?.'}throwIfAborted()`
  return { call, fix: fixer => before(code, fixer, first, call) }
}

/** Whether a signal is there by its type, or is used elsewhere as one that is. */
function isAlwaysThere({ text }: Facts['code'], parameter: TSESTree.Identifier, signal: string): boolean {
  if (text.includes(`${signal}?.`)) return false
  const type = parameter.typeAnnotation?.typeAnnotation
  return (type?.type === 'TSTypeReference' && !parameter.optional && signal === parameter.name)
    || text.includes(`${signal}.aborted`) || text.includes(`${signal}.throwIfAborted`)
}
