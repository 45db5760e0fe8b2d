import type { TSESTree } from '@typescript-eslint/utils'
import type { Edge } from '../../order/index.js'
import { wrapped, type Cell } from '../../source/index.js'
import type { SeenTruth } from '../../model/cells/conditions.js'
import type { Look } from './rechecks.js'
import { withBelief, type Belief, type State } from './flow/state.js'
import type { ClearingWrite } from './clears/clearing-writes.js'

/** What is believed behind a test. One that looks at the cell, or at what its clears leave behind, is a second look. */
export function lookedAt(look: Look, said: readonly SeenTruth[], state: State, isOfRun?: (cell: Cell) => boolean): State {
  let after = state
  for (const [cell, belief] of state.beliefs) {
    if (!belief.gap) continue
    // `if (mine !== this.generation) return`, `if (this.lease !== lease) return`: a second run would have counted on, or left its own.
    if (belief.truth === 'falsy' && isOfRun && look.locals.size > 0 && [...look.cells].some(token => isOfRun(token))) {
      after = withBelief(after, cell, { truth: belief.truth, guard: belief.guard, by: belief.by })
      continue
    }
    const { clears } = belief.gap
    const isAtEnd = (look.atAbort && ![...clears].some(clear => clear.aborts)) || (look.atLife && !look.through.has(cell))
    after = withBelief(after, cell, look.cells.has(cell) ? undefined : cleared(belief, clear =>
      isAtEnd || (look.atAbort && clear.aborts) || tellsOf(look, said, clear)))
  }
  return after
}

/** What is believed when what a cell held was looked at: whoever always leaves something there has not been there. */
export function askedOf(asked: Cell, state: State): State {
  let after = state
  for (const [cell, belief] of state.beliefs) {
    if (cell !== asked) after = withBelief(after, cell, cleared(belief, ({ tokens }) => tokens.has(asked)))
  }
  return after
}

/** Whether a test, whatever comes of it, looks at the cell's clears: at what they empty, leave behind or abort. */
export const asksWhetherCleared = ({ atAbort, cells }: Look, { gap }: Belief): boolean => [...gap?.clears ?? []].some(clear =>
  (atAbort && clear.aborts) || [clear.cell, ...clear.tokens.keys()].some(cell => cells.has(cell)))

/** Behind `this.#proc.pid`, nobody has emptied `#proc`, nor what is always emptied along with it. */
export function readThrough(cell: Cell, state: State): State {
  let after = state
  for (const [other, belief] of state.beliefs) {
    if (other !== cell) after = withBelief(after, other, cleared(belief, ({ tokens }) => tokens.get(cell) === 'falsy'))
  }
  return after
}

/** Behind a check that throws when the owner is no longer at work, whatever it looks at, all is as it was. */
export function revalidated(state: State): State {
  let after = state
  for (const [cell, belief] of state.beliefs) after = withBelief(after, cell, cleared(belief, () => true))
  return after
}

/** Where the error is no abort's, whoever would have made the wait fail by one has not been there. */
export function failedOtherwise(state: State): State {
  let after = state
  for (const [cell, belief] of state.beliefs) {
    const aborted = belief.gap?.aborted
    if (aborted) after = withBelief(after, cell, cleared(belief, clear => aborted.has(clear)))
  }
  return after
}

/** A belief without the clears that cannot have run. */
function cleared(belief: Belief, isOut: (clear: ClearingWrite) => boolean): Belief {
  if (!belief.gap || belief.truth === 'falsy' || belief.gap.clears.size === 0) return belief
  const clears = new Set([...belief.gap.clears].filter(clear => !isOut(clear)))
  if (clears.size === belief.gap.clears.size) return belief
  const { gap, ...rest } = belief
  return clears.size === 0 ? rest : { ...rest, gap: { ...gap, clears } }
}

/** Whether a test tells that the clear has not run: what it would have left in another cell is not there. */
function tellsOf(look: Look, said: readonly SeenTruth[], { tokens, cell }: ClearingWrite): boolean {
  return [...look.cells].some(token => {
    if (token === cell || !tokens.has(token)) return false
    const left = tokens.get(token)
    const seen = said.find(({ subject }) => subject === token)
    return left === undefined || !seen || seen.truth !== left
  })
}

/** The way past an optional chain: `this.#proc?.ping()` asks for itself only, what comes behind it goes by the guard. */
export function isSkipped({ test, outcome }: Edge): boolean {
  const parent = test && wrapped(test).parent
  if (outcome !== 'nullish' || !parent) return false
  return (parent.type === 'MemberExpression' || parent.type === 'CallExpression') && parent.optional
}

/** An expression that asks something: a comparison, a call, a property, and what `!`, `&&` and `||` make of them. */
export const isAnswer = (value: TSESTree.Node): boolean =>
  /^(?:Binary|Logical|Unary|Call|Member|Chain)Expression$/.test(value.type)
