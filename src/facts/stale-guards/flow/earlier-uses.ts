import type { TSESTree } from '@typescript-eslint/utils'
import { enclosingFunction, isDereferenced, isFunction, isInside, type FunctionNode } from '../../../source/index.js'
import { assignmentsTo } from '../../../model/cells/cell-writes.js'
import type { Mention } from '../../../model/cells/mentions.js'
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
export function withEarlierUses(context: StaleContext, place: TSESTree.Node, state: State, frame: Frame): State {
  let after = state
  for (const { cell, node } of usesBefore(context, place, frame.node)) {
    if (after.beliefs.has(cell)) continue
    after = withBelief(after, cell, { truth: 'truthy', guard: { node, calls: frame.calls }, by: 'use' })
  }
  return after
}

const known = new WeakMap<StaleContext, Map<TSESTree.Node, readonly Mention[]>>()

/** The uses that are passed on every way to a place of a function, with no wait and no write in between, the first of each cell. */
function usesBefore(context: StaleContext, place: TSESTree.Node, home: FunctionNode): readonly Mention[] {
  const byPlace = known.get(context) ?? new Map<TSESTree.Node, readonly Mention[]>()
  known.set(context, byPlace)
  const before = byPlace.get(place)
  if (before) return before
  const { program, watched, clears, reads } = context
  const isBetween = (node: TSESTree.Node, use: TSESTree.Node): boolean =>
    enclosingFunction(node) === home && node.range[1] > use.range[1] && node.range[0] < place.range[1]
  const found = [...watched].flatMap(cell => {
    program.budget.spend()
    // Who empties a cell is asked last: of most cells nothing is read here.
    const use = reads(cell).find(({ node }) => isDereferenced(node) && node.range[0] < place.range[1]
      && enclosingFunction(node) === home && isPassed(node, place))
    const isChanged = use && (assignmentsTo(program, cell).some(write => isBetween(write, use.node))
      || awaitsIn(program.file, home).some(wait => wait.range[1] <= place.range[1] && isBetween(wait, use.node)))
    return use && !isChanged && clears.of(cell).length > 0 ? [use] : []
  })
  byPlace.set(place, found)
  return found
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
