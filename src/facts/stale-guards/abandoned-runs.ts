import type { TSESTree } from '@typescript-eslint/utils'
import { finalTeardowns } from '../../catalog/handle-events.js'
import { continuations } from '../../catalog/settles.js'
import {
  calleeName, enclosingFunction, isFunction, isInside, isNullish, receiver, unwrap, walk, type Cell, type FunctionNode,
} from '../../source/index.js'
import type { StaleGuard, FileContext } from './types.js'
import type { Belief } from './flow/state.js'
import { endedBy, endedEntries } from '../../model/cells/ended-cells.js'
import { isHandle, runsTwice } from './writes.js'
import { nameOf } from '../../model/cells/replacements.js'
import { runsOnlyIn } from '../../model/callers.js'
import { assignmentsTo, fillsOf } from '../../model/cells/cell-writes.js'
import type { ClearingWrite } from './clears/clearing-writes.js'

/**
 * What is believed of a cell that a run empties at its end though a later run may have filled it since: whoever gave the first run up
 * emptied the cell, or a later run filled it over the first one's head. Undefined where the cell still is this run's own.
 */
export function successorOf(
  around: FileContext, running: readonly FunctionNode[], write: TSESTree.Node, cell: Cell, belief: Belief, isFinal = true,
): Belief | undefined {
  const { truth, by, gap, guard } = belief
  if (truth !== 'truthy' || by !== 'assignment' || !gap || !putsHandle(around, guard.node)) return undefined
  if (isCompared(around, write, cell)) return undefined
  if (!runsTwice(around, running, cell) || !isMissed(around, cell, running, guard.node)) return undefined
  const clears = new Set([...gap.clears].filter(clear => !keepsOut(around, running, clear)
    && !finalTeardowns.test(nameOf(clear.home)) && !isOwnSettling(around, cell, clear)
    && (cell.key === undefined || endsEntry(around, cell, clear))))
  const isDisplaced = isFinal && (endsFormer(around, guard.node, cell) || displacesRun(around, running, guard.node, cell))
  return clears.size > 0 || isDisplaced ? { ...belief, gap: { ...gap, clears } } : undefined
}

/** `this.controller?.abort(); this.controller = new AbortController()`: the function expects to find an earlier run's there. */
function endsFormer({ program: { file } }: FileContext, fill: TSESTree.Node, cell: Cell): boolean {
  return file.callsIn(enclosingFunction(fill)).some(call => call.range[1] <= fill.range[0]
    && (endedBy(file, call) === cell || endedEntries(file, call).includes(cell)))
}

/** `this.pending = this.#run()`, where nobody has asked whether another run of it is pending: who would wait for that waits for this. */
function displacesRun(
  { program: { file }, tests, overlaps }: FileContext, running: readonly FunctionNode[], fill: TSESTree.Node, cell: Cell,
): boolean {
  const home = enclosingFunction(fill)
  const value = fill.type === 'AssignmentExpression' && fill.operator === '=' ? unwrap(fill.right) : undefined
  const [run] = running
  return run !== undefined && value?.type === 'CallExpression' && file.calls.targets(value).includes(run) && isFunction(home)
    && !tests.asksAbout(home, cell) && overlaps.mayOverlap(home, cell)
}

/** Whether an assignment puts something there that another run would miss: a controller, a promise; no state, no number. */
function putsHandle({ program }: FileContext, fill: TSESTree.Node): boolean {
  const value = fill.type === 'AssignmentExpression' ? fill.right : program.file.entries.at(fill)?.value
  return value !== undefined && isHandle(program, value)
}

/** Whether a clear ends what it takes out of a container, or does something with it: taking out what is over is bookkeeping. */
function endsEntry({ program: { file } }: FileContext, cell: Cell, { home, ended }: ClearingWrite): boolean {
  return ended.has(cell) || file.callsIn(home).some(call => {
    const on = receiver(call)
    return endedEntries(file, call).includes(cell) || (on !== undefined && !file.entries.at(call) && file.cells.carriedBy(on) === cell)
  })
}

/**
 * Whether a question is asked first that may be whether the run is still the latest: `if (this.latest === id) this.controller = null`.
 * Whether there is anything to empty is none.
 */
function isCompared({ program: { file } }: FileContext, write: TSESTree.Node, cell: Cell): boolean {
  for (let at = write; at.parent && !isFunction(at); at = at.parent) {
    if (at.parent.type !== 'IfStatement' || at.parent.consequent !== at) continue
    const test = unwrap(at.parent.test)
    const isPresence = test.type === 'BinaryExpression' && [test.left, test.right].some(side => isNullish(side))
    if (file.cells.at(test) !== cell && !isPresence) return true
  }
  return false
}

/** `this.pending = connect().then(() => { this.pending = undefined })`: its own promise empties it, when that is no longer pending. */
function isOwnSettling({ program }: FileContext, cell: Cell, { home }: ClearingWrite): boolean {
  const { file } = program
  const fills = fillsOf(program, cell)
  if (fills.some(({ value }) => isInside(home, value))) return true
  const call = home.parent
  if (call.type !== 'CallExpression' || !continuations.has(calleeName(call) ?? '')) return false
  let on = unwrap(call.callee)
  while (on.type === 'MemberExpression' || on.type === 'CallExpression') on = unwrap(on.type === 'CallExpression' ? on.callee : on.object)
  const variable = on.type === 'Identifier' ? file.scopes.variable(on) : undefined
  return variable !== undefined && fills.some(({ value }) => value.type === 'Identifier' && file.scopes.variable(value) === variable)
}

/** Whether a clear leaves a flag behind that turns every later run away, since nobody ever takes it back. */
function keepsOut({ program, tests }: FileContext, running: readonly FunctionNode[], { tokens }: ClearingWrite): boolean {
  return [...tokens].some(([flag, left]) => left === 'truthy' && running.some(node => tests.asksAbout(node, flag))
    && assignmentsTo(program, flag).every(({ right }) => right.type === 'Literal' && right.value === true))
}

/** Whether anybody looks into the cell but the run that has filled it: another function, or a run that has not filled it yet. */
function isMissed(
  { program, reads, ended, clears }: FileContext, cell: Cell, running: readonly FunctionNode[], fill: TSESTree.Node,
): boolean {
  return (ended.has(cell) || clears.of(cell).length > 0) && reads(cell).some(({ node: read }) => {
    const home = enclosingFunction(read)
    if (home === enclosingFunction(fill) && read.range[0] <= fill.range[0]) return true
    return !isFunction(home) || !running.some(node => node === home || runsOnlyIn(program, home, node))
  })
}

/**
 * Runs that empty a cell in a callback of the promise that they wait for, written without `async`:
 *
 *     this.pending = load().finally(() => { this.pending = undefined })   // by now it may be the next one's
 */
export function findAbandonedChains(around: FileContext): readonly StaleGuard[] {
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
      const others = clears.of(cell).filter(({ home: own, aborts, rejected }) =>
        !settlers.has(own) && !runsOnlyIn(program, own, home) && !(isSuccess && (aborts || rejected.has(cell))))
      const belief: Belief = {
        truth: 'truthy', by: 'assignment', guard: { node: fill, calls: [] },
        gap: { at: { node: call, calls: [] }, clears: new Set(others) },
      }
      const successor = successorOf(around, [home], write, cell, belief, !isSuccess)
      return successor ? [{
        kind: 'clobbers' as const, cell, by: 'assignment' as const, use: write, usedAt: write, guard: fill, yield: call.callee, home,
        clear: [...successor.gap?.clears ?? []][0], clears: [], origin: fill.range.join('-'), isWhole: true,
      }] : []
    }))
  })
}

/** The assignments by which a callback empties cells, whatever the promise brought, before it asks anything. */
function emptiedIn({ program: { file } }: FileContext, callback: FunctionNode): readonly TSESTree.AssignmentExpression[] {
  const found: TSESTree.AssignmentExpression[] = []
  let hasAsked = false
  walk(callback.body, file.code.visitorKeys, node => {
    if (node.type === 'IfStatement' || node.type === 'ConditionalExpression') hasAsked = true
    if (!hasAsked && node.type === 'AssignmentExpression' && isNullish(node.right)) found.push(node)
    return !hasAsked && !isFunction(node)
  })
  return found
}
