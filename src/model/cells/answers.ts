import type { TSESTree } from '@typescript-eslint/utils'
import type { FunctionNode } from '../../source/index.js'
import type { Truth } from './held.js'

/** One way to return from a function, with what the tests before it have shown. */
export interface Answer {
  readonly value: TSESTree.Expression
  readonly tests: readonly { readonly test: TSESTree.Expression, readonly truth: Truth }[]
}

/**
 * The answers of a function that does nothing but test and return:
 *
 *     get status() {
 *       if (this.ws === null) return CLOSED
 *       return this.ws.readyState
 *     }
 *
 * None if it does anything else.
 */
export function answersOf(node: FunctionNode): readonly Answer[] {
  if (node.async || node.generator) return []
  if (node.body.type !== 'BlockStatement') return [{ value: node.body, tests: [] }]
  const answers: Answer[] = []
  const passed: Answer['tests'][number][] = []
  for (const statement of node.body.body) {
    if (statement.type === 'ReturnStatement') {
      return statement.argument ? [...answers, { value: statement.argument, tests: passed }] : []
    }
    const value = statement.type === 'IfStatement' && !statement.alternate ? returnedBy(statement.consequent) : undefined
    if (statement.type !== 'IfStatement' || !value) return []
    answers.push({ value, tests: [...passed, { test: statement.test, truth: 'truthy' }] })
    passed.push({ test: statement.test, truth: 'falsy' })
  }
  return []
}

function returnedBy(statement: TSESTree.Statement): TSESTree.Expression | undefined {
  const [only, ...others] = statement.type === 'BlockStatement' ? statement.body : [statement]
  return only?.type === 'ReturnStatement' && others.length === 0 ? only.argument ?? undefined : undefined
}
