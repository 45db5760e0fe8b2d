import type { TSESTree } from '@typescript-eslint/utils'
import { addTo, type Cell, type FunctionNode } from '../../../source/index.js'
import type { Occurrence } from '../../../model/occurrence.js'
import type { Lifetime } from '../lifetimes.js'
import { IndexSet } from './index-set.js'
import { joinTrees, treeOf, valueAt, withValue, type StateTree } from './state-tree.js'
import type { Task } from '../../../model/tasks/tasks.js'

/** A place in the function under analysis or in what it calls; or one in its callers, of which it sees no more than a number. */
export interface Place extends Occurrence {
  readonly outer?: number
}

export type ReleasePlace = Place & { readonly empties: boolean }

/** Where one lifetime stands on the paths that lead here. A lifetime may stand in several places at once: one for each path. */
export interface Status {
  readonly lifetime: Lifetime
  readonly phase: 'live' | 'stopped' | 'released' | 'misordered'
  readonly release?: ReleasePlace
  readonly cancel?: Place
  /** Whether other code could run since the release. */
  readonly isSeen?: boolean
  /** The test, passed since the release, that the cell is still set: nothing behind it runs. */
  readonly disarmedBy?: TSESTree.Node
  /** The statement whose test, of the owner's own state, decided on this path whether the task is cancelled. */
  readonly doubt?: TSESTree.Node
  /** How many calls below the function under analysis the task was waited for; less than 0 in its callers. */
  readonly settledIn?: number
  /** The function that cancels the task, or does something else to it, when all that stands here has run. */
  readonly later?: FunctionNode
}

/** The statuses of every judged lifetime, each at its index. Every change makes another state. */
export interface State {
  readonly tree: StateTree<ReadonlySet<Status>>
  /** Whether any of them may be released: where none is, a yield changes nothing. */
  readonly hasReleased: boolean
  /** The indexes of lifetimes that may stand somewhere that names a place or a call: all that a call has to translate. */
  readonly placed: IndexSet
}

/** Makes and compares the states of one analysis: equal statuses are one object, so that sets of them can be compared. */
export class Statuses {
  readonly #lifetimes: readonly Lifetime[]
  readonly #byCell = new Map<Cell, number[]>()
  readonly #byTask = new Map<Task, number[]>()
  /** The indexes of runs that have begun. */
  readonly runs: number[] = []
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
    for (const [index, lifetime] of lifetimes.entries()) {
      const { cell, task, consumption } = lifetime
      this.#indexes.set(lifetime, index)
      addTo(this.#byCell, cell, index)
      addTo(this.#byTask, lifetime.of ?? task, index)
      if (lifetime.of) this.runs.push(index)
      for (const flag of consumption.stopFlags.keys()) addTo(this.#byFlag, flag, index)
      for (const flag of consumption.loopFlags.keys()) addTo(this.#byLoopFlag, flag, index)
    }
  }

  /** These live, as at the entry of a function that is judged for them; of the others nothing is known. */
  live(judged: readonly Lifetime[]): State {
    this.#none ??= treeOf(this.#lifetimes.map(() => this.#set([])))
    let tree = this.#none
    for (const lifetime of judged) tree = withValue(tree, this.#indexOf(lifetime), this.#set([{ lifetime, phase: 'live' }]))
    return { tree, hasReleased: false, placed: IndexSet.none }
  }

  #none: StateTree<ReadonlySet<Status>> | undefined

  readonly #indexes = new Map<Lifetime, number>()

  #indexOf(lifetime: Lifetime): number {
    return this.#indexes.get(lifetime) ?? 0
  }

  /** Whether a judged lifetime is of this cell, or its task looks at it. */
  concern(cell: Cell): boolean { return this.#byCell.has(cell) || this.#byFlag.has(cell) || this.#byLoopFlag.has(cell) }

  ofCell(cell: Cell): readonly number[] { return this.#asked(this.#byCell.get(cell)) }

  ofTasks(tasks: Iterable<Task>): readonly number[] { return [...tasks].flatMap(task => this.#asked(this.#byTask.get(task))) }

  ofFlag(cell: Cell): readonly number[] { return this.#asked(this.#byFlag.get(cell)) }

  ofLoopFlag(cell: Cell): readonly number[] { return this.#asked(this.#byLoopFlag.get(cell)) }

  /** The indexes that were asked for since the set was put here: what a function may change. */
  touched = new Set<number>()

  #asked(indexes: readonly number[] = []): readonly number[] {
    for (const index of indexes) this.touched.add(index)
    return indexes
  }

  /** The same for equal places. */
  #placeKey(place: Place): string {
    if (place.outer !== undefined) return `outer ${place.outer}`
    let key = `${this.number(place.node)}`
    for (const call of place.calls) key += ` ${this.number(call)}`
    return key
  }

  /** The statuses of one lifetime. */
  at({ tree }: State, index: number): ReadonlySet<Status> { return valueAt(tree, index) }

  /** The state with other statuses of one lifetime. */
  with(state: State, index: number, statuses: readonly Status[]): State {
    this.#spend()
    const tree = withValue(state.tree, index, this.#set(statuses))
    if (tree === state.tree) return state
    const placed = statuses.some(isPlaced) === state.placed.has(index) ? state.placed : state.placed.toggled([index])
    return { tree, hasReleased: state.hasReleased || statuses.some(({ phase }) => phase === 'released'), placed }
  }

  /** Every status of these that some path has. */
  statuses({ tree }: State, judged: readonly Lifetime[]): readonly Status[] {
    return judged.flatMap(lifetime => [...valueAt(tree, this.#indexOf(lifetime))])
  }

  /** A state in which some lifetimes stand here, and of the others nothing is known. */
  only(statuses: readonly Status[]): State {
    return statuses.reduce((state, status) => this.with(state, this.#indexOf(status.lifetime), [status]), this.live([]))
  }

  /** The state with `change` made of the statuses of some lifetimes; the same state where it changes none. */
  change(state: State, indexes: Iterable<number>, change: (status: Status) => Status): State {
    let { tree, hasReleased } = state
    const toggled = new Set<number>()
    for (const index of indexes) {
      const before = valueAt(tree, index)
      let isChanged = false
      const after: Status[] = []
      for (const status of before) {
        this.#spend()
        const changed = change(status)
        isChanged ||= changed !== status
        hasReleased ||= changed.phase === 'released'
        after.push(changed)
      }
      if (!isChanged) continue
      // What changes into something that is there already makes the set smaller.
      const set = this.#set(after)
      if (set === before) continue
      tree = withValue(tree, index, set)
      const wasPlaced = state.placed.has(index) !== toggled.has(index)
      if (after.some(isPlaced) !== wasPlaced && !toggled.delete(index)) toggled.add(index)
    }
    return tree === state.tree ? state : { tree, hasReleased, placed: state.placed.toggled([...toggled]) }
  }

  /** What is known where two paths meet: `known` itself where the other adds nothing. */
  join(known: State, arriving: State): State {
    const tree = joinTrees(known.tree, arriving.tree, (one, other) => {
      this.#spend()
      return [...other].every(status => one.has(status)) ? one : this.#set([...one, ...other])
    })
    if (tree === known.tree) return known
    return { tree, hasReleased: known.hasReleased || arriving.hasReleased, placed: known.placed.union(arriving.placed) }
  }

  /** The one object for a set of statuses. */
  #set(statuses: readonly Status[]): ReadonlySet<Status> {
    const [only] = statuses
    if (only && statuses.length === 1) return this.#alone(this.one(only))
    const set = new Set(statuses.map(status => this.one(status)))
    const key = [...set].map(status => this.number(status)).sort((one, other) => one - other).join(' ')
    const known = this.#sets.get(key) ?? set
    this.#sets.set(key, known)
    return known
  }

  /** The set of one status: most lifetimes stand in one place. */
  #alone(status: Status): ReadonlySet<Status> {
    const known = this.#singles.get(status)
    if (known) return known
    const key = String(this.number(status))
    const set = this.#sets.get(key) ?? new Set([status])
    this.#sets.set(key, set)
    this.#singles.set(status, set)
    return set
  }

  readonly #singles = new Map<Status, ReadonlySet<Status>>()

  /** The one object for a status. */
  one(status: Status): Status {
    if (this.#interned.has(status)) return status
    const known = isBare(status) ? this.#bare(status) : this.#placed(status)
    this.#interned.add(known)
    return known
  }

  /** The one status for a lifetime of which nothing is known but its phase: most are of this kind. */
  #bare(status: Status): Status {
    const known = this.#bares[status.phase]
    const one = known.get(status.lifetime) ?? status
    known.set(status.lifetime, one)
    return one
  }

  readonly #bares: Readonly<Record<Status['phase'], Map<Lifetime, Status>>> =
    { live: new Map(), stopped: new Map(), released: new Map(), misordered: new Map() }

  #placed(status: Status): Status {
    const { lifetime, phase, release, cancel, isSeen, doubt, disarmedBy, settledIn, later } = status
    let key = `${this.number(lifetime)} ${phase} ${release ? this.#placeKey(release) : ''}|${cancel ? this.#placeKey(cancel) : ''}`
    if (release?.empties) key += ' empties'
    if (isSeen) key += ' seen'
    if (doubt) key += ` doubt ${this.number(doubt)}`
    if (disarmedBy) key += ` disarmed ${this.number(disarmedBy)}`
    if (later) key += ` later ${this.number(later)}`
    if (settledIn !== undefined) key += ` settled ${settledIn}`
    const known = this.#known.get(key) ?? status
    this.#known.set(key, known)
    return known
  }

  number(part: object): number {
    const number = this.#numbers.get(part) ?? this.#numbers.size
    this.#numbers.set(part, number)
    return number
  }
}

/** Whether nothing is known of a lifetime but its phase. */
const isBare = ({ release, cancel, isSeen, doubt, disarmedBy, settledIn, later }: Status): boolean =>
  !release && !cancel && !isSeen && !doubt && !disarmedBy && !later && settledIn === undefined

const isPlaced = ({ release, cancel, settledIn, doubt, later }: Status): boolean =>
  release !== undefined || cancel !== undefined || settledIn !== undefined || doubt !== undefined || later !== undefined

/** How many calls release and cancel have in common: the function behind the last of them has both. */
export function commonCalls({ release, cancel }: Status): number {
  const [one, other] = [release?.calls ?? [], cancel?.calls ?? []]
  let depth = 0
  while (depth < one.length && depth < other.length && one[depth] === other[depth]) depth++
  return depth
}

/** Whether two statuses of one lifetime come from the same release. */
export function isSameRelease(one: Status, other: Status): boolean {
  const [first, second] = [one.release, other.release]
  return one.lifetime === other.lifetime && first?.node === second?.node
    && first?.calls.length === second?.calls.length && (first?.calls ?? []).every((call, at) => call === second?.calls[at])
}
