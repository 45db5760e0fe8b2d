import { failureOf } from './failures.js'
import type { Block, Graph, Mask, Point, Sparse, Step, View } from './graph.js'

/** The points of a graph that `mask` wants; all of them without a mask. Worked out once. */
export function viewOf(sparse: Sparse, mask: Mask | undefined): View {
  const known = sparse.views.get(mask)
  if (known) return known
  const view = sparse.blocks.map(({ points }) => stepsOf(points, mask))
  sparse.views.set(mask, view)
  return view
}

const failing: Step = { point: undefined, failure: 'before' }

function stepsOf(points: readonly Point[], mask: Mask | undefined): readonly Step[] {
  const steps: Step[] = []
  for (const point of points) {
    const failure = failureOf(point)
    if (!mask || mask.wants(point)) steps.push({ point, failure })
    else if (failure !== 'never' && steps.at(-1) !== failing) steps.push(failing)
  }
  return steps
}

/** Makes the sparse graph, in time that grows with the blocks. */
export function sparseOf(graph: Graph): Sparse {
  const fixed = new Set([graph.entry, graph.exit, graph.thrown])
  const through = bypasses(graph, fixed)
  const order = reversePostOrder(graph, through)
  const arrivals = countArrivals(order, through, fixed)
  /** The block that alone follows, by an edge without a test, and that control reaches in no other way. */
  const follower = ({ next: [only, ...others] }: Block): Block | undefined => {
    const to = only && others.length === 0 && !only.test ? through(only.to) : undefined
    return to && arrivals.get(to) === 1 ? to : undefined
  }
  const numbers = new Map<Block, number>()
  const merged: { points: Point[], last: Block, handler: Block | undefined }[] = []
  for (const block of order) {
    if (numbers.has(block)) continue
    const number = merged.length
    numbers.set(block, number)
    const points = [...block.points]
    let [last, { handler }] = [block, block]
    for (let next = follower(last); next && !numbers.has(next); next = follower(last)) {
      if (points.length > 0 && next.points.length > 0 && next.handler !== handler) break
      if (points.length === 0) handler = next.handler
      points.push(...next.points)
      numbers.set(next, number)
      last = next
    }
    merged.push({ points, last, handler })
  }
  const numberOf = (block: Block | undefined): number => (block && numbers.get(through(block))) ?? -1
  const blocks = merged.map(({ points, last, handler }) => ({
    points, handler: points.length > 0 ? numberOf(handler) : -1, next: last.next.map(edge => ({ to: numberOf(edge.to), edge })),
  }))
  return { blocks, entry: numberOf(graph.entry), exit: numberOf(graph.exit), thrown: numberOf(graph.thrown), views: new Map() }
}

/** Where control that comes to a block really goes on: a block without points that has one way on is passed by. */
function bypasses(graph: Graph, fixed: ReadonlySet<Block>): (block: Block) => Block {
  const known = new Map<Block, Block>()
  return block => {
    const passed: Block[] = []
    let at = block
    // `for (;;) {}` has no block that counts: the walk ends where it began.
    while (!known.has(at) && !fixed.has(at) && passed.length <= graph.blocks.length) {
      const [only, ...others] = at.next
      if (at.points.length > 0 || !only || only.test || others.length > 0) break
      passed.push(at)
      at = only.to
    }
    const end = known.get(at) ?? at
    for (const each of passed) known.set(each, end)
    return end
  }
}

/** The blocks that control reaches, each before those behind it, back edges apart. */
function reversePostOrder(graph: Graph, through: (block: Block) => Block): Block[] {
  const order: Block[] = []
  const seen = new Set<Block>([graph.entry])
  const stack = [{ block: graph.entry, next: successors(graph.entry, through), at: 0 }]
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    const to = top.next[top.at++]
    if (!to) {
      order.push(top.block)
      stack.pop()
    } else if (!seen.has(to)) {
      seen.add(to)
      stack.push({ block: to, next: successors(to, through), at: 0 })
    }
  }
  return order.reverse()
}

/** Last first: what is visited first gets the higher number, and the ways behind a test shall stand in the order of the text. */
function successors(block: Block, through: (block: Block) => Block): readonly Block[] {
  const next = block.next.map(({ to }) => through(to)).reverse()
  return block.handler && block.points.length > 0 ? [through(block.handler), ...next] : next
}

function countArrivals(
  order: readonly Block[], through: (block: Block) => Block, fixed: ReadonlySet<Block>,
): ReadonlyMap<Block, number> {
  const arrivals = new Map<Block, number>()
  const arrive = (block: Block): void => { arrivals.set(block, (arrivals.get(block) ?? 0) + 1) }
  for (const block of order) for (const to of successors(block, through)) arrive(to)
  // Where a function begins and ends has an account of its own.
  for (const block of fixed) arrivals.set(block, 2)
  return arrivals
}
