import type { Block, Edge, Graph, Point } from './graph.js'

/** Where a walk begins: in a block, before the point with this number. */
export type Start = readonly [block: Block, index: number]

export interface Walk {
  /** Counts a step. */
  readonly spend: () => void
  /** Visits a point; `stop` ends the way here. */
  visit(point: Point): 'stop' | undefined
  /** Whether control may take this edge; without it, any edge. */
  mayTake?(edge: Edge): boolean
  /** Whether what fails goes on in its handler: only inside the function, never out of it. */
  readonly followsFailures?: boolean
  /** Called for each block that is entered at its beginning. */
  enter?(block: Block): void
}

/** Visits what control can reach from `starts`, each block once. */
export function follow(graph: Graph, starts: readonly Start[], walk: Walk): void {
  const seen = new Set<Block>()
  const pending: Start[] = [...starts]
  for (let start = pending.pop(); start; start = pending.pop()) {
    const [block, from] = start
    if (from === 0) {
      if (seen.has(block)) continue
      seen.add(block)
      walk.enter?.(block)
    }
    let isStopped = false
    for (let index = from; index < block.points.length && !isStopped; index++) {
      walk.spend()
      const point = block.points[index] as Point
      isStopped = walk.visit(point) === 'stop'
      const mayFail = point.kind === 'call' || point.kind === 'yield'
      if (walk.followsFailures && mayFail && !isStopped && block.handler && block.handler !== graph.thrown) pending.push([block.handler, 0])
    }
    if (isStopped) continue
    for (const edge of block.next) {
      walk.spend()
      if (!walk.mayTake || walk.mayTake(edge)) pending.push([edge.to, 0])
    }
  }
}

/** The places right behind the points of this kind that stand for a node: more than one where a `finally` is laid several times. */
export function behind(graph: Graph, kind: Point['kind'], node: Point['node']): Start[] {
  return graph.blocks.flatMap(block => block.points.flatMap((point, index) =>
    point.kind === kind && point.node === node ? [[block, index + 1] as const] : []))
}
