import type { Facts, Swallow } from '../../../facts/index.js'
import { firstStatement } from './first-statement.js'
import { editableBody } from './handler-body.js'
import { signalFor, type AbortCheck } from './signal-name.js'

/**
 * Rethrows an abort at the start of a handler:
 *
 *     catch (error) {                     catch (error) {
 *       this.#log.warn(error)      →        signal.throwIfAborted()
 *     }                                     this.#log.warn(error)
 *                                         }
 *
 * Undefined if the handler cannot name the signal, or if the file does not show whether it may be absent.
 */
export function throwIfAborted(facts: Facts, swallow: Swallow): AbortCheck | undefined {
  const body = editableBody(swallow)
  const signal = body && signalFor(facts, swallow, body)
  if (!signal) return undefined
  const statement = `${signal}.throwIfAborted()`
  return { signal: signal.replace(/\?$/, ''), fix: fixer => [firstStatement(facts.code, fixer, body, statement)] }
}
