import type { TSESTree } from '@typescript-eslint/utils'
import { namesEnd } from '../../../catalog/teardowns.js'
import { isFailureIgnored } from '../../../model/waits/failures.js'
import type { Program } from '../../../model/program.js'
import {
  calleeName, isFunction, leavesBy, memberName, receiver, unwrap, walk, type Cell, type SourceFile,
} from '../../../source/index.js'

/**
 * Whether a run goes wrong where it uses a cell that was released meanwhile: nothing between its last yield and the use asks whether it is
 * still wanted, the wait before does not fail with the release, and somebody minds the failure.
 */
export function relies(program: Program, use: TSESTree.Node, cell: Cell): boolean {
  return !isFailureIgnored(program.file, use, () => true) && isUnasked(program.file, use, cell)
}

/** Whether nothing between the last yield and a place asks whether the run is still wanted. */
export function isUnasked(file: SourceFile, use: TSESTree.Node, cell: Cell): boolean {
  for (let at = use; at.parent && !isFunction(at); at = at.parent) {
    const { parent } = at
    if (isUnder(parent, at) && asks(file, testOf(parent), cell)) return false
    const list = parent.type === 'BlockStatement' || parent.type === 'Program' ? parent.body : parent.type === 'SwitchCase' ? parent.consequent : []
    for (const statement of list.slice(0, Math.max(0, list.indexOf(at as TSESTree.Statement))).reverse()) {
      if (asksAndLeaves(file, statement, cell)) return false
      const wait = lastWaitIn(file, statement)
      if (wait) return !isOn(file, wait, cell)
    }
  }
  return true
}

function isUnder(parent: TSESTree.Node, at: TSESTree.Node): boolean {
  if (parent.type === 'IfStatement' || parent.type === 'ConditionalExpression') return at !== parent.test
  return parent.type === 'LogicalExpression' && at === parent.right
}

const testOf = (node: TSESTree.Node): TSESTree.Node | undefined =>
  node.type === 'LogicalExpression' ? node.left : 'test' in node ? node.test as TSESTree.Node : undefined

/** `if (signal.aborted) return`, `signal.throwIfAborted()`, `this.#assertOpen()` */
function asksAndLeaves(file: SourceFile, statement: TSESTree.Statement, cell: Cell): boolean {
  if (statement.type === 'IfStatement') {
    return leavesBy(statement.consequent, ['Return', 'Throw', 'Break', 'Continue']) && asks(file, statement.test, cell)
  }
  const call = statement.type === 'ExpressionStatement' ? unwrap(statement.expression) : undefined
  return call?.type === 'CallExpression' && /^[#_]*(?:throwIf|assert|check|ensure|verify|guard)/.test(calleeName(call) ?? '')
}

/** Whether a test asks after an end, after another run, after an entry, or after the cell itself. */
function asks({ code, cells }: SourceFile, test: TSESTree.Node | undefined, cell: Cell): boolean {
  let found = false
  if (test) {
    walk(test, code.visitorKeys, node => {
      const name = node.type === 'Identifier' ? node.name : node.type === 'MemberExpression' ? memberName(node)
        : node.type === 'CallExpression' ? calleeName(node) : undefined
      found ||= name !== undefined && (namesEnd(name) || /^(?:is|still|has)?(?:Current|Active|Alive|Running|Open|Connected|Mounted|Valid)$/i.test(name))
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
function lastWaitIn({ code }: SourceFile, statement: TSESTree.Statement): TSESTree.Node | undefined {
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
