import type { TSESTree } from '@typescript-eslint/utils'

/** Those of a list in the order of the text that stand inside a node. */
export function inside<Node extends TSESTree.Node>(ordered: readonly Node[], { range: [start, end] }: TSESTree.Node): readonly Node[] {
  let [first, behind] = [0, ordered.length]
  while (first < behind) {
    const middle = (first + behind) >> 1
    if ((ordered[middle] as Node).range[0] < start) first = middle + 1
    else behind = middle
  }
  const found: Node[] = []
  for (let at = first; at < ordered.length; at++) {
    const node = ordered[at] as Node
    if (node.range[0] >= end) break
    if (node.range[1] <= end) found.push(node)
  }
  return found
}

/** A list in the order of the text: nearly all come in it already. */
export const inTextOrder = <Node extends TSESTree.Node>(nodes: readonly Node[]): readonly Node[] =>
  nodes.toSorted((one, other) => one.range[0] - other.range[0])
