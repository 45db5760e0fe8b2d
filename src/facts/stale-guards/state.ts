import type { TSESTree } from '@typescript-eslint/utils'
import type { Cell, Variable } from '../../source/index.js'
import type { Truth } from '../../model/cells/conditions.js'
import type { Occurrence } from '../../model/occurrence.js'
import type { ClearingWrite } from './clears/clearing-writes.js'

/** What the code at some point takes a cell to hold, and since when that may no longer be so. */
export interface Belief {
  readonly truth: Truth
  /** The test or the assignment that it goes back to. */
  readonly guard: Occurrence
  readonly by: 'test' | 'assignment'
  /** The first yield since, and who may have emptied the cell in the meantime. */
  readonly gap?: Gap
  /** Whether every way that leads here has come by a use that relied on it over the gap. */
  readonly isUsed?: boolean
}

export interface Gap {
  readonly at: Occurrence
  readonly clears: ReadonlySet<ClearingWrite>
}

/** What is known at one point of a function. */
export interface State {
  readonly beliefs: ReadonlyMap<Cell, Belief>
  /** Flags that the function itself has set, and not set back. */
  readonly own: ReadonlyMap<Cell, Truth>
  /** Locals that took what a cell held, with no yield since. */
  readonly copies: ReadonlyMap<Variable, Cell>
  /** Locals that were given the answer to a question, with no yield since. */
  readonly answers: ReadonlyMap<Variable, TSESTree.Node>
  /** Behind a call that never returns. */
  readonly isDead?: boolean
}

export const nothing: State = { beliefs: new Map(), own: new Map(), copies: new Map(), answers: new Map() }
export const dead: State = { ...nothing, isDead: true }

export function withBelief(state: State, cell: Cell, belief: Belief | undefined): State {
  if (state.beliefs.get(cell) === belief) return state
  const beliefs = new Map(state.beliefs)
  if (belief) beliefs.set(cell, belief)
  else beliefs.delete(cell)
  return { ...state, beliefs }
}

/** Without what is believed of these cells. */
export function without(state: State, cells: Iterable<Cell>): State {
  let after = state
  for (const cell of cells) after = withBelief(after, cell, undefined)
  return after
}

/** What holds on all ways that meet here; where one of them has a gap, so has their meeting. */
export function joinStates(known: State, arriving: State): State {
  if (known === arriving || arriving.isDead) return known
  if (known.isDead) return arriving
  const beliefs = joinBeliefs(known.beliefs, arriving.beliefs)
  const own = common(known.own, arriving.own)
  const copies = common(known.copies, arriving.copies)
  const answers = common(known.answers, arriving.answers)
  const isSame = beliefs === known.beliefs && own === known.own && copies === known.copies && answers === known.answers
  return isSame ? known : { beliefs, own, copies, answers }
}

function joinBeliefs(known: State['beliefs'], arriving: State['beliefs']): State['beliefs'] {
  if (known === arriving) return known
  let changed = false
  const joined = new Map<Cell, Belief>()
  for (const [cell, belief] of known) {
    const other = arriving.get(cell)
    const both = other && joinBelief(belief, other)
    if (both) joined.set(cell, both)
    if (both !== belief) changed = true
  }
  return changed ? joined : known
}

function joinBelief(known: Belief, arriving: Belief): Belief | undefined {
  if (known.truth !== arriving.truth) return undefined
  const isUsed = known.isUsed === true && arriving.isUsed === true
  if (!known.gap) return arriving.gap ? { ...arriving, isUsed } : known
  const { clears } = known.gap
  const more = [...arriving.gap?.clears ?? []].filter(clear => !clears.has(clear))
  if (more.length === 0) return known.isUsed === true && !isUsed ? { ...known, isUsed } : known
  return { ...known, isUsed, gap: { ...known.gap, clears: new Set([...clears, ...more]) } }
}

function common<Key, Value>(known: ReadonlyMap<Key, Value>, arriving: ReadonlyMap<Key, Value>): ReadonlyMap<Key, Value> {
  const kept = [...known].filter(([key, value]) => arriving.get(key) === value)
  return kept.length === known.size ? known : new Map(kept)
}

/** A belief behind a yield at which these clears may have run. */
export function aged(belief: Belief, at: Occurrence, clears: ReadonlySet<ClearingWrite>): Belief {
  const before = belief.gap?.clears ?? new Set<ClearingWrite>()
  const isSame = [...clears].every(clear => before.has(clear))
  // What a test has shown stays so where nobody can undo it; what a run has set may still be followed by what another run sets.
  if (isSame && (belief.gap || (belief.truth === 'truthy' && belief.by === 'test'))) return belief
  return { ...belief, gap: { at: belief.gap?.at ?? at, clears: new Set([...before, ...clears]) } }
}
