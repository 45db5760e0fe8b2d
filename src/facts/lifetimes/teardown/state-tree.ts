/**
 * A list of values of which versions share what they have in common, so that a branch that changes one of a thousand lifetimes, and
 * the place where it meets the other branch, cost a few steps and not a thousand.
 */
export interface StateTree<Value> {
  readonly height: number
  readonly children: readonly (StateTree<Value> | Value)[]
}

const width = 16

/** A tree that holds `values`, each at its index. */
export function treeOf<Value>(values: readonly Value[]): StateTree<Value> {
  let height = 0
  let level: readonly (StateTree<Value> | Value)[] = values
  for (;;) {
    const children = chunks(level).map(part => ({ height, children: part }))
    const [only] = children
    if (children.length <= 1) return only ?? { height: 0, children: [] }
    level = children
    height++
  }
}

function chunks<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / width) }, (_, part) => items.slice(part * width, (part + 1) * width))
}

export function valueAt<Value>(tree: StateTree<Value>, index: number): Value {
  const child = tree.children[childIndex(tree, index)]
  return tree.height === 0 ? child as Value : valueAt(child as StateTree<Value>, index)
}

/** The tree with another value at one place; the same tree where that is no other value. */
export function withValue<Value>(tree: StateTree<Value>, index: number, value: Value): StateTree<Value> {
  const at = childIndex(tree, index)
  const before = tree.children[at]
  const after = tree.height === 0 ? value : withValue(before as StateTree<Value>, index, value)
  return after === before ? tree : { height: tree.height, children: tree.children.with(at, after) }
}

/** The tree whose values are `joinValues` of both; `one` itself where that adds nothing to it. Parts that are the same are passed over. */
export function joinTrees<Value>(
  one: StateTree<Value>, other: StateTree<Value>, joinValues: (one: Value, other: Value) => Value,
): StateTree<Value> {
  if (one === other) return one
  let children: (StateTree<Value> | Value)[] | undefined
  for (const [index, child] of one.children.entries()) {
    const arriving = other.children[index]
    if (child === arriving) continue
    const joined = one.height === 0
      ? joinValues(child as Value, arriving as Value)
      : joinTrees(child as StateTree<Value>, arriving as StateTree<Value>, joinValues)
    if (joined === child) continue
    children ??= [...one.children]
    children[index] = joined
  }
  return children ? { height: one.height, children } : one
}

const childIndex = (tree: StateTree<unknown>, index: number): number => Math.floor(index / width ** tree.height) % width
