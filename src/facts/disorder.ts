import type { TSESTree } from '@typescript-eslint/utils'
import type { Cell } from '../source/index.js'
import type { Lifetime } from './lifetimes.js'

/** A release that comes before the cancel of a task which consumes what is released. */
export interface Disorder {
  /** `race`: the task can see it; `latent`: nothing runs in between today; `leak`: this path never cancels the task. */
  readonly kind: 'race' | 'latent' | 'leak'
  readonly lifetime: Lifetime
  readonly cell: Cell
  /** Whether the cell is emptied, rather than the resource in it ended. */
  readonly empties: boolean
  /** The release, or the call that leads to it, in the function that has both release and cancel. */
  readonly at: TSESTree.Node
  /** The cancel, or the call that leads to it, in the same function; for a leak, a cancel in another function. */
  readonly cancel: TSESTree.Node
}

const gravity = { race: 2, leak: 1, latent: 0 } as const

/** One report for each release: the gravest, and of equals the one whose task starts first. */
export function gravest(disorders: readonly Disorder[]): readonly Disorder[] {
  const found = new Map<Cell, Map<TSESTree.Node, Disorder>>()
  for (const disorder of disorders) {
    const places = found.get(disorder.cell) ?? new Map<TSESTree.Node, Disorder>()
    found.set(disorder.cell, places)
    const before = places.get(disorder.at)
    if (!before || isGraver(disorder, before)) places.set(disorder.at, disorder)
  }
  return [...found.values()].flatMap(places => [...places.values()]).sort((one, other) => one.at.range[0] - other.at.range[0])
}

function isGraver(one: Disorder, other: Disorder): boolean {
  const difference = gravity[one.kind] - gravity[other.kind]
  if (difference !== 0) return difference > 0
  const [first, second] = [one.lifetime.task.start.range[0], other.lifetime.task.start.range[0]]
  return first !== second ? first < second : one.cancel.range[0] < other.cancel.range[0]
}
