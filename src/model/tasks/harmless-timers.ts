import type { TSESTree } from '@typescript-eslint/utils'
import { calleeName, isFunction, unwrap, type SourceFile } from '../../source/index.js'

/** Whether a timer fires once and its callback only sets flags or state: one run too many does no harm. */
export function onlySetsState(file: SourceFile, value: TSESTree.Node): boolean {
  const node = unwrap(value)
  if (node.type !== 'CallExpression' || calleeName(node) === 'setInterval') return false
  const [callback] = node.arguments
  const [target] = callback ? file.calls.functions(callback) : []
  if (!target || !isFunction(target)) return false
  const statements = target.body.type === 'BlockStatement' ? target.body.body : [target.body]
  return statements.every(statement => {
    const expression = unwrap(statement.type === 'ExpressionStatement' ? statement.expression : statement)
    if (expression.type === 'AssignmentExpression') return isPlain(expression.right)
    return expression.type === 'CallExpression' && /^(?:resolve|set[A-Z]\w*|delete)$/.test(calleeName(expression) ?? '')
  })
}

/** A value that nobody has to end: `null`, `!open`, `{ step: '', message: '' }`. */
function isPlain(value: TSESTree.Node): boolean {
  const node = unwrap(value)
  switch (node.type) {
    case 'Literal':
    case 'Identifier':
    case 'UnaryExpression':
    case 'TemplateLiteral':
      return true
    case 'ObjectExpression':
      return node.properties.every(property => property.type === 'Property' && isPlain(property.value))
    case 'ArrayExpression':
      return node.elements.every(element => element !== null && isPlain(element))
    default:
      return false
  }
}
