import type { TSESTree } from '@typescript-eslint/utils'
import { isFunction, unwrap, wrapped, type CallNode, type SourceFile } from '../../../source/index.js'

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

/** How many of these calls, the last first, decide on a value that is a parameter. */
export function callsAsked(file: SourceFile, value: TSESTree.Node | undefined, calls: readonly CallNode[]): number {
  let asked = 0
  for (let node = value; asked < calls.length && isParameter(file, node); asked++) {
    node = argumentAt(file, node, calls[calls.length - 1 - asked])
  }
  return asked
}

function argumentAt(file: SourceFile, parameter: TSESTree.Node | undefined, call: CallNode | undefined): TSESTree.Node | undefined {
  const node = parameter && unwrap(parameter)
  const def = node?.type === 'Identifier' ? file.scopes.variable(node)?.defs[0] : undefined
  const at = def && isFunction(def.node) ? def.node.params.findIndex(param => param === def.name) : -1
  return at < 0 ? undefined : call?.arguments[at]
}
