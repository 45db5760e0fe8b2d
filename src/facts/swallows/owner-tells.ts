import type { TSESTree } from '@typescript-eslint/utils'
import { failureState, failureTellers } from '../../catalog/aborts.js'
import { effects } from '../../catalog/teardowns.js'
import { initialOf } from '../../model/cells/cell-values.js'
import type { CaughtError } from '../../model/waits/caught-errors.js'
import type { Signal } from '../../model/tasks/signal.js'
import {
  calleeName, isFalsy, isFunction, isStatement, memberName, receiver, unwrap, walk, type SourceFile,
} from '../../source/index.js'
import type { Attempt } from './attempts.js'

/**
 * Where a handler tells users of a failure although it is the owner that has aborted the work, on purpose:
 *
 *     stop() { this.#abort.abort() }
 *     async load() {
 *       try { await fetch(url, { signal: this.#abort.signal }) }
 *       catch (error) { this.options.onError(error) }
 *     }
 */
export function toldByOwner(file: SourceFile, { handler, guarded, at }: Attempt, error: CaughtError): TSESTree.Node | undefined {
  if (!guarded.every(({ signals }) => signals.every(signal => isOwn(file, signal))) || handler.type === 'BlockStatement') return undefined
  const found: { told?: TSESTree.Node, isPassedOn: boolean } = { isPassedOn: false }
  const mayShow = !isInEffectOfOnce(at)
  walk(handler.body, file.code.visitorKeys, node => {
    if (isFunction(node)) return false
    found.isPassedOn ||= node.type === 'ThrowStatement' || isStored(file, node, error)
    if (isTelling(node, error) || (mayShow && isShowing(file, node))) found.told ??= node
    return true
  })
  return found.isPassedOn ? undefined : found.told
}

/** Whether the file makes the controller of a signal, and somebody other than the function itself aborts it. */
function isOwn(file: SourceFile, { origin, root }: Signal): boolean {
  if (origin !== 'owner' || !root) return false
  const values = 'path' in root
    ? [initialOf(root), ...file.assignments.filter(({ left }) => file.cells.at(left) === root).map(({ right }) => right)]
    : [file.scopes.initial(root)?.value, ...root.references.map(({ writeExpr }) => writeExpr ?? undefined)]
  return values.some(value => value !== undefined && isController(value))
}

function isController(value: TSESTree.Node): boolean {
  const node = unwrap(value)
  if (node.type === 'MemberExpression') return isController(node.object)
  return node.type === 'NewExpression' && /AbortController$|^CancellationTokenSource$/.test(calleeName(node) ?? '')
}

/** `this.options.onError(error)`, `vscode.window.showErrorMessage(String(error))` */
function isTelling(node: TSESTree.Node, error: CaughtError): boolean {
  if (node.type !== 'CallExpression' || !isStatement(node) || !failureTellers.test(tellerName(node))) return false
  return node.arguments.some(argument => error.isIn(argument)) && !error.isTestedIn(node)
}

/** The name of what is called, also through a ref: `onErrorRef.current(error)` */
function tellerName(node: TSESTree.CallExpression): string {
  const on = receiver(node)
  const place = on && unwrap(on)
  if (calleeName(node) !== 'current' || place?.type !== 'Identifier') return calleeName(node) ?? ''
  return place.name.replace(/Ref$/, '')
}

/** `message = error.message`, for what follows the handler */
function isStored(file: SourceFile, node: TSESTree.Node, error: CaughtError): boolean {
  if (node.type !== 'AssignmentExpression' || node.left.type !== 'Identifier' || !error.isIn(node.right)) return false
  return !error.isIn(node.left) && file.scopes.variable(node.left) !== undefined
}

/** `setFailed(true)`, `this.error = error`, `error.value = message`: what users see. A local is for what follows in the function. */
function isShowing(file: SourceFile, node: TSESTree.Node): boolean {
  if (node.type === 'CallExpression') {
    const callee = unwrap(node.callee)
    const [value] = node.arguments
    const isForEffect = isStatement(node) || isFunction(node.parent)
    return callee.type === 'Identifier' && /^set[A-Z]/.test(callee.name) && failureState.test(callee.name) && isForEffect
      && value !== undefined && !isFalsy(value)
  }
  if (node.type !== 'AssignmentExpression' || node.operator !== '=' || isFalsy(node.right)) return false
  const target = unwrap(node.left)
  if (target.type !== 'MemberExpression') return false
  const name = memberName(target) ?? ''
  const shown = name === 'value' || name === 'current' ? file.code.getText(target.object) : name
  const isField = unwrap(target.object).type === 'ThisExpression' || name === 'value'
  return isField && failureState.test(shown)
}

/** Whether it stands in an effect that runs once: when that is cleaned up, nobody is left to see anything. */
function isInEffectOfOnce(node: TSESTree.Node): boolean {
  for (let at = node.parent; at; at = at.parent) {
    if (at.type !== 'CallExpression' || !effects.has(calleeName(at) ?? '')) continue
    const [, given] = at.arguments
    return given?.type === 'ArrayExpression' ? given.elements.length === 0 : calleeName(at) === 'onMount'
  }
  return false
}
