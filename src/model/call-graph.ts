import type { FunctionNode } from '../source/index.js'

/** Functions that call each other round and round; most stand alone. */
interface Component {
  readonly id: number
  /** The length of the longest chain of calls below it; without end where calls go round. */
  readonly height: number
  readonly functions: readonly FunctionNode[]
}

/**
 * The call graph of a file in strongly connected components, each after those that it calls. What is true of a function and of all
 * that it may run is gathered bottom up, once for the file and not once for each function.
 */
export class CallGraph {
  readonly #components: readonly Component[]
  readonly #of = new Map<FunctionNode, Component>()
  readonly #callees: (node: FunctionNode) => readonly FunctionNode[]

  /** @param callees what a function may run; asked once for each function */
  constructor(functions: readonly FunctionNode[], callees: (node: FunctionNode) => readonly FunctionNode[]) {
    const known = new Map<FunctionNode, readonly FunctionNode[]>()
    this.#callees = node => known.get(node) ?? []
    for (const node of functions) known.set(node, callees(node))
    const components: Component[] = []
    for (const members of componentsOf(functions, this.#callees)) {
      const below = members.flatMap(node => this.#callees(node)).filter(callee => this.#of.has(callee))
      const isRound = members.length > 1 || members.some(node => this.#callees(node).includes(node))
      const height = isRound ? Infinity : below.reduce((highest, callee) => Math.max(highest, this.heightOf(callee) + 1), 0)
      const component = { id: components.length, height, functions: members }
      components.push(component)
      for (const node of members) this.#of.set(node, component)
    }
    this.#components = components
  }

  /** The length of the longest chain of calls below a function. */
  heightOf(node: FunctionNode): number {
    return this.#of.get(node)?.height ?? Infinity
  }

  /** Whether a call of one may come back to the other. */
  goRound(one: FunctionNode, other: FunctionNode): boolean {
    const component = this.#of.get(one)
    return component !== undefined && component === this.#of.get(other)
  }

  /** The function, and those from which a call may come back to it. */
  around(node: FunctionNode): readonly FunctionNode[] {
    return this.#of.get(node)?.functions ?? [node]
  }

  /** The functions that have this in their own code, or in that of what they may run. */
  reaching(has: (node: FunctionNode) => boolean): ReadonlySet<FunctionNode> {
    const found = new Set<FunctionNode>()
    for (const { functions } of this.#components) {
      const reaches = functions.some(node => has(node) || this.#callees(node).some(callee => found.has(callee)))
      if (reaches) for (const node of functions) found.add(node)
    }
    return found
  }
}

/** Tarjan's components, without calls of its own: chains of calls may be long. */
function* componentsOf(
  functions: readonly FunctionNode[], callees: (node: FunctionNode) => readonly FunctionNode[],
): Iterable<readonly FunctionNode[]> {
  const index = new Map<FunctionNode, number>()
  const low = new Map<FunctionNode, number>()
  const open: FunctionNode[] = []
  const isOpen = new Set<FunctionNode>()
  for (const root of functions) {
    if (index.has(root)) continue
    const path = [{ node: root, at: 0 }]
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const { node } = top
      if (!index.has(node)) {
        low.set(node, index.size)
        index.set(node, index.size)
        open.push(node)
        isOpen.add(node)
      }
      const callee = callees(node)[top.at++]
      if (callee) {
        if (!index.has(callee)) path.push({ node: callee, at: 0 })
        else if (isOpen.has(callee)) lower(low, node, index.get(callee))
        continue
      }
      path.pop()
      const caller = path.at(-1)
      if (caller) lower(low, caller.node, low.get(node))
      if (low.get(node) !== index.get(node)) continue
      const members = open.splice(open.lastIndexOf(node))
      for (const member of members) isOpen.delete(member)
      yield members
    }
  }
}

function lower(low: Map<FunctionNode, number>, node: FunctionNode, to: number | undefined): void {
  if (to !== undefined && to < (low.get(node) ?? Infinity)) low.set(node, to)
}
