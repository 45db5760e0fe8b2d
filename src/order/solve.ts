import type { Edge, Graph, Mask, Point, Sparse, Step, View } from './graph.js'
import { viewOf } from './sparse.js'
import type { Work } from './work.js'

/**
 * A forward analysis: what is known at a point, and how it changes. States are values: nothing may change one it was given. The
 * answer does not hang on the order of work where transfer functions are monotone and joins commute.
 */
export interface Flow<State> {
  /** The points that it asks for; without a mask, all. */
  readonly mask?: Mask
  /** Where its steps are counted. */
  readonly work: Work
  /**
   * What is known behind the point; undefined where control does not come behind it. `failures` is there when anyone asks what is
   * known where the point fails: a flow that knows better than the kind of the point tells says so.
   */
  point(point: Point, state: State, failures: Failures<State> | undefined): State | undefined
  /** What is known behind an edge with a test; undefined when it cannot be taken. */
  edge(edge: Edge, state: State): State | undefined
  /** What is known where two ways meet: commutative, associative, idempotent; must return `known` itself when `arriving` adds nothing. */
  join(known: State, arriving: State): State
  /** Whether it is asked what is known where an error leaves the function; it costs a join for each point. */
  readonly followsThrown?: boolean
  /**
   * Called before the points of a block are passed, each time that more is known at its beginning. What the last visit of each block
   * has found is what is true at the fixed point: a flow that reports forgets here what it noted of the block before.
   */
  visit?(block: number): void
}

/** Takes what is known where a point has failed, instead of what its kind tells. */
export interface Failures<State> {
  areOnly(states: readonly State[]): void
}

export interface Solution<State> {
  readonly exit: State | undefined
  readonly thrown: State | undefined
  /** What is known where each block begins, by its number; undefined where control does not come. */
  readonly entries: readonly (State | undefined)[]
}

/** Runs `flow` over `graph` until nothing changes. Where a point of a block may fail, what is known there leads to the block's handler. */
export function solve<State>(graph: Graph, entry: State, flow: Flow<State>): Solution<State> {
  return new Solver(graph.sparse, flow).solve(entry)
}

/** Passes each point once more that the question asks for, with all that is known of it in the end. */
export function review<State>(
  graph: Graph, { entries }: Solution<State>, mask: Mask | undefined, pass: (point: Point, state: State) => State | undefined,
): void {
  for (const [number, steps] of viewOf(graph.sparse, mask).entries()) {
    let state = entries[number]
    for (const { point } of steps) {
      if (state === undefined) break
      if (point) state = pass(point, state)
    }
  }
}

class Solver<State> implements Failures<State> {
  readonly #sparse: Sparse
  readonly #view: View
  readonly #flow: Flow<State>
  readonly #known: (State | undefined)[]
  readonly #dirty: Uint8Array
  #waiting = 0
  #lowest = 0
  #failed: readonly State[] | undefined

  constructor(sparse: Sparse, flow: Flow<State>) {
    this.#sparse = sparse
    this.#flow = flow
    this.#view = viewOf(sparse, flow.mask)
    this.#known = new Array<State | undefined>(sparse.blocks.length).fill(undefined)
    this.#dirty = new Uint8Array(sparse.blocks.length)
    flow.work.solves++
  }

  areOnly(states: readonly State[]): void {
    this.#failed = states
  }

  solve(entry: State): Solution<State> {
    this.#arrive(this.#sparse.entry, entry)
    while (this.#waiting > 0) this.#pass(this.#next())
    return { exit: this.#known[this.#sparse.exit], thrown: this.#known[this.#sparse.thrown], entries: this.#known }
  }

  #arrive(block: number, state: State): void {
    const before = this.#known[block]
    let after = state
    if (before !== undefined) {
      if (before === state) return
      this.#flow.work.joins++
      after = this.#flow.join(before, state)
      if (after === before) return
    }
    this.#known[block] = after
    if (this.#dirty[block] === 1) return
    this.#dirty[block] = 1
    this.#waiting++
    if (block < this.#lowest) this.#lowest = block
  }

  #next(): number {
    const { order } = this.#flow.work
    let block = this.#lowest
    while (this.#dirty[block] === 0) block = block + 1 < this.#dirty.length ? block + 1 : 0
    this.#lowest = block
    for (let left = order ? order(this.#waiting) : 0; left > 0; left--) do block++; while (this.#dirty[block] === 0)
    this.#dirty[block] = 0
    this.#waiting--
    return block
  }

  #pass(number: number): void {
    const flow = this.#flow
    const block = this.#sparse.blocks[number] as Sparse['blocks'][number]
    flow.work.visits++
    flow.visit?.(number)
    const isCaught = block.handler >= 0 && (flow.followsThrown === true || block.handler !== this.#sparse.thrown)
    const behind = this.#passSteps(this.#view[number] as readonly Step[], this.#known[number] as State, isCaught ? block.handler : -1)
    if (behind === undefined) return
    for (const { to, edge } of block.next) {
      flow.work.spend()
      const taken = edge.test ? flow.edge(edge, behind) : behind
      if (taken !== undefined) this.#arrive(to, taken)
    }
  }

  /** What is known behind the steps of a block; undefined where control does not come so far. */
  #passSteps(steps: readonly Step[], entry: State, handler: number): State | undefined {
    const { work } = this.#flow
    let state = entry
    // Most points change nothing: what has arrived in the handler once need not arrive again.
    let arrived: State | undefined
    const fail = (failing: State): void => {
      if (failing === arrived) return
      this.#arrive(handler, failing)
      arrived = failing
    }
    for (const { point, failure } of steps) {
      if (!point) {
        if (handler >= 0) fail(state)
        continue
      }
      work.spend()
      work.points++
      this.#failed = undefined
      const behind = this.#flow.point(point, state, handler >= 0 ? this : undefined)
      if (handler >= 0) {
        // What `point` said lies in a field that it may have set.
        const failed = this.#failed as readonly State[] | undefined
        if (failed) for (const failing of failed) fail(failing)
        else {
          if (failure === 'before' || failure === 'either') fail(state)
          if (failure === 'behind' || failure === 'either') fail(behind ?? state)
        }
      }
      if (behind === undefined) return undefined
      state = behind
    }
    return state
  }
}
