import type { Facts, Swallow } from '../../facts/index.js'
import { firstStatement } from './first-statement.js'
import { bodyToMend } from './handler-body.js'
import { signalFor, type Mend } from './signal-name.js'

/**
 * An edit that lets an abort out of a handler before anything else:
 *
 *     catch (error) {                     catch (error) {
 *       this.#log.warn(error)      →        signal.throwIfAborted()
 *     }                                     this.#log.warn(error)
 *                                         }
 *
 * Undefined where the signal cannot be named there, or where it is not known if there always is one.
 */
export function throwIfAborted(facts: Facts, swallow: Swallow): Mend | undefined {
  const body = bodyToMend(swallow)
  const signal = body && signalFor(facts, swallow, body)
  if (!signal) return undefined
  const statement = `${signal}.throwIfAborted()`
  return { signal: signal.replace(/\?$/, ''), fix: fixer => [firstStatement(facts.code, fixer, body, statement)] }
}
