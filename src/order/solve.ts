import type { Block, Edge, Graph, Point } from './graph.js'

/** A forward analysis: what is known at a point, and how it changes. States are values: nothing may change one it was given. */
export interface Flow<State> {
  /** What is known behind a point. */
  point(point: Point, state: State): State
  /** What is known behind an edge; undefined when it cannot be taken. */
  edge(edge: Edge, state: State): State | undefined
  /** What is known where two ways meet; must return `known` itself when `arriving` adds nothing. */
  join(known: State, arriving: State): State
  /** What is known in the handler where the point itself fails, over and above what was known before and behind it. */
  failed?(point: Point, state: State): State
  /** Whether it is asked what is known where an error leaves the function; it costs a join for each point. */
  readonly followsThrown?: boolean
  /** Called once for each step; may throw to give the analysis up. */
  spend(): void
}

export interface Solution<State> {
  readonly exit: State | undefined
  readonly thrown: State | undefined
}

/**
 * Runs `flow` over `graph` until nothing changes. Every point of a block leads to the block's handler, with what was known before
 * it and behind it: a call may fail before or after it did its work.
 */
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
      let state = known.get(block) as State
      const handler = handlerOf(block)
      if (handler && block.points.length > 0) arrive(handler, state)
      for (const point of block.points) {
        flow.spend()
        const after = flow.point(point, state)
        if (handler && after !== state) arrive(handler, after)
        const failed = handler && flow.failed?.(point, state)
        if (handler && failed !== undefined && failed !== state && failed !== after) arrive(handler, failed)
        state = after
      }
      for (const edge of block.next) {
        flow.spend()
        const taken = edge.test ? flow.edge(edge, state) : state
        if (taken !== undefined) arrive(edge.to, taken)
      }
    }
  }
  return { exit: known.get(graph.exit), thrown: known.get(graph.thrown) }
}
