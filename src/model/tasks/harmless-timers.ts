import type { TSESTree } from '@typescript-eslint/utils'
import { timers } from '../../catalog/tasks.js'
import { isLog } from '../waits/caught-errors.js'
import { calleeName, isFunction, memberName, receiver, unwrap, type SourceFile } from '../../source/index.js'

/**
 * A timer of a host that keeps account of its timers, and ends them when it stops: `this.adapter.setTimeout(f, 50)`, or
 * `this.setTimeout(f, 50)` of a base class. `window.setTimeout(f, 50)` is the one of the platform.
 */
export function isHosted(file: SourceFile, value: TSESTree.Node): boolean {
  const node = unwrap(value)
  const on = node.type === 'CallExpression' && timers.has(calleeName(node) ?? '') ? receiver(node) : undefined
  if (!on || node.type !== 'CallExpression') return false
  const host = unwrap(on)
  if (host.type === 'ThisExpression') return file.calls.targets(node).length === 0
  const name = host.type === 'Identifier' ? host.name : host.type === 'MemberExpression' ? memberName(host) : undefined
  return /adapter$|^(?:host|platform|scheduler)$/i.test(name ?? '')
}

/** Whether a timeout with this delay, in milliseconds, is over before anybody is likely to come between. */
export const isBrief = (delay: TSESTree.Node): boolean => delay.type === 'Literal' && Number(delay.value) <= 100

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
    return expression.type === 'CallExpression'
      && (isLog(expression) || isOnClassList(expression) || setters.test(calleeName(expression) ?? ''))
  })
}

/** Calls that only set something: a state, an attribute of an element, an entry of a cache. */
const setters = /^(?:resolve|set[A-Z]\w*|delete|clear|removeAttribute|focus|blur)$/

/** `button.classList.remove('copied')` */
function isOnClassList(call: TSESTree.CallExpression): boolean {
  const on = receiver(call)
  const list = on && unwrap(on)
  return list?.type === 'MemberExpression' && memberName(list) === 'classList'
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
