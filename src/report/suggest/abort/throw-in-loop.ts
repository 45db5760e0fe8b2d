import type { TSESLint, TSESTree } from '@typescript-eslint/utils'
import type { Rule } from 'eslint'
import type { Facts, UnobservedAbort } from '../../../facts/index.js'
import { isFunction, leavesBy, walk } from '../../../source/index.js'
import { styleOf } from '../style.js'
import { before } from '../stale-guard/recheck-after-await.js'
import { givenSignal, isAlwaysThere } from './given-signal.js'

/** An edit that lets a loop end by the abort. */
export interface LoopCheck {
  /** The statement, as source text. */
  readonly call: string
  readonly fix: (fixer: Rule.RuleFixer) => Rule.Fix
}

/**
 * Inserts `signal.throwIfAborted()` at the top of a loop; undefined where the signal is no parameter of a function around it, or where the
 * loop ends in another way by itself.
 */
export function throwInLoop({ code }: Facts, { loop, source, skip }: UnobservedAbort): LoopCheck | undefined {
  const { parameter } = source
  const signal = givenSignal(code, source)
  const [first] = loop.body.type === 'BlockStatement' ? loop.body.body : []
  if (!parameter || signal === undefined || !first || (skip && checkIn(code, loop, signal))) return undefined
  const call = `${signal}${isAlwaysThere(code, parameter, signal) ? '.' : '?.'}throwIfAborted()`
  return { call, fix: fixer => before(code, fixer, first, call) }
}

/**
 * Repeats the check of a loop before the `continue` that leaves it out. At the top, it would narrow the signal, and the compiler would take
 * the check further down for needless.
 *
 *     if (isBusy) continue   →   if (isBusy) { if (signal.aborted) return; continue }
 */
export function checkBeforeContinue({ code }: Facts, { loop, source, skip }: UnobservedAbort): LoopCheck | undefined {
  const signal = givenSignal(code, source)
  const own = skip && signal !== undefined ? checkIn(code, loop, signal) : undefined
  const call = own && code.getText(own).replace(/;$/, '')
  if (!skip || !own || !call || call.includes('\n') || !leavesBy(own.consequent, ['Return', 'Break', 'Throw'])) return undefined
  if (skip.parent.type === 'BlockStatement') return { call, fix: fixer => before(code, fixer, skip, call) }
  const { semicolon } = styleOf(code)
  const text = call.endsWith('}') ? call : `${call};`
  return { call, fix: fixer => fixer.replaceTextRange([...skip.range], `{ ${text} ${code.getText(skip).replace(/;$/, '')}${semicolon} }`) }
}

/** The check of the signal in a loop: `if (signal.aborted) return`. */
function checkIn(code: Readonly<TSESLint.SourceCode>, loop: TSESTree.Node, signal: string): TSESTree.IfStatement | undefined {
  const texts = [`${signal}.aborted`, `${signal}?.aborted`]
  let found: TSESTree.IfStatement | undefined
  walk(loop, code.visitorKeys, node => {
    if (node.type === 'IfStatement' && !node.alternate && texts.includes(code.getText(node.test))) found ??= node
    return !found && !isFunction(node)
  })
  return found
}
