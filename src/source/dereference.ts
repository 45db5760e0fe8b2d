import type { TSESTree } from '@typescript-eslint/utils'
import { wrapped } from './syntax.js'

/** Whether the program fails here when the value is null: `x.y`, `x()`, `x!.y`, `const { y } = x`, `...x`; not `x?.y`. */
export function isDereferenced(place: TSESTree.Node): boolean {
  const node = wrapped(place)
  const { parent } = node
  switch (parent?.type) {
    case 'MemberExpression':
      return parent.object === node && !parent.optional
    case 'CallExpression':
      return parent.callee === node && !parent.optional
    case 'NewExpression':
      return parent.callee === node
    case 'TaggedTemplateExpression':
      return parent.tag === node
    case 'SpreadElement':
      return parent.parent.type !== 'ObjectExpression'
    case 'ForOfStatement':
      return parent.right === node
    case 'VariableDeclarator':
      return parent.init === node && parent.id.type !== 'Identifier'
    case 'AssignmentExpression':
      return parent.right === node && (parent.left.type === 'ObjectPattern' || parent.left.type === 'ArrayPattern')
    default:
      return false
  }
}
