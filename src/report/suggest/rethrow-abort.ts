import type { TSESTree } from '@typescript-eslint/utils'
import type { Rule } from 'eslint'
import type { Facts, Swallow } from '../../facts/index.js'
import { walk } from '../../source/index.js'
import { firstStatement } from './first-statement.js'
import { editableBody } from './handler-body.js'

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
 * It misses aborts with a custom reason, so it is the second choice. Undefined if the handler destructures the error.
 */
export function rethrowAbort(facts: Facts, swallow: Swallow): Rethrow | undefined {
  const body = editableBody(swallow)
  const { handler } = swallow.attempt
  // What a token rejects with has a name of each library's own.
  const isOfToken = swallow.guarded.signals.some(({ isToken }) => isToken === true)
  if (!body || isOfToken || handler.type === 'BlockStatement') return undefined
  const [written] = handler.type === 'CatchClause' ? (handler.param ? [handler.param] : []) : handler.params
  if (written && written.type !== 'Identifier') return undefined
  const { code } = facts
  const error = written?.name ?? freeName(facts, body)
  if (error === undefined) return undefined
  const statement = `if (${error} instanceof Error && ${error}.name === 'AbortError') throw ${error}`
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

/** Chooses a name that the handler does not use yet. */
function freeName({ code }: Facts, body: TSESTree.BlockStatement): string | undefined {
  const taken = new Set<string>()
  walk(body, code.visitorKeys, node => {
    if (node.type === 'Identifier') taken.add(node.name)
    return true
  })
  return ['error', 'reason', 'cause'].find(name => !taken.has(name))
}
