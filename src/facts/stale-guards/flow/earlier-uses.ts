import type { TSESTree } from '@typescript-eslint/utils'
import { enclosingFunction, isDereferenced, isFunction, isInside, type Cell } from '../../../source/index.js'
import { assignmentsTo } from '../../../model/cells/cell-writes.js'
import { awaitsIn } from '../../../model/waits/awaits.js'
import type { StaleContext } from '../types.js'
import type { Frame } from './frames.js'
import { withBelief, type State } from './state.js'

/**
 * What is known where a function is registered behind a promise, with what has been relied on there: a cell that was read through
 * before, on the same way and in the same turn, is not empty.
 *
 *     this.engine.clear().then(() => { this.engine.flush() })
 */
export function withEarlierUses({ program, clears, reads }: StaleContext, place: TSESTree.Node, state: State, frame: Frame): State {
  let after = state
  for (const cell of clears.keys()) {
    if (state.beliefs.has(cell)) continue
    program.budget.spend()
    const use = (reads.get(cell) ?? []).find(({ node }) => isDereferenced(node) && node.range[0] < place.range[1]
      && enclosingFunction(node) === frame.node && isPassed(node, place))
    if (!use || isChangedBetween(cell, use.node, place)) continue
    after = withBelief(after, cell, { truth: 'truthy', guard: { node: use.node, calls: frame.calls }, by: 'use' })
  }
  return after

  function isChangedBetween(cell: Cell, from: TSESTree.Node, to: TSESTree.Node): boolean {
    const isBetween = (node: TSESTree.Node): boolean => node.range[1] > from.range[1] && node.range[0] < to.range[1]
    return assignmentsTo(program, cell).some(write => enclosingFunction(write) === frame.node && isBetween(write))
      || awaitsIn(program.file, frame.node).some(wait => enclosingFunction(wait) === frame.node && isBetween(wait)
        && wait.range[1] <= to.range[1])
  }
}

/** Whether whoever comes to a place has passed a node that stands before it. */
function isPassed(node: TSESTree.Node, place: TSESTree.Node): boolean {
  for (let at = node; at.parent && !isFunction(at); at = at.parent) {
    if (!isPassedIn(at.parent, at)) return false
    if (isInside(place, at.parent)) return true
  }
  return false
}

/** Whether a part of something is run whenever that is. */
function isPassedIn(whole: TSESTree.Node, part: TSESTree.Node): boolean {
  switch (whole.type) {
    case 'IfStatement':
    case 'ConditionalExpression':
    case 'WhileStatement':
      return whole.test === part
    case 'LogicalExpression':
      return whole.left === part
    case 'ForStatement':
      return whole.init === part || whole.test === part
    case 'ForOfStatement':
    case 'ForInStatement':
      return whole.right === part
    case 'SwitchStatement':
      return whole.discriminant === part
    case 'CallExpression':
      return !whole.optional || whole.callee === part
    case 'TryStatement':
      return whole.finalizer === part || whole.handler === null
    case 'SwitchCase':
    case 'CatchClause':
    case 'AssignmentPattern':
      return false
    default:
      return true
  }
}
