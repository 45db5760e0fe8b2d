import type { CallGraph } from '../../../model/call-graph.js'
import { isInside, wrapped, type CallNode, type FunctionNode } from '../../../source/index.js'
import type { Place, ReleasePlace, State, Status, Statuses } from './statuses.js'

/** What a run of a function makes of a state, in the function's own terms: the places in its callers are numbers. */
export interface Effect {
  readonly exit: State | undefined
  readonly thrown: State | undefined
  /** What it got wrong, whatever its callers do. */
  readonly found: readonly Status[]
}

/** Where a function is run from. */
export interface Frame {
  /** The calls that lead to it from the entry, and the functions that they run, the entry first. */
  readonly calls: readonly CallNode[]
  readonly running: readonly FunctionNode[]
  /** Whether an error that leaves it goes anywhere. */
  readonly isCaught: boolean
  /** Whether each of the calls is waited for, or handed on to who waits. */
  readonly isWaitedFor: boolean
}

/** What a run has asked of those who called it. */
interface Asks {
  /** Of how many of the calls that lead to it what they give for a parameter. */
  arguments: number
  /** Whether each call is waited for. */
  wait: boolean
}

/** What a run of a function makes of one status. */
interface Way {
  readonly status: Status
  readonly exit: readonly Status[]
  readonly thrown: readonly Status[]
  readonly found: readonly Status[]
}

/** The effects of one function in one context, by the status that one lifetime had when it was called. */
interface Summary {
  readonly touched: Set<number>
  readonly asks: Asks
  readonly ways: Map<string, Map<Status, Way>>
  /** Undefined until it was run. */
  ends?: Ends
}

/** Whether a function returns, and whether an error may leave it. What is known of lifetimes does not decide on that. */
interface Ends {
  readonly returns: boolean
  readonly throws: boolean
  /** Whether it has no order. */
  readonly isUnknown: boolean
}

/** What becomes of one status that a lifetime has where a function is called. */
interface Passage {
  readonly before: Status
  readonly way: Way
}

/**
 * Transfer functions of whole functions. What happens to one status of one lifetime hangs on nothing else that is known, and a status
 * says where places lie only as seen from the function under analysis. So a function that is called from many places is run once for
 * each status that comes to it, and for those of all lifetimes at once.
 */
export class Summaries {
  readonly #statuses: Statuses
  readonly #graph: CallGraph
  readonly #deepest: number
  readonly #summaries = new Map<string, Summary>()
  readonly #numbers = new Map<object, number>()
  readonly #entered = new Map<Status, Status>()
  readonly #nowhere: Place['node']
  /** What the run under way has asked. */
  asks: Asks = { arguments: 0, wait: false }

  constructor(statuses: Statuses, graph: CallGraph, deepest: number, nowhere: Place['node']) {
    this.#statuses = statuses
    this.#graph = graph
    this.#deepest = deepest
    this.#nowhere = nowhere
  }

  /** What a call makes of a state, in the terms of the caller; `run` is asked where that is not known yet. */
  apply(
    target: FunctionNode, call: CallNode, caller: Frame, state: State, run: (state: State, frame: Frame) => Effect | undefined,
  ): Call | undefined {
    const summary = this.#summary(target, caller)
    const frame: Frame = {
      ...caller, calls: [...caller.calls, call], running: [...caller.running, target],
      // Who knows where an error leads knows all that others ask.
      isCaught: true, isWaitedFor: caller.isWaitedFor && isAwaitedOrReturned(call),
    }
    for (;;) {
      const passages = new Map<number, readonly Passage[]>()
      const missing = this.#lookUp(summary, frame, state, passages)
      const { ends } = summary
      if (ends && (missing.size === 0 || ends.isUnknown)) {
        this.#touch(summary)
        return ends.isUnknown ? undefined : new Call(this.#statuses, state, call, passages, ends)
      }
      this.#run(summary, frame, this.#stateOf(state, summary, missing), run)
    }
  }

  /** Notes that the function under way hangs on what so many of the calls that lead to it give. */
  asksFor(calls: number): void {
    this.asks.arguments = Math.max(this.asks.arguments, calls)
  }

  /** Finds what is known of the statuses that the function may change; gives one of each lifetime of which that is not known. */
  #lookUp(summary: Summary, frame: Frame, state: State, passages: Map<number, readonly Passage[]>): ReadonlyMap<number, Status> {
    const missing = new Map<number, Status>()
    for (const index of new Set([...summary.touched, ...state.placed.indexes])) {
      const found: Passage[] = []
      for (const before of this.#statuses.at(state, index)) {
        const status = this.#enter(before)
        const way = this.#wayOf(summary, frame, index, status)
        if (way) found.push({ before, way })
        else missing.set(index, status)
      }
      passages.set(index, found)
    }
    return missing
  }

  #wayOf(summary: Summary, frame: Frame, index: number, status: Status): Way | undefined {
    const known = this.#waysFor(summary, frame, status).get(status)
    if (known || !summary.ends || !isLeftAlone(status, summary.touched.has(index))) return known
    const { returns, throws } = summary.ends
    return { status, exit: returns ? [status] : [], thrown: throws ? [status] : [], found: [] }
  }

  /** The state as the function is run from: of each lifetime that it may change the one status that is asked for, if any. */
  #stateOf(state: State, { touched }: Summary, missing: ReadonlyMap<number, Status>): State {
    let inner = state
    for (const index of new Set([...touched, ...state.placed.indexes])) {
      const status = missing.get(index)
      inner = this.#statuses.with(inner, index, status ? [status] : [])
    }
    return inner
  }

  #run(summary: Summary, frame: Frame, inner: State, run: (state: State, frame: Frame) => Effect | undefined): void {
    const effect = this.#traced(summary, () => run(inner, frame))
    const { exit, thrown, found = [] } = effect ?? {}
    summary.ends = { returns: exit !== undefined, throws: thrown !== undefined, isUnknown: effect === undefined }
    for (const index of new Set([...summary.touched, ...inner.placed.indexes])) {
      const [status, ...others] = this.#statuses.at(inner, index)
      if (!status || others.length > 0) continue
      this.#waysFor(summary, frame, status).set(status, {
        status, exit: exit ? [...this.#statuses.at(exit, index)] : [],
        thrown: thrown ? [...this.#statuses.at(thrown, index)] : [],
        found: found.filter(({ lifetime }) => lifetime === status.lifetime),
      })
    }
  }

  /** A status as the function sees it that is called. */
  #enter(status: Status): Status {
    const known = this.#entered.get(status)
    if (known) return known
    const { release, cancel } = status
    const at = { node: this.#nowhere, calls: [] }
    const entered = this.#statuses.one(moved(status, release && { ...release, ...at, outer: 0 }, cancel && { ...at, outer: 1 }, -1))
    this.#entered.set(status, entered)
    return entered
  }

  #touch({ touched, asks }: Summary): void {
    for (const index of touched) this.#statuses.touched.add(index)
    this.asksFor(asks.arguments - 1)
    this.asks.wait ||= asks.wait
  }

  /** Runs, and notes what the run has asked for. */
  #traced(summary: Summary, run: () => Effect | undefined): Effect | undefined {
    const [touched, asks] = [this.#statuses.touched, this.asks]
    this.#statuses.touched = summary.touched
    this.asks = summary.asks
    try {
      return run()
    } finally {
      this.#statuses.touched = touched
      this.asks = asks
    }
  }

  #summary(target: FunctionNode, { calls, running }: Frame): Summary {
    // Calls are followed so far down only, and none comes back into a function that runs: both may end the run of this one early.
    const left = this.#deepest - calls.length - 1
    const depth = this.#graph.heightOf(target) <= left ? '' : left
    const round = running.filter(node => this.#graph.goRound(node, target)).map(node => this.#number(node))
      .sort((one, other) => one - other)
    const key = [this.#number(target), depth, '|', ...round].join(' ')
    const known: Summary = this.#summaries.get(key) ?? { touched: new Set(), asks: { arguments: 0, wait: false }, ways: new Map() }
    this.#summaries.set(key, known)
    return known
  }

  /** What is known of statuses like this one: calls count where the function asks what it was given, or where a test decided on them. */
  #waysFor({ asks, ways }: Summary, { calls, isWaitedFor }: Frame, { doubt }: Status): Map<Status, Way> {
    const from = asks.arguments > 0 ? calls.slice(-asks.arguments) : []
    const call = calls.at(-1)
    const isUnderTest = doubt !== undefined && call !== undefined && isInside(call, doubt)
    const key = `${from.map(each => this.#number(each)).join(' ')}|${asks.wait && isWaitedFor} ${isUnderTest}`
    const known = ways.get(key) ?? new Map<Status, Way>()
    ways.set(key, known)
    return known
  }

  #number(part: object): number {
    const number = this.#numbers.get(part) ?? this.#numbers.size
    this.#numbers.set(part, number)
    return number
  }
}

/** Whether a function leaves this status of a lifetime as it is: one that asks about the lifetime does so where nothing is left to end. */
const isLeftAlone = ({ lifetime, phase, isSeen, later }: Status, isAsked: boolean): boolean => phase === 'stopped' ? !later
  : !isAsked && !later && !lifetime.of && phase !== 'misordered' && (phase !== 'released' || isSeen === true)

/** A status, in the terms of the function that was called, as its caller is told of it. */
type Change = (status: Status, left: (status: Status) => Status) => Status

/** What a call did, as the caller sees it. */
export class Call {
  readonly #statuses: Statuses
  readonly #before: State
  readonly #call: CallNode
  readonly #passages: ReadonlyMap<number, readonly Passage[]>
  readonly #ends: Ends

  constructor(statuses: Statuses, before: State, call: CallNode, passages: ReadonlyMap<number, readonly Passage[]>, ends: Ends) {
    this.#statuses = statuses
    this.#before = before
    this.#call = call
    this.#passages = passages
    this.#ends = ends
  }

  /** Behind the call, `change` made of each status in the terms of the function; undefined where it does not come back. */
  returned(change: Change): State | undefined {
    return this.#ends.returns ? this.#leave('exit', change) : undefined
  }

  /** Where the function was left by an error. */
  thrown(change: Change): State | undefined {
    return this.#ends.throws ? this.#leave('thrown', change) : undefined
  }

  get found(): readonly Status[] {
    return [...this.#passages.values()].flat().flatMap(({ before, way }) => way.found.map(status => this.#left(status, before)))
  }

  #leave(end: 'exit' | 'thrown', change: Change): State {
    let state = this.#before
    for (const [index, passages] of this.#passages) {
      if (passages.every(({ way }) => way[end].length === 1 && way[end][0] === way.status)) continue
      const statuses = passages.flatMap(({ before, way }) => {
        const left = (status: Status): Status => this.#left(status, before)
        return way[end].map(status => left(change(status, left)))
      })
      state = this.#statuses.with(state, index, statuses)
    }
    return state
  }

  /** A status of the function in the terms of the caller, for which the lifetime stood there before the call. */
  #left(status: Status, { release, cancel }: Status): Status {
    const below = <P extends Place>(place: P): P => ({ ...place, calls: [this.#call, ...place.calls] })
    return moved(status,
      status.release && (status.release.outer === undefined ? below(status.release) : release),
      status.cancel && (status.cancel.outer === undefined ? below(status.cancel) : cancel), 1)
  }
}

/** Whether a place lies in the function under analysis, or in what it calls. */
export const isInner = (place: Place | undefined): boolean => place !== undefined && place.outer === undefined

function moved(status: Status, release: ReleasePlace | undefined, cancel: Place | undefined, deeper: number): Status {
  const { settledIn } = status
  if (!release && !cancel && settledIn === undefined) return status
  return {
    ...status, ...release && { release }, ...cancel && { cancel }, ...settledIn !== undefined && { settledIn: settledIn + deeper },
  }
}

export const isAwaited = (call: CallNode): boolean => wrapped(call).parent?.type === 'AwaitExpression'

/** Whether who makes the call waits for what comes of it, or hands that on. */
function isAwaitedOrReturned(call: CallNode): boolean {
  const { parent } = wrapped(call)
  return isAwaited(call) || parent?.type === 'ReturnStatement' || parent?.type === 'ArrowFunctionExpression'
}
