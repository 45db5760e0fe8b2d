import type { TSESTree } from '@typescript-eslint/utils'
import { teardownVerbs, verbOf } from '../../catalog/aborts.js'
import { isFunction, keyName, memberName, type FunctionNode } from '../../source/index.js'

/** Whether the handler stands in teardown: in a function that ends something, or in a `catch` or `finally`. */
export function isTeardown(node: TSESTree.Node): boolean {
  for (let below = node, at = node.parent; at; below = at, at = at.parent) {
    if (at.type === 'CatchClause' || (at.type === 'TryStatement' && at.finalizer === below)) return true
    if (isFunction(at) && teardownVerbs.has(verbOf(nameOf(at)))) return true
    if (isFunction(at) && at.parent.type !== 'CallExpression' && at.type !== 'ArrowFunctionExpression') return false
  }
  return false
}

function nameOf(node: FunctionNode): string {
  if (node.id) return node.id.name
  const { parent } = node
  if (parent.type === 'VariableDeclarator') return parent.id.type === 'Identifier' ? parent.id.name : ''
  if (parent.type === 'MethodDefinition' || parent.type === 'Property' || parent.type === 'PropertyDefinition') {
    return keyName(parent) ?? (parent.key.type === 'MemberExpression' ? memberName(parent.key) ?? '' : '')
  }
  return ''
}
