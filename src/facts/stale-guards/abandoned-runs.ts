import type { TSESTree } from '@typescript-eslint/utils'
import { continuations } from '../../catalog/settles.js'
import {
  calleeName, enclosingFunction, isFunction, isInside, isNullish, unwrap, walk, type Cell, type FunctionNode,
} from '../../source/index.js'
import type { StaleGuard, StaleContext } from './types.js'
import type { Belief } from './flow/state.js'
import { endedBy } from '../../model/cells/ended-cells.js'
import { isHandle, runsTwice } from './writes.js'
import { runsOnlyIn } from '../../model/callers.js'
import { assignmentsTo } from '../../model/cells/cell-writes.js'
import type { ClearingWrite } from './clears/clearing-writes.js'

/**
 * What is believed of a cell that a run empties at its end though a later run may have filled it since: whoever gave the first run up
 * emptied the cell, or a later run filled it over the first one's head. Undefined where the cell still is this run's own.
 */
export function successorOf(
  around: StaleContext, running: readonly FunctionNode[], write: TSESTree.Node, cell: Cell, belief: Belief, isFinal = true,
): Belief | undefined {
  const { truth, by, gap, guard } = belief
  if (truth !== 'truthy' || by !== 'assignment' || !gap || !putsHandle(around, guard.node)) return undefined
  if (isCompared(around, write, cell)) return undefined
  if (!runsTwice(around, running, cell) || !isMissed(around, cell, running, guard.node)) return undefined
  const clears = new Set([...gap.clears].filter(clear => !keepsOut(around, running, clear) && !isOwnSettling(around, cell, clear)))
  return clears.size > 0 || (isFinal && endsFormer(around, guard.node, cell)) ? { ...belief, gap: { ...gap, clears } } : undefined
}

/** `this.controller?.abort(); this.controller = new AbortController()`: the function expects to find an earlier run's there. */
function endsFormer({ program: { file } }: StaleContext, fill: TSESTree.Node, cell: Cell): boolean {
  return file.callsIn(enclosingFunction(fill)).some(call => call.range[1] <= fill.range[0] && endedBy(file, call) === cell)
}

/** Whether an assignment puts something there that another run would miss: a controller, a promise; no state, no number. */
const putsHandle = ({ program }: StaleContext, assignment: TSESTree.Node): boolean =>
  assignment.type === 'AssignmentExpression' && isHandle(program, assignment.right)

/**
 * Whether a question is asked first that may be whether the run is still the latest: `if (this.latest === id) this.controller = null`.
 * Whether there is anything to empty is none.
 */
function isCompared({ program: { file } }: StaleContext, write: TSESTree.Node, cell: Cell): boolean {
  for (let at = write; at.parent && !isFunction(at); at = at.parent) {
    if (at.parent.type !== 'IfStatement' || at.parent.consequent !== at) continue
    const test = unwrap(at.parent.test)
    const isPresence = test.type === 'BinaryExpression' && [test.left, test.right].some(side => isNullish(side))
    if (file.cells.at(test) !== cell && !isPresence) return true
  }
  return false
}

/** `this.pending = connect().then(() => { this.pending = undefined })`: its own promise empties it, when that is no longer pending. */
function isOwnSettling({ program }: StaleContext, cell: Cell, { home }: ClearingWrite): boolean {
  const { file } = program
  const fills = assignmentsTo(program, cell)
  if (fills.some(({ right }) => isInside(home, right))) return true
  const call = home.parent
  if (call.type !== 'CallExpression' || !continuations.has(calleeName(call) ?? '')) return false
  let on = unwrap(call.callee)
  while (on.type === 'MemberExpression' || on.type === 'CallExpression') on = unwrap(on.type === 'CallExpression' ? on.callee : on.object)
  const variable = on.type === 'Identifier' ? file.scopes.variable(on) : undefined
  return variable !== undefined && fills.some(({ right }) => right.type === 'Identifier' && file.scopes.variable(right) === variable)
}

/** Whether a clear leaves a flag behind that turns every later run away, since nobody ever takes it back. */
function keepsOut({ program, tests }: StaleContext, running: readonly FunctionNode[], { tokens }: ClearingWrite): boolean {
  return [...tokens].some(([flag, left]) => left === 'truthy' && running.some(node => tests.asksAbout(node, flag))
    && assignmentsTo(program, flag).every(({ right }) => right.type === 'Literal' && right.value === true))
}

/** Whether anybody looks into the cell but the run that has filled it: another function, or a run that has not filled it yet. */
function isMissed({ program, reads }: StaleContext, cell: Cell, running: readonly FunctionNode[], fill: TSESTree.Node): boolean {
  return (reads.get(cell) ?? []).some(({ node: read }) => {
    const home = enclosingFunction(read)
    if (home === enclosingFunction(fill) && read.range[0] <= fill.range[0]) return true
    return !isFunction(home) || !running.some(node => node === home || runsOnlyIn(program, home, node))
  })
}

/** Whether the statement runs however the `try` before it ended. */
export function isInFinally(node: TSESTree.Node): boolean {
  for (let at = node; at.parent && !isFunction(at); at = at.parent) {
    if (at.parent.type === 'TryStatement' && at.parent.finalizer === at) return true
  }
  return false
}

/**
 * Runs that empty a cell in a callback of the promise that they wait for, written without `async`:
 *
 *     this.pending = load().finally(() => { this.pending = undefined })   // by now it may be the next one's
 */
export function findAbandonedChains(around: StaleContext): readonly StaleGuard[] {
  const { program, clears } = around
  const { file } = program
  const chained = file.callNodes.filter(call => call.type === 'CallExpression' && continuations.has(calleeName(call) ?? ''))
  // What comes behind a promise empties the cell because that has settled, not because somebody has given the run up.
  const settlers = new Set(chained.flatMap(call => call.arguments.flatMap(argument => file.calls.functions(argument))))
  return chained.flatMap(call => {
    const home = enclosingFunction(call)
    if (!isFunction(home)) return []
    const callbacks = call.arguments.filter(argument => isFunction(argument))
    return callbacks.flatMap((callback, index) => emptiedIn(around, callback).flatMap(write => {
      const cell = file.cells.at(write.left)
      const fill = cell && file.assignmentsIn(home).find(assignment =>
        file.cells.at(assignment.left) === cell && assignment.range[0] < write.range[0] && putsHandle(around, assignment))
      if (!cell || !fill) return []
      // A run that is aborted or rejected fails: what comes of its success does not run.
      const isSuccess = calleeName(call) === 'then' && index === 0
      const others = (clears.get(cell) ?? []).filter(({ home: own, aborts, rejected }) =>
        !settlers.has(own) && !runsOnlyIn(program, own, home) && !(isSuccess && (aborts || rejected.has(cell))))
      const belief: Belief = {
        truth: 'truthy', by: 'assignment', guard: { node: fill, calls: [] },
        gap: { at: { node: call, calls: [] }, clears: new Set(others) },
      }
      const successor = successorOf(around, [home], write, cell, belief, !isSuccess)
      return successor ? [{
        kind: 'clobbers' as const, cell, by: 'assignment' as const, use: write, guard: fill, yield: call.callee, home,
        clear: [...successor.gap?.clears ?? []][0], clears: [], origin: fill.range.join('-'), isWhole: true,
      }] : []
    }))
  })
}

/** The assignments by which a callback empties cells, whatever the promise brought, before it asks anything. */
function emptiedIn({ program: { file } }: StaleContext, callback: FunctionNode): readonly TSESTree.AssignmentExpression[] {
  const found: TSESTree.AssignmentExpression[] = []
  let hasAsked = false
  walk(callback.body, file.code.visitorKeys, node => {
    if (node.type === 'IfStatement' || node.type === 'ConditionalExpression') hasAsked = true
    if (!hasAsked && node.type === 'AssignmentExpression' && isNullish(node.right)) found.push(node)
    return !hasAsked && !isFunction(node)
  })
  return found
}
