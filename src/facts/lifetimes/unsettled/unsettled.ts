import type { TSESTree } from '@typescript-eslint/utils'
import type { Vocabulary } from '../../../catalog/settings.js'
import { isHidden, isRunByTests } from '../../../model/callers.js'
import { endsProcess, isForExit, nounsOf } from '../../../model/teardown-names.js'
import { addTo, enclosingFunction, isFunction, isInside, type Cell, type FunctionNode } from '../../../source/index.js'
import { entriesAbove } from '../entries.js'
import type { Lifetime, Lifetimes } from '../lifetimes.js'
import { releasesIn } from '../releases.js'
import { Teardown } from '../teardown/teardown.js'
import { runsOf } from './runs.js'

/** A release of what a run that has begun still relies on, with no wait for the end of the run. */
export interface Unsettled {
  /**
   * `kept`: its promise is at hand; `skipped`: another path waits for it; `synchronous`: the teardown cannot wait; `neverKept`: nobody
   * can.
   */
  readonly kind: 'kept' | 'skipped' | 'synchronous' | 'neverKept'
  readonly lifetime: Lifetime
  readonly cell: Cell
  /** Whether the cell is emptied, rather than the resource in it ended. */
  readonly empties: boolean
  /** The release, or the call that leads to it, in the function that is judged. */
  readonly at: TSESTree.Node
  readonly entry: FunctionNode
  /** What asks the run to end, in the same function or below it. */
  readonly cancel: TSESTree.Node | undefined
}

/** Releases of what a run still relies on, the first run of each release. */
export function findUnsettled(lifetimes: Lifetimes, vocabulary: Vocabulary): readonly Unsettled[] {
  const { program } = lifetimes
  const released = new Map<FunctionNode, Set<Cell>>()
  for (const { home, cell } of releasesIn(program, vocabulary)) {
    if (cell.key === undefined && cell.owner.identity !== home) released.set(home, (released.get(home) ?? new Set()).add(cell))
  }
  const candidates = new Map<FunctionNode, readonly FunctionNode[]>()
  for (const releaser of released.keys()) {
    const entries = [...entriesAbove(lifetimes, releaser)].filter(entry => mayEnd(lifetimes, entry, releaser))
    if (entries.length > 0) candidates.set(releaser, entries)
  }
  if (candidates.size === 0) return []
  const runs = runsOf(lifetimes, new Set([...candidates.keys()].flatMap(releaser => [...released.get(releaser) ?? []])))
  if (runs.length === 0) return []
  const judged = new Map<FunctionNode, Set<Lifetime>>()
  for (const [releaser, entries] of candidates) {
    for (const run of runs.filter(({ cell }) => released.get(releaser)?.has(cell))) {
      for (const entry of entries) {
        if (mayOutlive(lifetimes, entry, releaser, run)) judged.set(entry, (judged.get(entry) ?? new Set()).add(run))
      }
    }
  }
  if (judged.size === 0) return []
  const teardown = new Teardown(lifetimes, [...new Set([...judged.values()].flatMap(runsThere => [...runsThere]))], vocabulary, true)
  return byPlace([...judged].flatMap(([entry, there]) => verdicts(lifetimes, teardown, entry, [...there])))
}

/** Whether a function ends its owner, by its name or by that of the function in which it does. */
function mayEnd({ program }: Lifetimes, entry: FunctionNode, releaser: FunctionNode): boolean {
  if (isRunByTests(program, entry) || isForExit(program, entry)) return false
  if (![entry, releaser].some(node => nounsOf(node)?.length === 0)) return false
  return ![...program.closureOf(entry)].some(node => endsProcess(program, node))
}

/** Whether the run may still go on when the function is called: it is no part of the run, and starts none itself. */
function mayOutlive(lifetimes: Lifetimes, entry: FunctionNode, releaser: FunctionNode, { task, consumption }: Lifetime): boolean {
  const { program } = lifetimes
  const closure = program.closureOf(entry)
  if (task.callbacks.some(callback => closure.has(callback))) return false
  if (consumption.uses.every(use => isInside(use, releaser))) return false
  return !(isHidden(program, entry) && program.closure(task.callbacks).has(entry) && program.callers(entry).size > 0
    && [...program.callers(entry)].every(caller => isFunction(caller) && program.closure(task.callbacks).has(caller)))
}

function verdicts(lifetimes: Lifetimes, teardown: Teardown, entry: FunctionNode, judged: readonly Lifetime[]): readonly Unsettled[] {
  const { program, cancels } = lifetimes
  const closure = program.closureOf(entry)
  return teardown.unsettled(entry, judged).flatMap(({ lifetime, release, cancel }) => {
    if (!release || !lifetime.of) return []
    const base = lifetime.of
    const waits = program.file.awaits.some(({ argument }) => closure.has(enclosingFunction(argument) as FunctionNode)
      && cancels.settledBy(argument).includes(base))
    const isKept = base.kind === 'promise' && base.handles.length > 0
    const kind = waits ? 'skipped' : !isKept ? 'neverKept' : entry.async ? 'kept' : 'synchronous'
    return [{
      kind, lifetime, cell: lifetime.cell, empties: release.empties, at: release.calls[0] ?? release.node, entry,
      cancel: cancel && (cancel.calls[0] ?? cancel.node),
    }]
  })
}

/** One report for each cell and place: of several runs, the one that starts first. */
function byPlace(found: readonly Unsettled[]): readonly Unsettled[] {
  const places = new Map<TSESTree.Node, Unsettled[]>()
  for (const each of found) {
    const there = places.get(each.at) ?? []
    const same = there.find(other => other.cell === each.cell)
    if (!same) addTo(places, each.at, each)
    else if (each.lifetime.task.start.range[0] < same.lifetime.task.start.range[0]) there[there.indexOf(same)] = each
  }
  return [...places.values()].flat().sort((one, other) => one.at.range[0] - other.at.range[0])
}
