import type { TSESTree } from '@typescript-eslint/utils'
import type { VisitorKeys } from '../syntax/nodes.js'
import { Builder, TooLarge } from './builder.js'
import { layClass } from './classes.js'
import { layExpression } from './expressions.js'
import type { Graph, Sparse } from './graph.js'
import { sparseOf } from './sparse.js'
import { layParameters, layStatements } from './statements.js'

export type * from './graph.js'
export { behind, follow, type Start, type Walk } from './follow.js'
export { review, solve, type Failures, type Flow, type Solution } from './solve.js'
export { later, mayPrecede, momentOf, steps, stepsOf, type Event, type Moment } from './text-order.js'
export { Work, type WorkOrder } from './work.js'

/**
 * The control flow of a function, of a module's top level or of a class's static block; undefined where it is too large to be laid.
 *
 * @param visitorKeys the parser's, from `sourceCode.visitorKeys`
 */
export function buildGraph(node: TSESTree.Node, visitorKeys: VisitorKeys): Graph | undefined {
  const builder = new Builder(visitorKeys, layClass)
  const entry = builder.current
  try {
    if (node.type === 'Program' || node.type === 'StaticBlock') layStatements(builder, node.body)
    else if ('params' in node && 'body' in node) layFunction(builder, node as TSESTree.FunctionExpression)
    else layExpression(builder, node)
    builder.returnTo()
  } catch (error) {
    if (error instanceof TooLarge) return undefined
    throw error
  }
  let sparse: Sparse | undefined
  return {
    node, blocks: builder.blocks, entry, exit: builder.exit, thrown: builder.thrown,
    get sparse() { return sparse ??= sparseOf(this) },
  }
}

function layFunction(builder: Builder, node: TSESTree.FunctionExpression | TSESTree.ArrowFunctionExpression): void {
  layParameters(builder, node.params)
  // A function without a body: an overload or an abstract method.
  const body = node.body as TSESTree.BlockStatement | TSESTree.Expression | null | undefined
  if (body?.type === 'BlockStatement') layStatements(builder, body.body)
  else if (body) {
    layExpression(builder, body)
    builder.point({ kind: 'leave', node: body })
  }
}
