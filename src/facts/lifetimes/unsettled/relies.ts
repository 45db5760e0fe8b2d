import type { TSESTree } from '@typescript-eslint/utils'
import { namesEnd } from '../../../catalog/teardowns.js'
import { isFailureIgnored } from '../../../model/waits/failures.js'
import type { Task } from '../../../model/tasks/tasks.js'
import type { Program } from '../../../model/program.js'
import {
  calleeName, enclosingFunction, isFunction, isInside, lastOf, leavesBy, memberName, receiver, unwrap, walk, wrapped, type Cell,
  type FunctionNode, type SourceFile,
} from '../../../source/index.js'

/**
 * Whether a run goes wrong where it uses a cell that was released meanwhile: nothing between its last yield and the use asks whether it is
 * still wanted, the wait before does not fail with the release, and somebody minds the failure.
 */
export function relies(program: Program, use: TSESTree.Node, cell: Cell, run: Task): boolean {
  return !isIgnored(program.file, use) && isUnasked(program, use, cell, run)
}

/** By place: many runs may come by it. */
const ignored = new WeakMap<TSESTree.Node, boolean>()

function isIgnored(file: SourceFile, use: TSESTree.Node): boolean {
  const known = ignored.get(use) ?? isFailureIgnored(file, use, () => true)
  ignored.set(use, known)
  return known
}

/** Whether a place runs behind the first wait of a run, or as soon as the run begins where it is chained to a promise. */
export function isLaterIn(program: Program, node: TSESTree.Node, { callbacks }: Task): boolean {
  const home = enclosingFunction(node)
  return callbacks.some(callback => {
    if (!callback.async) return isFunction(home) && program.closureOf(callback).has(home)
    if (!isInside(node, callback)) return false
    const first = program.file.awaits.find(wait => enclosingFunction(wait) === callback)
    return home !== callback || node.range[0] > (first?.range[1] ?? Infinity)
  })
}

/** Whether nothing between the last yield and a place asks whether the run is still wanted. */
export function isUnasked(program: Program, use: TSESTree.Node, cell: Cell, run: Task, depth = 0): boolean {
  const { file } = program
  for (let at = use; at.parent && !isFunction(at); at = at.parent) {
    const { parent } = at
    if (isUnder(parent, at) && asks(file, testOf(parent), cell)) return false
    for (const statement of statementsBefore(parent, at)) {
      if (asksAndLeaves(file, statement, cell)) return false
      const wait = lastWaitIn(file, statement)
      if (wait) return !isOn(file, wait, cell)
    }
  }
  const home = enclosingFunction(use)
  if (!isFunction(home) || run.callbacks.includes(home) || depth === deepestCall) return true
  if (isGivenTo(file, home, cell)) return false
  // A helper relies on what was asked where the run calls it.
  const inner = program.closureOfTask(run)
  const calls = file.callsTo(home).filter(call => inner.has(enclosingFunction(call) as FunctionNode))
  return calls.length === 0 || calls.some(call => isUnasked(program, call, cell, run, depth + 1))
}

const deepestCall = 3

/** `this.#link.open(error => { … })`: the resource itself calls back, as long as it is there. */
const isGivenTo = (file: SourceFile, { parent }: FunctionNode, cell: Cell): boolean =>
  parent.type === 'CallExpression' && isOn(file, parent, cell)

/**
 * Whether the last wait before a place was given a signal, so that it fails once that is aborted and the run does not come to the place:
 * `await sleep(500, undefined, { signal })`. A wait that brings something may have brought it just before the abort.
 */
export function isBehindSignal(program: Program, use: TSESTree.Node, run: Task, depth = 0): boolean {
  const { file, signals } = program
  for (let at = use; at.parent && !isFunction(at); at = at.parent) {
    for (const statement of statementsBefore(at.parent, at)) {
      const wait = lastWaitIn(file, statement)
      const call = wait && unwrap(wait)
      if (call) {
        const isDropped = wrapped(call).parent?.parent?.type === 'ExpressionStatement'
        return isDropped && call.type === 'CallExpression' && !isCaughtIn(statement, call)
          && signals.given(call).some(({ origin }) => origin !== 'self')
      }
    }
  }
  const home = enclosingFunction(use)
  if (!isFunction(home) || run.callbacks.includes(home) || depth === deepestCall) return false
  const inner = program.closureOfTask(run)
  const calls = file.callsTo(home).filter(call => inner.has(enclosingFunction(call) as FunctionNode))
  return calls.length > 0 && calls.every(call => isBehindSignal(program, call, run, depth + 1))
}

/** Whether a `try` of the statement catches what a place in it throws. */
function isCaughtIn(statement: TSESTree.Statement, place: TSESTree.Node): boolean {
  for (let at = place; at !== statement && at.parent; at = at.parent) {
    if (at.parent.type === 'TryStatement' && at.parent.block === at && at.parent.handler) return true
  }
  return false
}

/** The statements that stand before one in its block, the nearest first. */
function statementsBefore(parent: TSESTree.Node, at: TSESTree.Node): readonly TSESTree.Statement[] {
  const list = parent.type === 'BlockStatement' ? parent.body : parent.type === 'SwitchCase' ? parent.consequent : []
  return list.slice(0, Math.max(0, list.findIndex(statement => statement === at))).reverse()
}

function isUnder(parent: TSESTree.Node, at: TSESTree.Node): boolean {
  if (parent.type === 'IfStatement' || parent.type === 'ConditionalExpression') return at !== parent.test
  // A loop asks before each round.
  if (parent.type === 'WhileStatement' || parent.type === 'ForStatement') return at === parent.body
  return parent.type === 'LogicalExpression' && at === parent.right
}

const testOf = (node: TSESTree.Node): TSESTree.Node | undefined =>
  node.type === 'LogicalExpression' ? node.left : 'test' in node ? node.test as TSESTree.Node : undefined

/** `if (signal.aborted) return`, `signal.throwIfAborted()`, `this.#assertOpen()` */
function asksAndLeaves(file: SourceFile, statement: TSESTree.Statement, cell: Cell): boolean {
  if (statement.type === 'IfStatement') {
    const { consequent, test } = statement
    return (leavesBy(consequent, ['Return', 'Throw', 'Break', 'Continue']) || endsInThrow(file, consequent)) && asks(file, test, cell)
  }
  const call = statement.type === 'ExpressionStatement' ? unwrap(statement.expression) : undefined
  return call?.type === 'CallExpression' && /^[#_]*(?:throwIf|assert|check|ensure|verify|guard)/.test(calleeName(call) ?? '')
}

/** `this.#throwClosed()`: whether the last statement calls what never returns. */
function endsInThrow(file: SourceFile, statement: TSESTree.Statement): boolean {
  const last = lastOf(statement)
  const call = last?.type === 'ExpressionStatement' ? unwrap(last.expression) : undefined
  if (call?.type !== 'CallExpression') return false
  const targets = file.calls.targets(call)
  return file.types.neverReturns(call) || (targets.length > 0 && targets.every(({ body, async: isAsync }) =>
    !isAsync && body.type === 'BlockStatement' && body.body.at(-1)?.type === 'ThrowStatement'))
}

const stateNames = /^(?:is|still|has)?(?:Current|Active|Alive|Running|Open|Connected|Mounted|Valid|Released)$/i

/** Whether a test asks after an end, after another run, after an entry, or after the cell itself. */
function asks({ code, cells }: SourceFile, test: TSESTree.Node | undefined, cell: Cell): boolean {
  let found = false
  if (test) {
    walk(test, code.visitorKeys, node => {
      const name = node.type === 'Identifier' ? node.name : node.type === 'MemberExpression' ? memberName(node)
        : node.type === 'CallExpression' ? calleeName(node) : undefined
      found ||= name !== undefined && (namesEnd(name) || stateNames.test(name))
      found ||= node.type === 'BinaryExpression' && /^[!=]==?$/.test(node.operator) && [node.left, node.right].every(isPlace)
      found ||= node.type === 'CallExpression' && calleeName(node) === 'has'
      found ||= node.type === 'MemberExpression' && cells.at(node) === cell
      return !found && !isFunction(node)
    })
  }
  return found
}

const isPlace = (node: TSESTree.Node): boolean => {
  const { type } = unwrap(node)
  return type === 'Identifier' || type === 'MemberExpression' || type === 'CallExpression'
}

/** The last wait of a statement that a run which comes out of it has gone through, as far as the text tells. */
function lastWaitIn(file: SourceFile, statement: TSESTree.Statement): TSESTree.Node | undefined {
  const known = lastWaits.get(statement)
  if (known !== undefined) return known ?? undefined
  const last = findLastWait(file, statement)
  lastWaits.set(statement, last ?? null)
  return last
}

/** By statement: each of them is looked at for every place behind it. */
const lastWaits = new WeakMap<TSESTree.Statement, TSESTree.Node | null>()

function findLastWait({ code }: SourceFile, statement: TSESTree.Statement): TSESTree.Node | undefined {
  let last: TSESTree.Node | undefined
  walk(statement, code.visitorKeys, node => {
    if (isFunction(node)) return false
    if (node.type === 'AwaitExpression') last = node.argument
    if (node.type === 'ForOfStatement' && node.await) last = node.right
    return true
  })
  return last
}

/** Whether a wait is for something that the resource itself does: that fails when the resource is ended. */
function isOn(file: SourceFile, wait: TSESTree.Node, cell: Cell): boolean {
  const call = unwrap(wait)
  const on = call.type === 'CallExpression' ? receiver(call) : call
  for (let at = on && unwrap(on); at; at = at.type === 'MemberExpression' ? unwrap(at.object) : undefined) {
    if (file.cells.carriedBy(at) === cell) return true
  }
  return false
}
