import type { TSESTree } from '@typescript-eslint/utils'
import type { Rule } from 'eslint'
import type { Facts, Swallow } from '../../../facts/index.js'
import { calleeName, enclosingFunction, isInside, walk } from '../../../source/index.js'
import { firstStatement } from './first-statement.js'
import { editableBody } from './handler-body.js'
import { styleOf } from '../style.js'

export interface Rethrow {
  readonly fix: (fixer: Rule.RuleFixer) => Rule.Fix[]
}

/**
 * Rethrows by the name of the error, if the handler cannot name the signal or the signal is also a timeout:
 *
 *     catch {                             catch (error) {
 *       failed.add(url)            →        if (error instanceof Error && error.name === 'AbortError') throw error
 *     }                                     failed.add(url)
 *                                         }
 *
 * It misses aborts with a custom reason, so it is the second choice. Undefined if the handler destructures the error, or if a timer of
 * the function aborts the controller too: its timeout is an `AbortError` as well, and is the failure that the handler handles.
 */
export function rethrowAbort(facts: Facts, swallow: Swallow): Rethrow | undefined {
  const body = editableBody(swallow)
  const { handler } = swallow.attempt
  // The error that a token rejects with has another name in each library.
  const isOfToken = swallow.guarded.signals.some(({ isToken }) => isToken === true)
  if (!body || isOfToken || handler.type === 'BlockStatement' || isOwnTimeout(facts, swallow)) return undefined
  const [written] = handler.type === 'CatchClause' ? (handler.param ? [handler.param] : []) : handler.params
  if (written && written.type !== 'Identifier') return undefined
  const { code } = facts
  const error = written?.name ?? freeName(facts, body)
  if (error === undefined) return undefined
  const { quote } = styleOf(code)
  const statement = { condition: `${error} instanceof Error && ${error}.name === ${quote}AbortError${quote}`, leaving: `throw ${error}` }
  const binding = (fixer: Rule.RuleFixer): Rule.Fix[] => {
    if (written) return []
    const before = code.getTokenBefore(body)
    if (handler.type === 'CatchClause') return before ? [fixer.insertTextAfterRange(before.range, ` (${error})`)] : []
    // `() => {…}`, `function () {…}`
    const [, close] = code.getTokens(handler).filter(({ value }) => value === '(' || value === ')')
    return close ? [fixer.insertTextBeforeRange(close.range, error)] : []
  }
  return { fix: fixer => [...binding(fixer), firstStatement(code, fixer, body, statement)] }
}

/** `const timer = setTimeout(() => controller.abort(), 5000)` */
function isOwnTimeout({ program, code }: Facts, { attempt: { at } }: Swallow): boolean {
  if (!program) return false
  const { file } = program
  const known = timeouts.get(file) ?? file.callNodes.filter(call => calleeName(call) === 'setTimeout'
    && /\babort\b/.test(call.arguments[0] ? code.getText(call.arguments[0]) : ''))
  timeouts.set(file, known)
  const home = enclosingFunction(at)
  return known.some(call => isInside(call, home))
}

/** The timers of each file that abort something. */
const timeouts = new WeakMap<object, readonly TSESTree.Node[]>()

/** Chooses a name that the handler does not use yet. */
function freeName({ code }: Facts, body: TSESTree.BlockStatement): string | undefined {
  const taken = new Set<string>()
  walk(body, code.visitorKeys, node => {
    if (node.type === 'Identifier') taken.add(node.name)
    return true
  })
  return ['error', 'reason', 'cause'].find(name => !taken.has(name))
}
