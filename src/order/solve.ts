import { statesAtFailure } from './failures.js'
import type { Block, Edge, Graph, Point } from './graph.js'

/** What is known when a point was passed. */
export interface Passed<State> {
  /** Behind the point; undefined where control does not come behind it. */
  readonly behind: State | undefined
  /** Where the point has failed, for a flow that knows: one that follows calls. Otherwise the kind of the point tells. */
  readonly failed?: readonly State[]
}

/** A forward analysis: what is known at a point, and how it changes. States are values: nothing may change one it was given. */
export interface Flow<State> {
  /** What is known when a point was passed. `isCaught`: whether anyone asks what is known where it fails. */
  point(point: Point, state: State, isCaught: boolean): Passed<State>
  /** What is known behind an edge; undefined when it cannot be taken. */
  edge(edge: Edge, state: State): State | undefined
  /** What is known where two ways meet; must return `known` itself when `arriving` adds nothing. */
  join(known: State, arriving: State): State
  /** Whether it is asked what is known where an error leaves the function; it costs a join for each point. */
  readonly followsThrown?: boolean
  /** Called once for each step; may throw to give the analysis up. */
  spend(): void
}

export interface Solution<State> {
  readonly exit: State | undefined
  readonly thrown: State | undefined
  /** What is known where each block begins; a block that is never reached has nothing. */
  readonly entries: ReadonlyMap<Block, State>
}

/** Runs `flow` over `graph` until nothing changes. Where a point of a block may fail, what is known there leads to the block's handler. */
export function solve<State>(graph: Graph, entry: State, flow: Flow<State>): Solution<State> {
  const known = new Map<Block, State>()
  const dirty = new Set<Block>()
  const arrive = (block: Block, state: State): void => {
    const before = known.get(block)
    const after = before === undefined ? state : flow.join(before, state)
    if (before !== undefined && after === before) return
    known.set(block, after)
    dirty.add(block)
  }
  const handlerOf = ({ handler }: Block): Block | undefined => handler === graph.thrown && !flow.followsThrown ? undefined : handler
  arrive(graph.entry, entry)
  while (dirty.size > 0) {
    for (const block of graph.blocks) {
      if (!dirty.delete(block)) continue
      const behind = passPoints(block, known.get(block) as State, flow, handlerOf(block), arrive)
      if (behind === undefined) continue
      for (const edge of block.next) {
        flow.spend()
        const taken = edge.test ? flow.edge(edge, behind) : behind
        if (taken !== undefined) arrive(edge.to, taken)
      }
    }
  }
  return { exit: known.get(graph.exit), thrown: known.get(graph.thrown), entries: known }
}

/** What is known behind the points of a block; undefined where control does not come so far. */
function passPoints<State>(
  block: Block, entry: State, flow: Flow<State>, handler: Block | undefined, arrive: (block: Block, state: State) => void,
): State | undefined {
  let state = entry
  // Most points change nothing: what has arrived in the handler once need not arrive again.
  let arrived: State | undefined
  for (const point of block.points) {
    flow.spend()
    const { behind, failed } = flow.point(point, state, handler !== undefined)
    for (const failing of handler ? failed ?? statesAtFailure(point, state, behind ?? state) : []) {
      if (failing === arrived) continue
      arrive(handler as Block, failing)
      arrived = failing
    }
    if (behind === undefined) return undefined
    state = behind
  }
  return state
}
