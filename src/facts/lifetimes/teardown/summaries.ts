import type { CallGraph } from '../../../model/call-graph.js'
import { wrapped, type CallNode, type FunctionNode } from '../../../source/index.js'
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
  /** What was given for a parameter. */
  arguments: boolean
  /** Whether each call is waited for. */
  wait: boolean
}

/** The effects of one function in one context, by what it was told of the lifetimes that it may change. */
interface Summary {
  readonly touched: Set<number>
  readonly asks: Asks
  readonly effects: Map<string, Effect | undefined>
}

/**
 * Transfer functions of whole functions. A state says where places lie only as seen from the function under analysis, so that a
 * function which is called from many places, with the same known of the lifetimes that it may change, is run once.
 */
export class Summaries {
  readonly #statuses: Statuses
  readonly #graph: CallGraph
  readonly #deepest: number
  readonly #summaries = new Map<string, Summary>()
  readonly #numbers = new Map<object, number>()
  readonly #nowhere: Place['node']
  /** What the run under way has asked. */
  asks: Asks = { arguments: false, wait: false }

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
    const crossing = new Crossing(this.#statuses, state, call, this.#nowhere)
    const summary = this.#summary(target, caller)
    const frame: Frame = {
      ...caller, calls: [...caller.calls, call], running: [...caller.running, target],
      // Who knows where an error leads knows all that others ask.
      isCaught: true, isWaitedFor: caller.isWaitedFor && isAwaitedOrReturned(call),
    }
    const key = this.#key(summary, crossing, frame)
    let effect = summary.effects.get(key)
    if (summary.effects.has(key)) this.#touch(summary)
    else {
      effect = this.#traced(summary, () => run(crossing.inner, frame))
      summary.effects.set(this.#key(summary, crossing, frame), effect)
    }
    return effect && new Call(effect, crossing, summary.touched)
  }

  #touch({ touched, asks }: Summary): void {
    for (const index of touched) this.#statuses.touched.add(index)
    this.asks.arguments ||= asks.arguments
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
      this.#touch(summary)
    }
  }

  #summary(target: FunctionNode, { calls, running }: Frame): Summary {
    // Calls are followed so far down only, and none comes back into a function that runs: both may end the run of this one early.
    const left = this.#deepest - calls.length - 1
    const depth = this.#graph.heightOf(target) <= left ? '' : left
    const round = running.filter(node => this.#graph.goRound(node, target)).map(node => this.#number(node))
      .sort((one, other) => one - other)
    const key = [this.#number(target), depth, '|', ...round].join(' ')
    const known: Summary = this.#summaries.get(key) ?? { touched: new Set(), asks: { arguments: false, wait: false }, effects: new Map() }
    this.#summaries.set(key, known)
    return known
  }

  #key(summary: Summary, { inner, hasDoubt }: Crossing, { calls, isWaitedFor }: Frame): string {
    const asked = [...new Set([...summary.touched, ...inner.placed])].sort((one, other) => one - other)
    const from = summary.asks.arguments ? calls : hasDoubt ? calls.slice(-1) : []
    return [...from.map(call => this.#number(call)), '|', summary.asks.wait && isWaitedFor, this.#statuses.keyOf(inner, asked)].join(' ')
  }

  #number(part: object): number {
    const number = this.#numbers.get(part) ?? this.#numbers.size
    this.#numbers.set(part, number)
    return number
  }
}

/** One call: the state of the caller as the function sees it, and back. */
class Crossing {
  readonly inner: State
  /** Whether a status hangs on where the call stands. */
  readonly hasDoubt: boolean = false
  readonly #statuses: Statuses
  readonly #call: CallNode
  readonly #outer: Place[] = []
  readonly before: State

  constructor(statuses: Statuses, state: State, call: CallNode, nowhere: Place['node']) {
    this.#statuses = statuses
    this.#call = call
    this.before = state
    const entries = new Map<string, Place>()
    const entered = <P extends Place>(place: P): P => {
      const key = statuses.placeKey(place)
      const known = entries.get(key) ?? { ...place, node: nowhere, calls: [], outer: this.#outer.length }
      if (!entries.has(key)) this.#outer.push(place)
      entries.set(key, known)
      return known as P
    }
    let inner = state
    for (const index of [...state.placed].sort((one, other) => one - other)) {
      const statusesThere = [...statuses.at(state, index)]
      this.hasDoubt ||= statusesThere.some(({ doubt }) => doubt !== undefined)
      inner = statuses.with(inner, index, statusesThere.map(status => translated(status, entered, -1)))
    }
    this.inner = inner
  }

  left(status: Status): Status {
    return translated(status, place => this.#left(place), 1)
  }

  #left<P extends Place>(place: P): P {
    return place.outer === undefined ? { ...place, calls: [this.#call, ...place.calls] } : this.#outer[place.outer] as P
  }

  /** The state of the caller with what the function left of the lifetimes that it may have changed. */
  leave(after: State, touched: ReadonlySet<number>, change: (status: Status) => Status): State {
    let state = this.before
    for (const index of new Set([...touched, ...this.inner.placed])) {
      const statuses = this.#statuses.at(after, index)
      if (statuses === this.#statuses.at(this.inner, index) && !this.inner.placed.has(index) && !after.placed.has(index)) continue
      state = this.#statuses.with(state, index, [...statuses].map(status => this.left(change(status))))
    }
    return state
  }
}

/** What a call did, as the caller sees it. */
export class Call {
  readonly #effect: Effect
  readonly #crossing: Crossing
  readonly #touched: ReadonlySet<number>

  constructor(effect: Effect, crossing: Crossing, touched: ReadonlySet<number>) {
    this.#effect = effect
    this.#crossing = crossing
    this.#touched = touched
  }

  /** Behind the call, `change` made of each status in the terms of the function; undefined where it does not come back. */
  returned(change: (status: Status) => Status): State | undefined {
    const { exit } = this.#effect
    return exit && (exit === this.#crossing.inner ? this.#crossing.before : this.#crossing.leave(exit, this.#touched, change))
  }

  /** Where the function was left by an error. */
  thrown(change: (status: Status) => Status): State | undefined {
    const { thrown } = this.#effect
    return thrown && this.#crossing.leave(thrown, this.#touched, change)
  }

  get found(): readonly Status[] { return this.#effect.found.map(status => this.#crossing.left(status)) }

  left(status: Status): Status { return this.#crossing.left(status) }
}

/** Whether a place lies in the function under analysis, or in what it calls. */
export const isInner = (place: Place | undefined): boolean => place !== undefined && place.outer === undefined

function translated(status: Status, place: <P extends Place>(place: P) => P, deeper: number): Status {
  const { release, cancel, settledIn } = status
  return {
    ...status,
    ...release && { release: place<ReleasePlace>(release) },
    ...cancel && { cancel: place(cancel) },
    ...settledIn !== undefined && { settledIn: settledIn + deeper },
  }
}

export const isAwaited = (call: CallNode): boolean => wrapped(call).parent?.type === 'AwaitExpression'

/** Whether who makes the call waits for what comes of it, or hands that on. */
function isAwaitedOrReturned(call: CallNode): boolean {
  const { parent } = wrapped(call)
  return isAwaited(call) || parent?.type === 'ReturnStatement' || parent?.type === 'ArrowFunctionExpression'
}
