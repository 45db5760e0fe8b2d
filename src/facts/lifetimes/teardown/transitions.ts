import type { TSESTree } from '@typescript-eslint/utils'
import { sourceEnds } from '../../../catalog/cancels.js'
import type { Edge, Write } from '../../../order/index.js'
import {
  calleeName, enclosingFunction, isInside, isNullish, unwrap, wrapped, type CallNode, type Cell, type FunctionNode, type Variable,
} from '../../../source/index.js'
import { isClosedWith } from './closing.js'
import { drainedOn } from './drained.js'
import { conditionsOn, type Condition } from '../../../model/cells/conditions.js'
import { consumptionOf } from '../consumption.js'
import { both, excludes, valueOf, type Held, type Value } from '../../../model/cells/held.js'
import { isBranching, type Lifetimes } from '../lifetimes.js'
import type { Release } from '../releases.js'
import type { ReleasePlace, State, Status, Statuses } from './statuses.js'
import { listenerOf, type Task } from '../../../model/tasks/tasks.js'

/** Whether a cancel is over only when it has been waited for: `await this.worker.terminate()`. Until then events may come. */
const isSlow = (cancel: TSESTree.Node): boolean => cancel.type === 'CallExpression' && sourceEnds.has(calleeName(cancel) ?? '')
  && wrapped(cancel).parent?.type === 'AwaitExpression'

/** What one event, a release, a cancel, a write or a test, makes of the statuses of the lifetimes that it is about. */
export class Transitions {
  readonly #lifetimes: Lifetimes
  readonly #statuses: Statuses
  readonly #strict: boolean
  readonly #readings = new Map<FunctionNode, ReadonlySet<Cell>>()

  constructor(lifetimes: Lifetimes, statuses: Statuses, strict: boolean) {
    this.#lifetimes = lifetimes
    this.#statuses = statuses
    this.#strict = strict
  }

  /** What is awaited has settled: nothing is left to cancel. */
  settled(awaited: TSESTree.Expression, state: State): State {
    const settled = this.#lifetimes.cancels.settledBy(awaited)
    return this.#statuses.change(state, this.#statuses.ofTasks(settled), status =>
      status.phase === 'live' ? { ...status, phase: 'stopped', settledIn: 0 } : status)
  }

  /** Something is awaited that may be a run, or may wait for one, under a name that does not say so. */
  mayHaveSettled(state: State): State {
    return this.#statuses.change(state, this.#statuses.runs, status =>
      status.phase === 'live' ? { ...status, phase: 'stopped', settledIn: 0 } : status)
  }

  /** @param call the call that runs the function which releases */
  released(release: Release, state: State, call: CallNode | undefined): State {
    if (!release.empties && !this.#strict) return state
    const places = [release.node, call ?? release.node]
    return this.#statuses.change(state, this.#statuses.ofCell(release.cell), status => {
      // `this.#ws.close(); this.#ws = null`: the cell is released where it is set to null, as it is without `strict`.
      // What a task only hands on, it can use while the cell is null, but not once it is closed.
      const isClosed = status.phase === 'released' && status.release?.empties === false
      if (status.phase !== 'live' && !(isClosed && release.empties && !status.lifetime.consumption.isOnlyHandedOn)) return status
      const { doubt, lifetime } = status
      // A run that nobody has asked to end may be meant to see the end of its resource.
      if (release.clears === true && lifetime.consumption.fills !== true) return status
      if ((release.removes === true) !== (lifetime.consumption.removes === true)) return status
      if (lifetime.of && !release.empties && !status.cancel) return status
      if (doubt && !places.some(place => isInside(place, doubt))) {
        return release.empties ? { lifetime: status.lifetime, phase: 'stopped' } : status
      }
      const isEnded = lifetime.of ? lifetime.task.source === lifetime.cell : isClosedWith(this.#lifetimes.program.file, lifetime)
      if (!release.empties && isEnded) return status
      return { ...status, phase: 'released', release: { node: release.node, calls: [], empties: release.empties } }
    })
  }

  /** Other code runs here, which may see that the cells are empty. */
  seen(state: State, sees: (cell: Cell) => boolean): State {
    return this.#statuses.change(state, state.placed.indexes, status =>
      status.phase === 'released' && !status.isSeen && sees(status.lifetime.cell) ? { ...status, isSeen: true } : status)
  }

  /** Any other code runs here. */
  yielded(state: State): State {
    return state.hasReleased ? this.seen(state, () => true) : state
  }

  cancelled(tasks: readonly Task[], state: State, at: TSESTree.Node): State {
    return this.#statuses.change(state, this.#statuses.ofTasks(tasks), status => this.#cancelledOne(status, at))
  }

  #cancelledOne(status: Status, at: TSESTree.Node): Status {
    if (status.lifetime.of) return status.phase === 'live' && !status.cancel ? { ...status, cancel: { node: at, calls: [] } } : status
    if (status.phase === 'live') return { lifetime: status.lifetime, phase: 'stopped' }
    if (status.phase !== 'released') return status
    const isSeen = status.isSeen === true || this.#abortReads(status, at) || isSlow(at)
    return { ...status, phase: 'misordered', cancel: { node: at, calls: [] }, isSeen }
  }

  /** An abort runs its listeners before it returns; one of them may read the cell. */
  #abortReads({ lifetime }: Status, at: TSESTree.Node): boolean {
    const { abortListeners } = this.#lifetimes.program
    return lifetime.task.controllers.some(controller => this.reads(abortListeners.get(controller) ?? [], lifetime.cell))
      && at.type === 'CallExpression' && calleeName(at) === 'abort'
  }

  /** Whether one of these callbacks reads the cell when it is run. */
  reads(callbacks: readonly FunctionNode[], cell: Cell): boolean {
    return callbacks.some(callback => {
      const known = this.#readings.get(callback)
        ?? new Set(consumptionOf(this.#lifetimes.program, listenerOf(callback), this.#lifetimes.ofReleased).keys())
      this.#readings.set(callback, known)
      return known.has(cell)
    })
  }

  /** A task that is started again makes what came before a restart, not a teardown. What it could see on the way, it has seen. */
  started(tasks: readonly Task[], state: State): State {
    return this.#statuses.change(state, this.#statuses.ofTasks(tasks), status => isRace(status) ? status : stopped(status))
  }

  /** Functions that run some time later: what they start or cancel is no longer for this function to answer. */
  mentioned(nodes: readonly FunctionNode[], state: State): State {
    if (nodes.length === 0) return state
    const handled = nodes.flatMap(node => [...this.#lifetimes.handledBy(node)])
    return this.#statuses.change(state, this.#statuses.ofTasks(handled), stopped)
  }

  /** Functions that run when this one has come to its end or waits: what they cancel or release comes behind all that stands here. */
  deferred(nodes: readonly FunctionNode[], state: State): State {
    let after = state
    for (const node of nodes) {
      const indexes = [...this.#statuses.ofTasks(this.#lifetimes.handledBy(node)),
        ...[...this.#lifetimes.releasedBy(node)].flatMap(cell => this.#statuses.ofCell(cell))]
      after = this.#statuses.change(after, indexes, status =>
        status.later || status.phase === 'stopped' || status.phase === 'misordered' ? status : { ...status, later: node })
    }
    return after
  }

  /** @param calls the calls that lead here, by which a value may have come */
  written({ target, value, operator }: Write, state: State, at: TSESTree.Node, calls: readonly CallNode[]): State {
    const ended = isNullish(value) ? this.#lifetimes.cancels.atWrite(target) : []
    if (ended.length > 0) return this.cancelled(ended, state, at)
    const { file } = this.#lifetimes.program
    const cell = file.cells.at(target)
    if (!cell) return state
    const flagged = this.isOfFlag(target)
      ? this.#flagged(cell, valueOf(file, operator === '=' ? value : undefined, calls), state, at) : state
    if (isNullish(value)) return flagged
    return this.#statuses.change(flagged, this.#statuses.ofCell(cell), status =>
      status.phase === 'stopped' || status.phase === 'live' || isRace(status) ? status : { lifetime: status.lifetime, phase: 'live' })
  }

  /** Whether a task looks at this place before it goes on: what is written there counts. */
  isOfFlag(target: TSESTree.Node): boolean {
    const cell = this.#lifetimes.program.file.cells.at(target)
    return cell !== undefined && (this.#statuses.ofFlag(cell).length > 0 || this.#statuses.ofLoopFlag(cell).length > 0)
  }

  /** A task that looks at the cell before it goes on is ended by another value in it; by a value that we cannot see, perhaps. */
  #flagged(cell: Cell, given: Value | undefined, state: State, at: TSESTree.Node): State {
    const ends = (wanted: Held | undefined): boolean => wanted !== undefined && (!given || excludes(wanted, given))
    const flagged = this.#statuses.change(state, this.#statuses.ofFlag(cell), status => {
      if (status.phase === 'misordered' || !ends(status.lifetime.consumption.stopFlags.get(cell))) return status
      if (status.lifetime.of) return status.isSeen ? status : stopped(status)
      // A resource whose absence the task notices, or a state that it works in, is no flag: with nothing in between, this is one step.
      return given?.isFlag || (given && status.isSeen) ? this.#cancelledOne(status, at) : stopped(status)
    })
    return this.#statuses.change(flagged, this.#statuses.ofLoopFlag(cell), status => {
      if (status.lifetime.of && ends(status.lifetime.consumption.loopFlags.get(cell))) return this.#cancelledOne(status, at)
      if (status.phase !== 'released' || !ends(status.lifetime.consumption.loopFlags.get(cell))) return status
      return given && status.isSeen ? this.#cancelledOne(status, at) : stopped(status)
    })
  }

  /** What taking a way behind a test tells: a handle that is not there runs nothing. */
  tested(edge: Edge, state: State): State {
    const after = edge.test ? this.#doubted(edge.test, state) : state
    const drained = this.#statuses.runs.length > 0 ? drainedOn(this.#lifetimes.program.file, edge) : undefined
    const left = drained ? this.#statuses.change(after, this.#statuses.ofTasks(this.#lifetimes.cancels.underHandle(drained)), idle) : after
    return conditionsOn(this.#lifetimes.program.file, edge).reduce((known, condition) => this.#known(condition, known, edge.test), left)
  }

  #known({ subject, held }: Condition, state: State, test: TSESTree.Node | undefined): State {
    const isCell = 'path' in subject
    let after = state
    if (held.truth === 'falsy') {
      const handle = isCell ? subject : this.#lifetimes.program.file.cells.copiedFrom(subject) ?? subject
      after = this.#statuses.change(after, this.#statuses.ofTasks(this.#lifetimes.cancels.underHandle(handle)), status =>
        // That a cell is empty behind its release says nothing of the task.
        status.phase === 'released' && status.lifetime.cell === subject ? status : idle(status))
      const emptied = isCell ? this.#statuses.ofCell(subject) : []
      after = this.#statuses.change(after, emptied, status => status.phase === 'live' ? idle(status) : status)
    }
    if (held.truth === 'truthy' && test) after = this.#disarmed(subject, after, test)
    if (!isCell) return after
    return this.#statuses.change(after, this.#statuses.ofFlag(subject), status => {
      const wanted = status.lifetime.consumption.stopFlags.get(subject)
      return wanted && !both(wanted, held) ? idle(status) : status
    })
  }

  /**
   * `this.#box = null; this.#unwatch()`, where that begins with `if (!this.#box) return`: the release keeps the cancel from running.
   * Where other code ran in between, the cell may be set again.
   */
  #disarmed(subject: Cell | Variable, state: State, test: TSESTree.Node): State {
    const copied = 'path' in subject ? undefined : this.#lifetimes.program.file.cells.copiedFrom(subject)
    const cell = 'path' in subject ? subject : copied
    const indexes = cell ? this.#statuses.ofCell(cell) : []
    if (!state.hasReleased) return state
    return this.#statuses.change(state, indexes, status => {
      const { phase, release, isSeen, disarmedBy } = status
      if (phase !== 'released' || !release?.empties || isSeen || disarmedBy) return status
      return 'path' in subject || isTakenAfter(subject, release, test) ? { ...status, disarmedBy: test } : status
    })
  }

  /**
   * `if (this.#isPolling) clearInterval(this.#timer)`: where the owner's own state decides on the cancel, the way that does not
   * take it may be the one on which nothing runs.
   */
  #doubted(test: TSESTree.Expression, state: State): State {
    const branch = branchOf(test)
    if (!branch || !mentionsState(test)) return state
    return this.#statuses.change(state, this.#statuses.ofTasks(this.#lifetimes.cancelledWithin(branch)), status =>
      status.lifetime.of || status.doubt === branch || status.phase === 'stopped' || status.phase === 'misordered'
        ? status : { ...status, doubt: branch })
  }
}

const isRace = (status: Status): boolean => status.phase === 'misordered' && status.isSeen === true

/** Nothing of the task is left to go wrong. */
export const stopped = (status: Status): Status =>
  status.phase === 'stopped' ? status : { lifetime: status.lifetime, phase: 'stopped' }

/** A task that is seen not to run: what was wrong before stays wrong. */
const idle = (status: Status): Status => status.phase === 'misordered' ? status : stopped(status)

/** Whether a local of the function that makes the test took its value after the release. */
function isTakenAfter({ defs: [def] }: Variable, release: ReleasePlace, test: TSESTree.Node): boolean {
  if (def?.type !== 'Variable' || enclosingFunction(def.name) !== enclosingFunction(test)) return false
  return release.outer !== undefined || (release.calls[0] ?? release.node).range[1] <= def.name.range[0]
}

/** The statement that a test decides about. */
function branchOf(test: TSESTree.Node): TSESTree.Node | undefined {
  for (let at = test.parent; at; at = at.parent) {
    if (isBranching(at)) return at
    if (at.type !== 'LogicalExpression' && at.type !== 'UnaryExpression' && at.type !== 'BinaryExpression') return undefined
  }
  return undefined
}

/** Whether a test looks at more than parameters and locals. */
function mentionsState(test: TSESTree.Node): boolean {
  const node = unwrap(test)
  if (node.type === 'BinaryExpression') return mentionsState(node.left) || mentionsState(node.right)
  return node.type === 'MemberExpression' || node.type === 'CallExpression'
}
