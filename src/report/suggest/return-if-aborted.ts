import type { TSESTree } from '@typescript-eslint/utils'
import type { Facts, Swallow } from '../../facts/index.js'
import { enclosingFunction, walk } from '../../source/index.js'
import { firstStatement } from './first-statement.js'
import { signalFor, type Mend } from './signal-name.js'

/**
 * An edit that ends the work where nobody would see it throw:
 *
 *     catch (error) {                     catch (error) {
 *       this.#log.warn(error)      →        if (signal.aborted) return
 *     }                                     this.#log.warn(error)
 *     setTimeout(() => this.#tick(), 1000)   …
 *
 * Undefined where the function is left with a value elsewhere, and where it has asked the signal before: for the compiler, that one
 * has not changed since.
 */
export function returnIfAborted(facts: Facts, swallow: Swallow): Mend | undefined {
  const { throwsToNobody, attempt: { handler } } = swallow
  // A `return` in a rejection handler ends nothing but that.
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
