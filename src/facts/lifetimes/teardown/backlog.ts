import type { FunctionNode } from '../../../source/index.js'
import type { State, Status, Statuses } from './statuses.js'
import type { Effect } from './summaries.js'
import { stopped } from './transitions.js'

/** Who passes a place where others can run, and takes what was got wrong by then. */
interface Passing {
  readonly running: readonly FunctionNode[]
  note(statuses: readonly Status[]): void
}

/** Runs what was put off, for those lifetimes that it is about, once the code that has put it off waits or has come to its end. */
export class Backlog {
  readonly #statuses: Statuses
  readonly #run: (node: FunctionNode, state: State, running: readonly FunctionNode[]) => Effect | undefined
  /** What was run before, by the function, those around it and the status: a loop passes the same wait again and again. */
  readonly #known = new Map<string, Ran>()

  constructor(statuses: Statuses, run: (node: FunctionNode, state: State, running: readonly FunctionNode[]) => Effect | undefined) {
    this.#statuses = statuses
    this.#run = run
  }

  /** What is known behind such a place. */
  passed(state: State, by: Passing): State {
    let after = state
    for (const index of state.placed) {
      const statuses = [...this.#statuses.at(state, index)]
      if (statuses.every(({ later }) => !later)) continue
      after = this.#statuses.with(after, index, statuses.flatMap(status => status.later ? this.#ran(status, status.later, by) : [status]))
    }
    return after
  }

  /** What one status comes to; where nothing can be told of it, nothing is left to go wrong. */
  #ran(status: Status, node: FunctionNode, by: Passing): readonly Status[] {
    if (by.running.includes(node)) return [stopped(status)]
    const key = [status, ...by.running].map(part => this.#statuses.number(part)).join(' ')
    const ran = this.#known.get(key) ?? this.#runOnce(status, node, by.running)
    this.#known.set(key, ran)
    for (const index of ran.touched) this.#statuses.touched.add(index)
    by.note(ran.found)
    return ran.ended
  }

  #runOnce(status: Status, node: FunctionNode, running: readonly FunctionNode[]): Ran {
    const known = { ...status, ...status.phase === 'released' && { isSeen: true } }
    delete known.later
    const before = this.#statuses.touched
    const touched = new Set<number>()
    this.#statuses.touched = touched
    try {
      const effect = this.#run(node, this.#statuses.only(known), [...running, node])
      const ended = effect?.exit ? this.#statuses.statuses(effect.exit, [status.lifetime]) : []
      return { found: effect?.found ?? [], ended: ended.length > 0 ? ended : [stopped(status)], touched }
    } finally {
      this.#statuses.touched = before
    }
  }
}

/** What a function that was put off makes of one status. */
interface Ran {
  readonly found: readonly Status[]
  readonly ended: readonly Status[]
  /** The indexes that it has asked for. */
  readonly touched: ReadonlySet<number>
}
