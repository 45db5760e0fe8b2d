import type { TSESTree } from '@typescript-eslint/utils'
import {
  calleeName, isFunction, isInside, isNullish, memberName, unwrap, walk, wrapped, type FunctionNode, type SourceFile,
} from '../../source/index.js'
import { isAwaited } from './awaits.js'
import { isLog } from './caught-errors.js'
import { nextLink, registrationOf } from './continuations.js'

/** Logs that say something went wrong: whoever reads them sees a failure. */
const alarms = /err|fatal|exception|critical|severe/i

/**
 * Whether nobody minds a failure here: it is caught, in the same function, by a handler that does nothing about it or that asks whether
 * the owner is still at work.
 */
export function isFailureIgnored(file: SourceFile, place: TSESTree.Node, asks: (test: TSESTree.Node) => boolean): boolean {
  for (let at = place; at.parent; at = at.parent) {
    if (isFunction(at)) {
      const end = caughtBehind(at)
      return typeof end === 'boolean' ? end : end !== undefined && isFailureIgnored(file, end, asks)
    }
    const { parent } = at
    if (parent.type === 'TryStatement' && parent.handler && isInside(place, parent.block)) {
      const { param, body: { body } } = parent.handler
      return body.every(statement => doesNothing(statement, param !== null)) || body.some(statement => isWary(statement, asks))
        || recovers(file, parent.handler)
    }
  }
  return false
}

/** The handler that catches a failure here, in the same function. */
export function handlerOf(place: TSESTree.Node): TSESTree.CatchClause | undefined {
  for (let at = place; at.parent && !isFunction(at); at = at.parent) {
    const { parent } = at
    if (parent.type === 'TryStatement' && parent.block === at && parent.handler) return parent.handler
  }
  return undefined
}

/**
 * Whether a failure here becomes the answer that a caller gets for any other failure:
 *
 *     catch (error) { return { success: false, error: error.message } }
 */
export function isFailureAnswered({ code }: SourceFile, place: TSESTree.Node): boolean {
  const handler = handlerOf(place)
  const last = handler?.body.body.at(-1)
  const answer = last?.type === 'ReturnStatement' && last.argument ? unwrap(last.argument) : undefined
  if (!handler || answer?.type !== 'ObjectExpression') return false
  const error = handler.param?.type === 'Identifier' ? handler.param.name : undefined
  let tells = false
  walk(answer, code.visitorKeys, node => {
    tells ||= node.type === 'Identifier' && (node.name === error || /^(?:ok|success|error)$/.test(node.name))
    return !tells
  })
  return tells
}

/**
 * Whether the failure of a callback is ignored by a later handler of the promise that it stands behind; where there is none, the end of
 * that chain, if the code around it waits for it.
 */
function caughtBehind(callback: FunctionNode): boolean | TSESTree.Node | undefined {
  const call = registrationOf(callback)
  if (!call) return undefined
  let last = call
  for (let link = nextLink(call); link; link = nextLink(link)) {
    const handler = calleeName(link) === 'catch' ? link.arguments.at(-1) : calleeName(link) === 'then' ? link.arguments[1] : undefined
    if (handler) return isQuietHandler(handler)
    last = link
  }
  return isAwaited(last) ? wrapped(last) : undefined
}

/** `.catch(() => {})`, `.catch(noop)`, `.catch(error => log.debug(error))` */
function isQuietHandler(handler: TSESTree.Node): boolean {
  const node = unwrap(handler)
  if (!isFunction(node)) {
    const name = node.type === 'Identifier' ? node.name : node.type === 'MemberExpression' ? memberName(node) ?? '' : ''
    return /noop|ignore|swallow|suppress/i.test(name)
  }
  const isTold = node.params.length > 0
  if (node.body.type === 'BlockStatement') return node.body.body.every(statement => doesNothing(statement, isTold))
  const body = unwrap(node.body)
  return isQuiet(body, isTold) || isFallback(body) || /^(?:Literal|Identifier|ArrayExpression|ObjectExpression)$/.test(body.type)
    || isNullish(body)
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
