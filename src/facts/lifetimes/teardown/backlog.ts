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
    const putOff = state.placed.indexes.filter(index => [...this.#statuses.at(state, index)].some(({ later }) => later))
    if (putOff.length === 0) return state
    const around = by.running.map(node => this.#statuses.number(node)).join(' ')
    const keyOf = (status: Status): string => `${this.#statuses.number(status)} ${around}`
    this.#runMissing(putOff.map(index => [...this.#statuses.at(state, index)].filter(({ later }) => later)), keyOf, by)
    let after = state
    for (const index of putOff) {
      const statuses = [...this.#statuses.at(state, index)].flatMap(status => {
        const ran = status.later && this.#known.get(keyOf(status))
        if (!ran) return [status]
        for (const touched of ran.touched) this.#statuses.touched.add(touched)
        by.note(ran.found)
        return ran.ended
      })
      after = this.#statuses.with(after, index, statuses)
    }
    return after
  }

  /** Runs what is not known yet: a function for one status of each lifetime at once, as none hangs on the others. */
  #runMissing(putOff: readonly (readonly Status[])[], keyOf: (status: Status) => string, { running }: Passing): void {
    let missing = putOff
    for (;;) {
      missing = missing.map(statuses => statuses.filter(status => !this.#known.has(keyOf(status)))).filter(({ length }) => length > 0)
      const node = missing[0]?.[0]?.later
      if (!node) return
      const together = missing.flatMap(statuses => statuses.find(({ later }) => later === node) ?? [])
      const ran = running.includes(node) ? together.map(status => ({ found: [], ended: [stopped(status)], touched: new Set<number>() }))
        : this.#runTogether(together, node, running)
      for (const [at, status] of together.entries()) this.#known.set(keyOf(status), ran[at] as Ran)
    }
  }

  /** What one status of each of some lifetimes comes to; where nothing can be told of it, nothing is left to go wrong. */
  #runTogether(together: readonly Status[], node: FunctionNode, running: readonly FunctionNode[]): readonly Ran[] {
    const before = this.#statuses.touched
    const touched = new Set<number>()
    this.#statuses.touched = touched
    try {
      const effect = this.#run(node, this.#statuses.only(together.map(begun)), [...running, node])
      return together.map(status => {
        const ended = effect?.exit ? this.#statuses.statuses(effect.exit, [status.lifetime]) : []
        const found = (effect?.found ?? []).filter(({ lifetime }) => lifetime === status.lifetime)
        return { found, ended: ended.length > 0 ? ended : [stopped(status)], touched }
      })
    } finally {
      this.#statuses.touched = before
    }
  }
}

/** A status where the function that was put off begins: others have run by then. */
function begun(status: Status): Status {
  const known = { ...status, ...status.phase === 'released' && { isSeen: true } }
  delete known.later
  return known
}

/** What a function that was put off makes of one status. */
interface Ran {
  readonly found: readonly Status[]
  readonly ended: readonly Status[]
  /** The indexes that it has asked for. */
  readonly touched: ReadonlySet<number>
}
