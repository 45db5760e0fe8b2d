import type { TSESTree } from '@typescript-eslint/utils'
import type { Cell, Variable } from '../../../source/index.js'
import type { Truth } from '../../../model/cells/conditions.js'
import type { Occurrence } from '../../../model/occurrence.js'
import type { ClearingWrite } from '../clears/clearing-writes.js'

/** What the code at some point takes a cell to hold, and since when that may no longer be so. */
export interface Belief {
  readonly truth: Truth
  /** The test, the assignment or the use that it goes back to. */
  readonly guard: Occurrence
  readonly by: 'test' | 'assignment' | 'use' | 'sign'
  /** The cell that was tested in its stead. */
  readonly sign?: Cell
  /**
   * Whether a test went on to ask what the cell holds. A full one that was turned down is to be replaced like an empty one; that the
   * cell is empty then means that there is nothing of use in it: `if (known && !known.closed) return known`.
   */
  readonly isAsked?: boolean
  /** The first yield since, and who may have emptied the cell in the meantime. */
  readonly gap?: Gap
}

export interface Gap {
  readonly at: Occurrence
  readonly clears: ReadonlySet<ClearingWrite>
  /** Those of them by which the wait has failed: where the error is no abort's, they have not run. */
  readonly aborted?: ReadonlySet<ClearingWrite>
  /** Whether every way that leads here has come, since its last yield, by a use that relied on the belief. */
  readonly isUsed?: boolean
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
  let beliefs: Map<Cell, Belief> | undefined
  for (const cell of cells) {
    if (!state.beliefs.has(cell)) continue
    beliefs ??= new Map(state.beliefs)
    beliefs.delete(cell)
  }
  return beliefs ? { ...state, beliefs } : state
}

/** The map with the key set, or without it where there is no value; the same map where that changes nothing. */
export function withEntry<Key, Value>(map: ReadonlyMap<Key, Value>, key: Key, value: Value | undefined): ReadonlyMap<Key, Value> {
  if (map.get(key) === value) return map
  const after = new Map(map)
  if (value === undefined) after.delete(key)
  else after.set(key, value)
  return after
}

/**
 * What holds on all ways that meet here; where one of them has a gap, so has their meeting. The order in which they arrive does not
 * count, nor how often; `known` itself comes back where the other way adds nothing.
 */
export function joinStates(known: State, arriving: State): State {
  if (known === arriving || arriving.isDead) return known
  if (known.isDead) return arriving
  const beliefs = joinBeliefs(known.beliefs, arriving.beliefs)
  const own = onBoth(known.own, arriving.own)
  const copies = onBoth(known.copies, arriving.copies)
  const answers = onBoth(known.answers, arriving.answers)
  const isSame = beliefs === known.beliefs && own === known.own && copies === known.copies && answers === known.answers
  return isSame ? known : { beliefs, own, copies, answers }
}

function joinBeliefs(known: State['beliefs'], arriving: State['beliefs']): State['beliefs'] {
  if (known === arriving) return known
  let joined: Map<Cell, Belief> | undefined
  for (const [cell, belief] of known) {
    const other = arriving.get(cell)
    const both = other && joinBelief(belief, other)
    if (both === belief) continue
    joined ??= new Map(known)
    if (both) joined.set(cell, both)
    else joined.delete(cell)
  }
  return joined ?? known
}

/** What is believed where two ways meet; undefined where they contradict each other. */
export function joinBelief(known: Belief, arriving: Belief): Belief | undefined {
  if (known === arriving) return known
  if (known.truth !== arriving.truth) return turnedDown(known, arriving)
  const asks = [known, arriving].filter(belief => belief.isAsked === true).length
  const isAsked = asks > (known.truth === 'truthy' ? 1 : 0)
  const first = withAsked(precedence(known, arriving) <= 0 ? known : arriving, isAsked)
  if (!first.gap || !known.gap || !arriving.gap) return first
  const [some, others] = first.gap === known.gap ? [known.gap, arriving.gap] : [arriving.gap, known.gap]
  const clears = [...others.clears].every(clear => some.clears.has(clear)) ? some.clears : new Set([...some.clears, ...others.clears])
  // A way on which nobody can have emptied the cell has nothing to rely on.
  const isUsed = some.isUsed === true && (others.isUsed === true || others.clears.size === 0)
  const aborted = some.aborted || others.aborted ? abortedOn(some, others) : undefined
  const isSame = clears === some.clears && isUsed === (some.isUsed === true) && aborted?.size === some.aborted?.size
  return isSame ? first : { ...first, gap: { at: some.at, clears, isUsed, ...aborted && { aborted } } }
}

/** What is believed where the cell was empty on one way, and what it held was turned down on the other. */
function turnedDown(known: Belief, arriving: Belief): Belief | undefined {
  const [empty, full] = known.truth === 'falsy' ? [known, arriving] : [arriving, known]
  return full.isAsked === true ? withAsked(empty, true) : undefined
}

const asked = { yes: new WeakMap<Belief, Belief>(), no: new WeakMap<Belief, Belief>() }

/** The belief, with what it holds asked about or not; the same one each time, so that a join comes to an end. */
export function withAsked(belief: Belief, isAsked: boolean): Belief {
  if ((belief.isAsked === true) === isAsked) return belief
  const known = asked[isAsked ? 'yes' : 'no']
  const { truth, guard, by, gap } = belief
  const changed: Belief = known.get(belief) ?? { truth, guard, by, ...gap && { gap }, ...isAsked && { isAsked } }
  known.set(belief, changed)
  return changed
}

/** The clears that have run on neither way but by an abort that made the wait fail. */
function abortedOn(some: Gap, others: Gap): ReadonlySet<ClearingWrite> {
  const isOnly = (clear: ClearingWrite) => [some, others].every(({ clears, aborted }) => !clears.has(clear) || aborted?.has(clear) === true)
  return new Set([...some.clears, ...others.clears].filter(clear => isOnly(clear)))
}

/**
 * Which of two beliefs the meeting of their ways goes back to: the staler one, and then the one whose guard fewer calls lead to: the
 * text of a callee is no measure of time. Of two with a gap it is the one that stands later, which is nearer to a use; of two without
 * one, the one that asked first.
 */
function precedence(one: Belief, other: Belief): number {
  const order = stalenessOf(other) - stalenessOf(one) || one.guard.calls.length - other.guard.calls.length
  if (order !== 0) return order
  if (!one.gap || !other.gap) return inText(one.guard, other.guard) || one.by.localeCompare(other.by)
  return inText(other.guard, one.guard) || inText(one.gap.at, other.gap.at) || one.by.localeCompare(other.by)
}

const stalenessOf = ({ gap }: Belief): number => gap === undefined ? 0 : gap.clears.size === 0 ? 1 : 2

/** The order of two places in the text, and of the calls that lead to them where the place is the same one. */
function inText(one: Occurrence, other: Occurrence): number {
  if (one === other) return 0
  const places = comparePlaces(one.node, other.node) || one.calls.length - other.calls.length
  if (places !== 0) return places
  for (const [index, call] of one.calls.entries()) {
    const calls = comparePlaces(call, other.calls[index] ?? call)
    if (calls !== 0) return calls
  }
  return 0
}

const comparePlaces = (one: TSESTree.Node, other: TSESTree.Node): number =>
  one === other ? 0 : one.range[0] - other.range[0] || one.range[1] - other.range[1]

function onBoth<Key, Value>(known: ReadonlyMap<Key, Value>, arriving: ReadonlyMap<Key, Value>): ReadonlyMap<Key, Value> {
  if (known === arriving) return known
  let both: Map<Key, Value> | undefined
  for (const [key, value] of known) if (arriving.get(key) !== value) (both ??= new Map(known)).delete(key)
  return both ?? known
}

/** A belief behind a yield at which these clears may have run; `aborted`: those that made it fail by an abort. */
export function aged(belief: Belief, at: Occurrence, clears: ReadonlySet<ClearingWrite>, aborted?: ReadonlySet<ClearingWrite>): Belief {
  const { gap } = belief
  const byAbort = aborted && aborted.size > 0 ? { aborted } : undefined
  // What a test has shown stays so where nobody can undo it; what a run has set may still be followed by what another run sets.
  if (!gap) {
    const isKept = clears.size === 0 && belief.truth === 'truthy' && belief.by !== 'assignment'
    return isKept ? belief : { ...belief, gap: { at, clears, ...byAbort } }
  }
  const isSame = [...clears].every(clear => gap.clears.has(clear))
  const both = byAbort ?? gap.aborted ? abortedSince(gap, clears, aborted) : undefined
  if (isSame && gap.isUsed !== true && both?.size === gap.aborted?.size) return belief
  const after = isSame ? gap.clears : new Set([...gap.clears, ...clears])
  return { ...belief, gap: { at: gap.at, clears: after, ...both && { aborted: both } } }
}

/** A clear that may have run at an earlier wait, or at this one without making it fail, tells nothing by the error. */
function abortedSince(
  { clears: before, aborted: earlier = new Set() }: Gap, clears: ReadonlySet<ClearingWrite>,
  aborted: ReadonlySet<ClearingWrite> = new Set(),
): ReadonlySet<ClearingWrite> {
  const isOnly = (clear: ClearingWrite) => (!before.has(clear) || earlier.has(clear)) && (!clears.has(clear) || aborted.has(clear))
  return new Set([...earlier, ...aborted].filter(clear => isOnly(clear)))
}

/** A belief that the code at a point has relied on. */
export const relied = (belief: Belief): Belief =>
  belief.gap && belief.gap.isUsed !== true ? { ...belief, gap: { ...belief.gap, isUsed: true } } : belief
