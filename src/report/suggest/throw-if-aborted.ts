import type { Rule } from 'eslint'
import type { Facts, Swallow } from '../../facts/index.js'

/** An edit that lets an abort out of a handler before anything else: `signal.throwIfAborted()`. */
export function throwIfAborted(
  facts: Facts, swallow: Swallow,
): { readonly signal: string, fix(fixer: Rule.RuleFixer): Rule.Fix[] } | undefined {
  void facts
  void swallow
  return undefined
}
