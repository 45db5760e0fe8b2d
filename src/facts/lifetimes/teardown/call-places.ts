import type { TSESTree } from '@typescript-eslint/utils'
import { unwrap, wrapped, type CallNode, type SourceFile } from '../../../source/index.js'

/** Whether nobody waits for what comes of the call: `void this.#settle()`. */
export const isFloating = (call: CallNode): boolean => {
  const { parent } = wrapped(call)
  return parent?.type === 'ExpressionStatement' || (parent?.type === 'UnaryExpression' && parent.operator === 'void')
}

export const isCall = (node: TSESTree.Node | undefined): node is CallNode =>
  node?.type === 'CallExpression' || node?.type === 'NewExpression'

/** Whether a value comes from the caller. */
export function isParameter(file: SourceFile, value: TSESTree.Node | undefined): boolean {
  const node = value && unwrap(value)
  return node?.type === 'Identifier' && file.scopes.variable(node)?.defs[0]?.type === 'Parameter'
}
