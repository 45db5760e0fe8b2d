import type { TSESTree } from '@typescript-eslint/utils'
import { calleeName, isFunction, isInside, isNullish, unwrap, walk, type SourceFile } from '../../source/index.js'
import { isLog } from './caught-errors.js'

/** Logs that say something went wrong: whoever reads them sees a failure. */
const alarms = /err|fatal|exception|critical|severe/i

/**
 * Whether nobody minds a failure here: it is caught, in the same function, by a handler that does nothing about it or that asks whether
 * the owner is still at work.
 */
export function isFailureIgnored(file: SourceFile, place: TSESTree.Node, asks: (test: TSESTree.Node) => boolean): boolean {
  for (let at = place; at.parent && !isFunction(at); at = at.parent) {
    const { parent } = at
    if (parent.type === 'TryStatement' && parent.handler && isInside(place, parent.block)) {
      const { param, body: { body } } = parent.handler
      return body.every(statement => doesNothing(statement, param !== null)) || body.some(statement => isWary(statement, asks))
        || recovers(file, parent.handler)
    }
  }
  return false
}

/** Words of what tells somebody of a failure, or ends for it. */
const failing = /err|fail|fatal|exception|critical|severe|reject|panic|crash|exit|problem|invalid|broken|report|alert|emit|notif|toast/i

/** `catch { return this.readSlowly() }`: the handler goes on in another way, whatever the error was, and tells nobody of it. */
function recovers({ code }: SourceFile, { param, body }: TSESTree.CatchClause): boolean {
  const name = param?.type === 'Identifier' ? param.name : undefined
  let goesOn = body.body.length > 0 && (param === null || name !== undefined)
  walk(body, code.visitorKeys, node => {
    const called = node.type === 'CallExpression' || node.type === 'NewExpression' ? calleeName(node) ?? '' : ''
    const isTold = node.type === 'Literal' && typeof node.value === 'string' && failing.test(node.value)
    const isRead = node.type === 'Identifier' && node.name === name
    if (node.type === 'ThrowStatement' || failing.test(called) || isTold || isRead) goesOn = false
    return goesOn
  })
  return goesOn
}

/** `catch (error) { if (!this.#socket) return; … }`, `catch (error) { if (this.#socket) this.emit('error', error) }` */
const isWary = (statement: TSESTree.Statement, asks: (test: TSESTree.Node) => boolean): boolean =>
  statement.type === 'IfStatement' && asks(statement.test)

/** `isTold`: whether the handler has the error, so that it can tell somebody what it was. */
function doesNothing(statement: TSESTree.Statement, isTold: boolean): boolean {
  switch (statement.type) {
    case 'ExpressionStatement':
      return isQuiet(unwrap(statement.expression), isTold) || isFallback(unwrap(statement.expression))
    case 'ReturnStatement':
      return !statement.argument || /^(?:Literal|Identifier|ArrayExpression|ObjectExpression)$/.test(statement.argument.type)
    case 'BlockStatement':
      return statement.body.every(inner => doesNothing(inner, isTold))
    case 'IfStatement':
      return doesNothing(statement.consequent, isTold) && (!statement.alternate || doesNothing(statement.alternate, isTold))
    default:
      return statement.type === 'ContinueStatement' || statement.type === 'BreakStatement' || statement.type === 'EmptyStatement'
  }
}

/** `size = null`: the handler goes on with a value for the case. */
const isFallback = (node: TSESTree.Node): boolean => node.type === 'AssignmentExpression' && node.operator === '='
  && (isNullish(node.right) || node.right.type === 'Literal' || node.right.type === 'ArrayExpression')

/** A log that tells of no error: one at a lower level, or one that has not got it. */
const isQuiet = (node: TSESTree.Node, isTold: boolean): boolean =>
  node.type === 'CallExpression' && isLog(node) && (!isTold || !alarms.test(calleeName(node) ?? ''))
