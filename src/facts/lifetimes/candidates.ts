import type { TSESTree } from '@typescript-eslint/utils'
import { mayPrecede, momentOf, steps, stepsOf, type Event, type Moment } from '../../order/index.js'
import { addTo, enclosingFunction, isNullish, type CallNode, type Cell, type FunctionNode } from '../../source/index.js'
import type { Task } from '../../model/tasks/tasks.js'
import { deferredAt } from './deferrals.js'
import { anywhere, declaratorOf, eventAt, Flags } from './flags.js'
import type { Consumer, Lifetimes } from './lifetimes.js'
import { areTwoTeardowns } from './pairs.js'
import type { OwnRelease } from './releases.js'
import { leakOf } from './teardown/leaks.js'

/** What happens to a lifetime in a function: its cell is released, its task is ended, or the one may come before the other. */
const { first: released, second: ended, firstTwo: misplaced } = steps

const both = released | ended

/** Stands for what happens in a function until that is known. */
const underWay = -1

/** Stands beside the steps of what is put off: it does not come where it is written. */
const unplaced = 64

interface Followed {
  readonly moment: Moment
  readonly target: FunctionNode
  /** The call that runs it there; without it, it is put off. */
  readonly call?: CallNode
}

interface Happening extends Event {
  /** The call below which it happens. */
  readonly call?: CallNode | undefined
}

/**
 * Which lifetimes a function can break at all, as far as its text tells: it may come to an end of the task behind the release of the
 * cell, in itself or in what it calls; or it is a teardown that would forget the task. Only these are followed along its control flow.
 * Of a consumer whose code was not run, each cell that its code tests may be a flag that it looks at: what cannot be broken even so is
 * not run at all.
 */
export class Candidates {
  readonly #lifetimes: Lifetimes
  readonly #releases: ReadonlyMap<FunctionNode, readonly OwnRelease[]>
  readonly #known = new Map<Consumer, Map<FunctionNode, number>>()
  readonly #flags: Flags
  readonly #calls = new Map<FunctionNode, readonly Followed[]>()

  constructor(lifetimes: Lifetimes, releases: readonly OwnRelease[]) {
    this.#lifetimes = lifetimes
    const byHome = new Map<FunctionNode, OwnRelease[]>()
    for (const each of releases) addTo(byHome, each.home, each)
    this.#releases = byHome
    this.#flags = new Flags(lifetimes)
  }

  /** Whether it is worth following the function for the lifetime. */
  mayBreak(entry: FunctionNode, lifetime: Consumer): boolean {
    return (this.#of(entry, lifetime) & misplaced) !== 0
      || leakOf(this.#lifetimes, lifetime, entry) !== undefined
  }

  #of(node: FunctionNode, lifetime: Consumer): number {
    const known = this.#known.get(lifetime) ?? new Map<FunctionNode, number>()
    this.#known.set(lifetime, known)
    const before = known.get(node)
    if (before !== undefined && before !== underWay) return before
    if (before !== undefined) {
      const round = this.#somewhereIn(node, lifetime)
      return (round & both) === both ? round | misplaced : round
    }
    const around = this.#lifetimes.program.callGraph.around(node)
    for (const each of around) known.set(each, underWay)
    let found = 0
    for (const each of around) found |= this.#stepsIn(each, lifetime)
    for (const each of around) known.set(each, found)
    return found
  }

  /** The steps of a function. Where a call comes back to it, all that may happen there may happen then. */
  #stepsIn(node: FunctionNode, lifetime: Consumer): number {
    const { callGraph } = this.#lifetimes.program
    const events: Happening[] = [...this.#releasesIn(node, lifetime.cell), ...this.#endsIn(node, lifetime)]
    for (const { moment, target, call } of this.#callsIn(node)) {
      const there = call && callGraph.goRound(node, target) ? this.#somewhereIn(target, lifetime) : this.#of(target, lifetime)
      if (there !== 0) events.push({ moment, steps: call ? there : there | unplaced, call })
    }
    const all = stepsOf(events)
    return (all & misplaced) === 0 || this.#isMisplaced(node, lifetime, events) ? all : all & ~misplaced
  }

  /** What may happen in a function and in all that it runs, in whatever order. */
  #somewhereIn(node: FunctionNode, lifetime: Consumer): number {
    let found = 0
    for (const inner of this.#lifetimes.program.closureOf(node)) {
      if (this.#releasesIn(inner, lifetime.cell).length > 0) found |= released
      if (this.#endsIn(inner, lifetime).length > 0) found |= ended
      if (this.#callsIn(inner).some(({ call }) => !call)) found |= unplaced
    }
    return (found & both) === 0 ? 0 : found
  }

  /** Whether a release comes before an end of the task that belongs to the same teardown. */
  #isMisplaced(node: FunctionNode, lifetime: Consumer, events: readonly Happening[]): boolean {
    if (events.some(event => (event.steps & misplaced) !== 0)) return true
    const ends = events.filter(event => (event.steps & ended) !== 0)
    return events.some(release => (release.steps & released) !== 0 && ends.some(end => release !== end && mayPrecede(release, end)
      && (((release.steps | end.steps) & unplaced) !== 0 || (release.call !== undefined && release.call === end.call)
        || !areTwoTeardowns(this.#lifetimes, lifetime, node, release.call, end.call))))
  }

  #releasesIn(node: FunctionNode, cell: Cell): readonly Event[] {
    const own = (this.#releases.get(node) ?? []).filter(release => release.cell === cell)
      .map(release => eventAt(release.node, released))
    const declarator = declaratorOf(cell)
    const isEmptied = declarator && isNullish(declarator.init) && enclosingFunction(declarator) === node
    return isEmptied ? [...own, eventAt(declarator, released)] : own
  }

  /** Where the task is ended: by a cancel, or by a flag that it looks at. */
  #endsIn(node: FunctionNode, lifetime: Consumer): readonly Event[] {
    const cancels = this.#cancelsIn(node).get(lifetime.task)
    const writes = this.#flags.writesIn(node, lifetime)
    return cancels && writes.length > 0 ? [...cancels, ...writes] : cancels ?? writes
  }

  #cancelsIn(node: FunctionNode): ReadonlyMap<Task, readonly Event[]> {
    this.#cancels ??= this.#findCancels()
    return this.#cancels.get(node) ?? new Map<Task, readonly Event[]>()
  }

  #cancels: ReadonlyMap<TSESTree.Node, ReadonlyMap<Task, readonly Event[]>> | undefined

  #findCancels(): ReadonlyMap<TSESTree.Node, ReadonlyMap<Task, readonly Event[]>> {
    const found = new Map<TSESTree.Node, Map<Task, Event[]>>()
    for (const task of this.#lifetimes.cancellable) {
      for (const cancel of this.#lifetimes.cancelsOf(task)) {
        const home = enclosingFunction(cancel)
        const byTask = found.get(home) ?? new Map<Task, Event[]>()
        found.set(home, byTask)
        addTo(byTask, task, eventAt(cancel, ended))
      }
    }
    return found
  }

  #callsIn(node: FunctionNode): readonly Followed[] {
    const known = this.#calls.get(node)
    if (known) return known
    const { mattering, program: { file, budget } } = this.#lifetimes
    const called = file.callsIn(node).flatMap(call => file.runBy(call).filter(target => mattering.has(target)).map(target => {
      budget.spend()
      return { moment: momentOf(call), target, call }
    }))
    const putOff = file.callsIn(node).flatMap(call => deferredAt(file, call)).filter(({ callback }) => this.#lifetimes.concerns(callback))
    const deferred = file.functionsIn(node).filter(inner => file.disposals.isDeferred(inner))
    const found = [...called, ...[...putOff.map(({ callback }) => callback), ...deferred].map(target => ({ moment: anywhere, target }))]
    this.#calls.set(node, found)
    return found
  }
}
