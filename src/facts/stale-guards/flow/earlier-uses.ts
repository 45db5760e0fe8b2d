import type { TSESTree } from '@typescript-eslint/utils'
import {
  enclosingFunction, isDereferenced, isFunction, isInside, type CallNode, type Cell, type FunctionNode,
} from '../../../source/index.js'
import { assignmentsTo } from '../../../model/cells/cell-writes.js'
import type { Mention } from '../../../model/cells/mentions.js'
import { awaitsIn } from '../../../model/waits/awaits.js'
import type { StaleContext } from '../types.js'
import type { Frame } from './frames.js'
import { withBelief, type State } from './state.js'

/**
 * What is known where a function is registered behind a promise, with what has been relied on there: a cell that was read through
 * before, on the same way and in the same turn, is not empty, nor is one that is only emptied together with it.
 *
 *     this.engine.clear().then(() => { this.engine.flush() })
 */
export function withEarlierUses(context: StaleContext, place: TSESTree.Node, state: State, frame: Frame): State {
  let after = state
  for (const { cell, node, call } of usesBefore(context, place, frame.node)) {
    if (after.beliefs.has(cell)) continue
    const guard = { node, calls: call ? [...frame.calls, call] : frame.calls }
    after = withBelief(after, cell, { truth: 'truthy', guard, by: 'use' })
    for (const other of context.signs.toldBy(cell, 'truthy')) {
      if (!context.watched.has(other) || after.beliefs.has(other)) continue
      after = withBelief(after, other, { truth: 'truthy', guard, by: 'sign', sign: cell })
    }
  }
  return after
}

interface EarlierUse extends Mention {
  /** The call of the own function that the use is in. */
  readonly call?: CallNode
}

const known = new WeakMap<StaleContext, Map<TSESTree.Node, readonly EarlierUse[]>>()

/** The uses that are passed on every way to a place of a function, with no wait and no write in between, the first of each cell. */
function usesBefore(context: StaleContext, place: TSESTree.Node, home: FunctionNode): readonly EarlierUse[] {
  const byPlace = known.get(context) ?? new Map<TSESTree.Node, readonly EarlierUse[]>()
  known.set(context, byPlace)
  const before = byPlace.get(place)
  if (before) return before
  const { program, watched, clears, reads } = context
  const isBetween = (node: TSESTree.Node, use: TSESTree.Node): boolean =>
    enclosingFunction(node) === home && node.range[1] > use.range[1] && node.range[0] < place.range[1]
  const usesInCalls = usesByCalls(context, place, home)
  const found = [...watched].flatMap(cell => {
    program.budget.spend()
    // Who empties a cell is asked last: of most cells nothing is read here.
    const use: EarlierUse | undefined = reads(cell).find(({ node }) => isDereferenced(node) && node.range[0] < place.range[1]
      && enclosingFunction(node) === home && isPassed(node, place)) ?? usesInCalls.get(cell)
    const at = use?.call ?? use?.node
    const isChanged = at && (assignmentsTo(program, cell).some(write => isBetween(write, at))
      || awaitsIn(program.file, home).some(wait => wait.range[1] <= place.range[1] && isBetween(wait, at)))
    return use && !isChanged && clears.of(cell).length > 0 ? [use] : []
  })
  byPlace.set(place, found)
  return found
}

/** The cells that own functions read through whenever they are called, of the calls that are passed on every way to a place. */
function usesByCalls({ program, summaries, watched, clears, reads }: StaleContext, place: TSESTree.Node, home: FunctionNode) {
  const found = new Map<Cell, EarlierUse>()
  for (const call of program.file.callsIn(home)) {
    if (call.range[1] > place.range[1] || isInside(place, call)) continue
    const [target, ...others] = summaries.followed(call)
    if (!target || others.length > 0 || target.generator || target.async || !isPassed(call, place)) continue
    for (const cell of watched) {
      program.budget.spend()
      const use = found.has(cell) ? undefined : reads(cell).find(({ node }) =>
        isDereferenced(node) && enclosingFunction(node) === target && isPassedByAll(node, target))
      const isChanged = use && assignmentsTo(program, cell).some(write => enclosingFunction(write) === target)
      if (use && !isChanged && clears.of(cell).length > 0) found.set(cell, { ...use, call })
    }
  }
  return found
}

/** Whether whoever runs a function comes by a node in it: no test, and nothing that leaves, stands before. */
function isPassedByAll(node: TSESTree.Node, home: FunctionNode): boolean {
  for (let at = node; at.parent && at !== home.body; at = at.parent) {
    const { parent } = at
    if (!isPassedIn(parent, at)) return false
    const before = parent.type === 'BlockStatement' ? parent.body.filter(statement => statement.range[1] <= at.range[0]) : []
    if (before.some(statement => !/^(?:Variable|Function|Class)Declaration$|^ExpressionStatement$/.test(statement.type))) return false
  }
  return true
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
