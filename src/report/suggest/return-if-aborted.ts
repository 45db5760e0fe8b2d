import type { TSESTree } from '@typescript-eslint/utils'
import type { Facts, Swallow } from '../../facts/index.js'
import { enclosingFunction, walk } from '../../source/index.js'
import { firstStatement } from './first-statement.js'
import { signalFor, type AbortCheck } from './signal-name.js'

/**
 * Returns on abort, if no caller would catch a throw:
 *
 *     catch (error) {                     catch (error) {
 *       this.#log.warn(error)      →        if (signal.aborted) return
 *     }                                     this.#log.warn(error)
 *     setTimeout(() => this.#tick(), 1000)   …
 *
 * Undefined if the function returns a value elsewhere, or if it reads `signal.aborted` before: TypeScript keeps the narrowed type,
 * and would call the second check unnecessary.
 */
export function returnIfAborted(facts: Facts, swallow: Swallow): AbortCheck | undefined {
  const { throwsToNobody, attempt: { handler } } = swallow
  // A `return` in a rejection handler only ends the handler.
  if (!throwsToNobody || handler.type !== 'CatchClause' || answersValue(facts, handler)) return undefined
  const signal = signalFor(facts, swallow, handler.body)
  if (signal === undefined || isAskedBefore(facts, handler, signal)) return undefined
  const isAborted = signal.endsWith('?') ? `${signal}.aborted === true` : `${signal}.aborted`
  const statement = `if (${isAborted}) return`
  return { signal: signal.replace(/\?$/, ''), fix: fixer => [firstStatement(facts.code, fixer, handler.body, statement)] }
}

function answersValue({ program }: Facts, handler: TSESTree.CatchClause): boolean {
  const home = enclosingFunction(handler)
  return program?.file.returns.some(node => node.argument !== null && enclosingFunction(node) === home) ?? true
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
