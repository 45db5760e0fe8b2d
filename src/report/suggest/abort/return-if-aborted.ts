import type { TSESTree } from '@typescript-eslint/utils'
import type { Facts, Swallow } from '../../../facts/index.js'
import { enclosingFunction, isFunction, walk, type FunctionNode } from '../../../source/index.js'
import { answersIn } from '../stale-guard/exit.js'
import { firstStatement } from './first-statement.js'
import { canLeaveAt, returnsValue } from '../leave-safely.js'
import { signalFor, type AbortCheck } from './signal-name.js'

/**
 * Returns on abort:
 *
 *     catch (error) {                     catch (error) {
 *       this.#log.warn(error)      →        if (signal.aborted) return
 *     }                                     this.#log.warn(error)
 *     setTimeout(() => this.#tick(), 1000)   …
 *
 * The only choice if no caller would catch a throw, and a second one if the function returns no value. Undefined if it returns a value
 * elsewhere, or reads `signal.aborted` before: TypeScript keeps the narrowed type, and the second check would be unnecessary.
 */
export function returnIfAborted(facts: Facts, swallow: Swallow): AbortCheck | undefined {
  const { throwsToNobody, attempt: { handler } } = swallow
  // A `return` in a rejection handler only ends the handler.
  const home = enclosingFunction(handler)
  if (handler.type !== 'CatchClause' || !isFunction(home) || home.generator || returnsValue(facts, home)) return undefined
  if (!throwsToNobody && !leavesAlike(facts, home, handler)) return undefined
  const signal = signalFor(facts, swallow, handler.body)
  if (signal === undefined || isAskedBefore(facts, handler, signal)) return undefined
  const name = signal.replace(/\?$/, '')
  const statement = { condition: signal.endsWith('?') ? `${name} && ${name}.aborted` : `${name}.aborted`, leaving: 'return' }
  return { signal: name, fix: fixer => [firstStatement(facts.code, fixer, handler.body, statement)] }
}

/** Whether a `return` skips no clean-up of the function: its own code is an alternative to a throw. */
const leavesAlike = (facts: Facts, home: FunctionNode, handler: TSESTree.CatchClause): boolean => {
  const [first] = handler.body.body
  return canLeaveAt(facts, home, first ?? handler.body) && !answersIn(facts.code, home, handler.body)
}

function isAskedBefore({ code }: Facts, handler: TSESTree.CatchClause, signal: string): boolean {
  const name = signal.replace(/\?$/, '')
  let found = false
  walk(enclosingFunction(handler), code.visitorKeys, node => {
    found ||= node.type === 'MemberExpression' && [`${name}.aborted`, `${name}?.aborted`].includes(code.getText(node))
    return !found
  })
  return found
}
