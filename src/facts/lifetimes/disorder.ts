import type { TSESTree } from '@typescript-eslint/utils'
import { enclosingFunction, isFunction, type Cell } from '../../source/index.js'
import type { Program } from '../../model/program.js'
import { waitsOf } from '../../model/waits/waits.js'
import type { Lifetime } from './lifetimes.js'

/** A release that comes before the cancel of a task which consumes what is released. */
export interface Disorder {
  /**
   * `race`: the task can see it; `latent`: nothing runs in between today; `leak`: this path never cancels the task; `disarms`: the
   * release keeps the cancel from running, because that checks the cell first.
   */
  readonly kind: 'race' | 'latent' | 'leak' | 'disarms'
  /** Whether the task can be suspended in code that uses the cell. */
  readonly mayBeSuspended: boolean
  readonly lifetime: Lifetime
  readonly cell: Cell
  /** Whether the cell is emptied, rather than the resource in it ended. */
  readonly empties: boolean
  /** The release, or the call that leads to it, in the function that has both release and cancel. */
  readonly at: TSESTree.Node
  /** The cancel, or the call that leads to it, in the same function; for a leak, a cancel in another function. */
  readonly cancel: TSESTree.Node
}

const gravity = { disarms: 3, race: 2, leak: 1, latent: 0 } as const

/** What is wrong with one release: the disorder to name, and all there are. */
export interface Misplaced {
  readonly worst: Disorder
  readonly all: readonly Disorder[]
}

/** One report for each release. It names the gravest disorder, and of equals the one whose task starts first. */
export function byRelease(disorders: readonly Disorder[]): readonly Misplaced[] {
  const cells = new Map<Cell, Map<TSESTree.Node, Disorder[]>>()
  for (const disorder of disorders) {
    const places = cells.get(disorder.cell) ?? new Map<TSESTree.Node, Disorder[]>()
    cells.set(disorder.cell, places)
    places.set(disorder.at, [...places.get(disorder.at) ?? [], disorder])
  }
  return [...cells.values()]
    .flatMap(places => [...places.values()])
    .map(all => ({ all, worst: all.reduce((worst, disorder) => isGraver(disorder, worst) ? disorder : worst) }))
    .sort((one, other) => one.worst.at.range[0] - other.worst.at.range[0])
}

function isGraver(one: Disorder, other: Disorder): boolean {
  const difference = gravity[one.kind] - gravity[other.kind] || Number(one.mayBeSuspended) - Number(other.mayBeSuspended)
  if (difference !== 0) return difference > 0
  const [first, second] = [one.lifetime.task.start.range[0], other.lifetime.task.start.range[0]]
  return first !== second ? first < second : one.cancel.range[0] < other.cancel.range[0]
}

/**
 * Whether the task can be suspended in code that uses the cell. A timer or a listener whose callback does not wait has ended, or has
 * not begun, when a teardown begins.
 */
export function mayBeSuspended(program: Program, { task, consumption }: Lifetime): boolean {
  return task.kind === 'promise' || consumption.uses.some(use => {
    const home = enclosingFunction(use)
    return isFunction(home) && home.async && waitsOf(program).of(home)
  })
}
