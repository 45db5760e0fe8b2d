import type { TSESTree } from '@typescript-eslint/utils'
import { addTo, type Cell } from '../../source/index.js'
import type { Occurrence } from '../../model/occurrence.js'
import type { Lifetime } from './lifetimes.js'
import { joinTrees, treeOf, valueAt, withValue, type StateTree } from './state-tree.js'
import type { Task } from '../../model/tasks/tasks.js'

/** Where one lifetime stands on the paths that lead here. A lifetime may stand in several places at once: one for each path. */
export interface Status {
  readonly lifetime: Lifetime
  readonly phase: 'live' | 'stopped' | 'released' | 'misordered'
  readonly release?: Occurrence & { readonly empties: boolean }
  readonly cancel?: Occurrence
  /** Whether other code could run since the release. */
  readonly isSeen?: boolean
  /** The statement whose test, of the owner's own state, decided on this path whether the task is cancelled. */
  readonly doubt?: TSESTree.Node
  /** How many calls down the task was waited for. */
  readonly settledIn?: number
}

/** The statuses of every judged lifetime, each at its index. Every change makes another state. */
export interface State {
  readonly tree: StateTree<ReadonlySet<Status>>
  /** Whether any of them may be released: where none is, a yield changes nothing. */
  readonly hasReleased: boolean
}

/** Makes and compares the states of one analysis: equal statuses are one object, so that sets of them can be compared. */
export class Statuses {
  readonly #lifetimes: readonly Lifetime[]
  readonly #byCell = new Map<Cell, number[]>()
  readonly #byTask = new Map<Task, number[]>()
  readonly #byFlag = new Map<Cell, number[]>()
  readonly #byLoopFlag = new Map<Cell, number[]>()
  readonly #known = new Map<string, Status>()
  readonly #interned = new Set<Status>()
  readonly #sets = new Map<string, ReadonlySet<Status>>()
  readonly #numbers = new Map<object, number>()
  readonly #spend: () => void

  constructor(lifetimes: readonly Lifetime[], spend: () => void) {
    this.#lifetimes = lifetimes
    this.#spend = spend
    for (const [index, { cell, task, consumption }] of lifetimes.entries()) {
      addTo(this.#byCell, cell, index)
      addTo(this.#byTask, task, index)
      for (const flag of consumption.stopFlags.keys()) addTo(this.#byFlag, flag, index)
      for (const flag of consumption.loopFlags.keys()) addTo(this.#byLoopFlag, flag, index)
    }
  }

  /** All of them live, as at the entry of a function. */
  live(): State {
    return { tree: treeOf(this.#lifetimes.map(lifetime => this.#set([{ lifetime, phase: 'live' }]))), hasReleased: false }
  }

  ofCell(cell: Cell): readonly number[] { return this.#byCell.get(cell) ?? [] }

  ofTasks(tasks: Iterable<Task>): readonly number[] { return [...tasks].flatMap(task => this.#byTask.get(task) ?? []) }

  ofFlag(cell: Cell): readonly number[] { return this.#byFlag.get(cell) ?? [] }

  ofLoopFlag(cell: Cell): readonly number[] { return this.#byLoopFlag.get(cell) ?? [] }

  all(): readonly number[] { return [...this.#lifetimes.keys()] }

  /** Every status that some path has. */
  statuses({ tree }: State): readonly Status[] {
    return this.#lifetimes.flatMap((_, index) => [...valueAt(tree, index)])
  }

  /** The state with `change` made of the statuses of some lifetimes; the same state where it changes none. */
  change(state: State, indexes: readonly number[], change: (status: Status) => Status): State {
    let { tree, hasReleased } = state
    for (const index of indexes) {
      const before = valueAt(tree, index)
      const after: Status[] = []
      for (const status of before) {
        this.#spend()
        const changed = change(status)
        hasReleased ||= changed.phase === 'released'
        after.push(changed)
      }
      if (after.some(status => !before.has(status))) tree = withValue(tree, index, this.#set(after))
    }
    return tree === state.tree ? state : { tree, hasReleased }
  }

  /** What is known where two paths meet: `known` itself where the other adds nothing. */
  join(known: State, arriving: State): State {
    const tree = joinTrees(known.tree, arriving.tree, (one, other) => {
      this.#spend()
      return [...other].every(status => one.has(status)) ? one : this.#set([...one, ...other])
    })
    return tree === known.tree ? known : { tree, hasReleased: known.hasReleased || arriving.hasReleased }
  }

  /** The one object for a set of statuses. */
  #set(statuses: readonly Status[]): ReadonlySet<Status> {
    const set = new Set(statuses.map(status => this.#one(status)))
    const key = [...set].map(status => this.#number(status)).sort((one, other) => one - other).join(' ')
    const known = this.#sets.get(key) ?? set
    this.#sets.set(key, known)
    return known
  }

  #one(status: Status): Status {
    if (this.#interned.has(status)) return status
    const { lifetime, phase, release, cancel, isSeen, doubt, settledIn } = status
    const parts = [lifetime, phase, ...occurrence(release), '|', ...occurrence(cancel), isSeen === true, ...doubt ? [doubt] : [],
      ...settledIn === undefined ? [] : [`settled ${settledIn}`]]
    const key = parts.map(part => typeof part === 'object' ? this.#number(part) : String(part)).join(' ')
    const known = this.#known.get(key) ?? status
    this.#known.set(key, known)
    this.#interned.add(known)
    return known
  }

  #number(part: object): number {
    const number = this.#numbers.get(part) ?? this.#numbers.size
    this.#numbers.set(part, number)
    return number
  }
}

const occurrence = (at: Occurrence | undefined): readonly object[] => at ? [at.node, ...at.calls] : []

/** How many calls release and cancel have in common: the function behind the last of them has both. */
export function commonCalls({ release, cancel }: Status): number {
  const [one, other] = [release?.calls ?? [], cancel?.calls ?? []]
  let depth = 0
  while (depth < one.length && depth < other.length && one[depth] === other[depth]) depth++
  return depth
}
