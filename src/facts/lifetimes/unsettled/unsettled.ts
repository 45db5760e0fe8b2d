import type { TSESTree } from '@typescript-eslint/utils'
import { collectionAdders } from '../../../catalog/cancels.js'
import { endVerbs } from '../../../catalog/teardowns.js'
import type { Vocabulary } from '../../../catalog/settings.js'
import { momentOf } from '../../../order/index.js'
import { isHidden, isRunByTests } from '../../../model/callers.js'
import { endsProcess, isForExit, nounsOf } from '../../../model/teardown-names.js'
import type { Task } from '../../../model/tasks/tasks.js'
import {
  addTo, calleeName, enclosingFunction, isFunction, isInside, receiver, unwrap, walk, wrapped, type Cell, type FunctionNode,
  type SourceFile,
} from '../../../source/index.js'
import type { Program } from '../../../model/program.js'
import { entriesAbove } from '../entries.js'
import type { Lifetime, Lifetimes } from '../lifetimes.js'
import { releasesIn } from '../releases.js'
import type { Place, ReleasePlace } from '../teardown/statuses.js'
import { Teardown } from '../teardown/teardown.js'
import { runsOf } from './runs.js'

/** A release of what a run that has begun still relies on, with no wait for the end of the run. */
export interface Unsettled {
  /**
   * `kept`: its promise is at hand; `skipped`: another path waits for it; `late`: this one does, but after the release; `synchronous`:
   * the teardown cannot wait; `neverKept`: nobody can.
   */
  readonly kind: 'kept' | 'skipped' | 'late' | 'synchronous' | 'neverKept'
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

/** Whether a function of the file that may be a teardown releases anything, and an async one may be running by then. */
export const mayBeUnsettled = (program: Program, vocabulary: Vocabulary): boolean =>
  program.file.functions.some(node => node.async) && releasesIn(program, vocabulary, 'all').length > 0

/** Releases of what a run still relies on, the first run of each release. */
export function findUnsettled(lifetimes: Lifetimes, vocabulary: Vocabulary): readonly Unsettled[] {
  const { program } = lifetimes
  const released = new Map<FunctionNode, Set<Cell>>()
  for (const { home, cell } of releasesIn(program, vocabulary, 'all')) {
    if (cell.owner.identity !== home) released.set(home, (released.get(home) ?? new Set()).add(cell))
  }
  const candidates = new Map<FunctionNode, readonly FunctionNode[]>()
  for (const releaser of released.keys()) {
    const entries = [...entriesAbove(lifetimes, releaser)].filter(entry => mayEnd(lifetimes, entry, releaser))
    if (entries.length > 0) candidates.set(releaser, entries)
  }
  if (candidates.size === 0) return []
  const runs = runsOf(lifetimes, new Set([...candidates.keys()].flatMap(releaser => [...released.get(releaser) ?? []])), run =>
    [...candidates.keys()].filter(releaser => released.get(releaser)?.has(run.cell) === true
      && candidates.get(releaser)?.some(entry => mayOutlast(lifetimes, entry, releaser, run, false))))
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
  const teardown = new Teardown(lifetimes, [...new Set([...judged.values()].flatMap(runsThere => [...runsThere]))], vocabulary, true, 'all')
  return byPlace(verdicts(lifetimes, teardown, judged))
}

/** Whether a function ends its owner, by its name or by that of the function in which it does. */
function mayEnd(lifetimes: Lifetimes, entry: FunctionNode, releaser: FunctionNode): boolean {
  const { program } = lifetimes
  if (isRunByTests(program, entry) || isForExit(program, entry)) return false
  if (!isTeardown(entry, releaser, true) && lifetimes.handledBy(entry).size === 0) return false
  return ![...program.closureOf(entry)].some(node => endsProcess(program, node))
}

/** Whether one of two functions ends its owner, by its name; or a part of it, such as one session of many. */
const isTeardown = (entry: FunctionNode, releaser: FunctionNode, ofPart = false): boolean => [entry, releaser].some(node => {
  const nouns = nounsOf(node)
  return nouns !== undefined && (ofPart || nouns.length === 0)
})

/** Whether the run may still go on when the function is called, and uses the cell in a way that this harms. */
function mayOutlive(lifetimes: Lifetimes, entry: FunctionNode, releaser: FunctionNode, run: Lifetime): boolean {
  const { cell, of: base, consumption: { fills, uses, writes, endsBySignal } } = run
  if (!mayOutlast(lifetimes, entry, releaser, run, writes === true)) return false
  const closure = lifetimes.program.closureOf(entry)
  if (endsBySignal === true && base && aborts(lifetimes, closure, base, writes === true)) return false
  if (fills && ![...closure].some(node => endsElements(lifetimes.program.file, node, cell))) return false
  return !uses.every(use => isInside(use, releaser))
}

/**
 * Whether the run may still go on when the function is called, whatever it uses: the function is no part of it, and starts none itself.
 *
 * @param writes whether the run is lost with its promise
 */
function mayOutlast(
  lifetimes: Lifetimes, entry: FunctionNode, releaser: FunctionNode, { cell, task, of: base }: Pick<Lifetime, 'cell' | 'task' | 'of'>,
  writes: boolean,
): boolean {
  const { program } = lifetimes
  const closure = program.closureOf(entry)
  // Who only drops the promise of a run may well wait for it somewhere else; who aborts as well means to end it.
  const isMeant = !writes && isTeardown(entry, releaser, cell.key !== undefined)
  if (!isMeant && !(base && aborts(lifetimes, closure, base, writes))) return false
  if (task.callbacks.some(callback => closure.has(callback))) return false
  return !(isHidden(program, entry) && program.closure(task.callbacks).has(entry) && program.callers(entry).size > 0
    && [...program.callers(entry)].every(caller => isFunction(caller) && program.closure(task.callbacks).has(caller)))
}

/** Whether one of these functions aborts the task: by its controller, or, where its promise is dropped as well, by any of the owner's. */
function aborts(lifetimes: Lifetimes, closure: ReadonlySet<FunctionNode>, task: Task, writes: boolean): boolean {
  const { file } = lifetimes.program
  const isAbort = (cancel: TSESTree.Node): boolean => cancel.type === 'CallExpression' && calleeName(cancel) === 'abort'
  if (lifetimes.cancelsOf(task).some(cancel => isAbort(cancel) && closure.has(enclosingFunction(cancel) as FunctionNode))) return true
  return writes && [...closure].some(node => file.callsIn(node).some(call => {
    const on = receiver(call)
    const cell = on && file.cells.carriedBy(on)
    return isAbort(call) && cell !== undefined && /abort|controller|cancel/i.test(cell.name)
  }))
}

/** Whether a function ends each thing that a container holds: `for (const session of this.sessions.values()) session.close()`. */
function endsElements({ code, cells }: SourceFile, node: FunctionNode, cell: Cell): boolean {
  const names = (place: TSESTree.Node): boolean => {
    let isNamed = false
    walk(place, code.visitorKeys, inner => {
      isNamed ||= cells.at(inner) === cell
      return !isNamed
    })
    return isNamed
  }
  let found = false
  walk(node.body, code.visitorKeys, inner => {
    const isLoop = inner.type === 'ForOfStatement' && names(inner.right)
    const isEach = inner.type === 'CallExpression' && /^(?:forEach|map)$/.test(calleeName(inner) ?? '') && names(inner.callee)
    if (isLoop || isEach) {
      walk(isLoop ? inner.body : inner, code.visitorKeys, end => {
        found ||= end.type === 'CallExpression' && receiver(end) !== undefined && endVerbs.has(calleeName(end) ?? '')
        return !found
      })
    }
    return !found
  })
  return found
}

/** A release that a function leads to while a run may go on. */
interface Finding {
  readonly entry: FunctionNode
  readonly lifetime: Lifetime
  readonly release: ReleasePlace
  readonly cancel: Place | undefined
}

/**
 * What to report: the release itself where everybody who leads to it fails to wait; otherwise the call by which one of them leads to it.
 */
function verdicts(
  lifetimes: Lifetimes, teardown: Teardown, judged: ReadonlyMap<FunctionNode, ReadonlySet<Lifetime>>,
): readonly Unsettled[] {
  const { program } = lifetimes
  const findings: Finding[] = [...judged].flatMap(([entry, there]) => teardown.unsettled(entry, [...there])
    .flatMap(({ lifetime, release, cancel }) =>
      release && isHurt(lifetime, release) ? [{ entry, lifetime, release, cancel }] : []))
  const failing = (lifetime: Lifetime, node: TSESTree.Node): ReadonlySet<FunctionNode> =>
    new Set(findings.filter(other => other.lifetime === lifetime && other.release.node === node).map(({ entry }) => entry))
  return findings.map(finding => {
    const { entry, lifetime, release, cancel } = finding
    const home = enclosingFunction(release.node)
    const leading = [...judged].filter(([other, there]) => there.has(lifetime) && isFunction(home) && program.closureOf(other).has(home))
    const isAll = leading.length === failing(lifetime, release.node).size && isFunction(home)
    const place = isAll ? { at: release.node, entry: home } : { at: release.calls[0] ?? release.node, entry }
    const isBelow = isAll && cancel?.calls.length === release.calls.length
    return {
      ...place, kind: kindOf(lifetimes, place, finding), lifetime, cell: lifetime.cell, empties: release.empties,
      cancel: cancel && (isBelow ? cancel.node : cancel.calls[0] ?? cancel.node),
    }
  })
}

/** Whether a run does more with a resource than to read what it says of itself when it has ended, too: `this.socket.destroyed`. */
const isHurt = ({ consumption: { uses, writes, fills } }: Lifetime, { empties }: ReleasePlace): boolean =>
  empties || writes === true || fills === true || !uses.every(isOnlyRead)

function isOnlyRead(use: TSESTree.Node): boolean {
  const { parent } = wrapped(use)
  if (parent?.type !== 'MemberExpression' || parent.object !== wrapped(use)) return false
  const above = wrapped(parent).parent
  if (above?.type === 'MemberExpression' && above.object === wrapped(parent)) return isOnlyRead(parent)
  return !(above?.type === 'CallExpression' && unwrap(above.callee) === parent)
    && !(above?.type === 'AssignmentExpression' && unwrap(above.left) === parent)
}

function kindOf(
  { program, cancels }: Lifetimes, { at, entry: home }: Pick<Unsettled, 'at' | 'entry'>, { entry, lifetime: { of: base } }: Finding,
): Unsettled['kind'] {
  const closure = program.closureOf(entry)
  const waits = program.file.awaits.filter(({ argument }) => base && closure.has(enclosingFunction(argument) as FunctionNode)
    && cancels.settledBy(argument).includes(base))
  if (waits.length > 0) return waits.every(wait => isBehind(wait, at)) ? 'late' : 'skipped'
  if (base?.kind !== 'promise' || !(base.handles.some(handle => 'path' in handle) || isKeptInRecord(base))) return 'neverKept'
  return home.async ? 'kept' : 'synchronous'
}

/** Whether a wait comes after a release of the same function, and no loop leads from the one back to the other. */
function isBehind(wait: TSESTree.AwaitExpression, release: TSESTree.Node): boolean {
  const { loop } = momentOf(release)
  return enclosingFunction(wait) === enclosingFunction(release) && wait.range[0] > release.range[1]
    && (loop === undefined || loop !== momentOf(wait).loop)
}

/** `this.jobs.set(id, { done: this.run(id) })` */
function isKeptInRecord({ starts }: Task): boolean {
  return starts.some(start => {
    const { parent } = wrapped(start)
    const place = parent?.type === 'Property' ? wrapped(parent.parent).parent : undefined
    return place?.type === 'CallExpression' ? collectionAdders.has(calleeName(place) ?? '') : place?.type === 'AssignmentExpression'
  })
}

/** Whether a run shows the fault better: it can be waited for, or starts first. */
function isPlainer(one: Unsettled, other: Unsettled): boolean {
  const isLost = one.kind === 'neverKept'
  if (isLost !== (other.kind === 'neverKept')) return !isLost
  return one.lifetime.task.start.range[0] < other.lifetime.task.start.range[0]
}

/** One report for each cell and place. */
function byPlace(found: readonly Unsettled[]): readonly Unsettled[] {
  const places = new Map<TSESTree.Node, Unsettled[]>()
  for (const each of found) {
    const there = places.get(each.at) ?? []
    const same = there.find(other => other.cell === each.cell)
    if (!same) addTo(places, each.at, each)
    else if (isPlainer(each, same)) there[there.indexOf(same)] = each
  }
  return [...places.values()].flat().sort((one, other) => one.at.range[0] - other.at.range[0])
}
