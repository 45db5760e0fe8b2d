import type { Graph, Point } from '../../order/index.js'
import type { Entry, SourceFile } from '../../source/index.js'

/** Turns the calls that read, fill and drop an entry of a container into such points: to a question, an entry is a place like others. */
export function lowerEntries(file: SourceFile, { node, blocks }: Graph): void {
  if (file.entries.in(node).length === 0) return
  for (const { points } of blocks) {
    for (const [index, point] of points.entries()) {
      const entry = point.kind === 'call' ? file.entries.at(point.node) : undefined
      const lowered = entry && pointOf(entry)
      if (lowered) points[index] = lowered
    }
  }
}

const made = new WeakMap<Entry, Point>()

function pointOf(entry: Entry): Point | undefined {
  const known = made.get(entry)
  if (known) return known
  const { node, does, value } = entry
  if (node.type !== 'CallExpression') return undefined
  const point: Point = does === 'read' ? { kind: 'read', node }
    : does === 'fill' ? { kind: 'write', node, write: { target: node, value, operator: '=' } }
      : { kind: 'delete', node, target: node }
  made.set(entry, point)
  return point
}
