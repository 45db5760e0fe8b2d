import type { TSESTree } from '@typescript-eslint/utils'
import { calleeName, isFunction, isInside, unwrap } from '../source/index.js'

/** Logs that nobody reads unless looking for something. */
const quietLogs = /^(?:debug|trace|verbose|silly)$/

/** Whether a failure here is caught, in the same function, by a handler that does nothing about it: it is expected to happen. */
export function isFailureIgnored(place: TSESTree.Node): boolean {
  for (let at = place; at.parent && !isFunction(at); at = at.parent) {
    const { parent } = at
    if (parent.type === 'TryStatement' && parent.handler && isInside(place, parent.block)) {
      return parent.handler.body.body.every(statement => doesNothing(statement))
    }
  }
  return false
}

function doesNothing(statement: TSESTree.Statement): boolean {
  switch (statement.type) {
    case 'ExpressionStatement':
      return isQuiet(unwrap(statement.expression))
    case 'ReturnStatement':
      return !statement.argument || /^(?:Literal|Identifier|ArrayExpression|ObjectExpression)$/.test(statement.argument.type)
    case 'BlockStatement':
      return statement.body.every(inner => doesNothing(inner))
    case 'IfStatement':
      return doesNothing(statement.consequent) && (!statement.alternate || doesNothing(statement.alternate))
    default:
      return statement.type === 'ContinueStatement' || statement.type === 'BreakStatement' || statement.type === 'EmptyStatement'
  }
}

function isQuiet(node: TSESTree.Node): boolean {
  return node.type === 'CallExpression' && quietLogs.test(calleeName(node) ?? '')
}
