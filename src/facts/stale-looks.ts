import type { TSESTree } from '@typescript-eslint/utils'
import type { Edge } from '../order/index.js'
import { wrapped, type Cell } from '../source/index.js'
import type { SeenTruth } from './conditions.js'
import type { Look } from './rechecks.js'
import { withBelief, type Belief, type State } from './stale-state.js'
import type { Taker } from './takers.js'

/** What is believed behind a test. One that looks at the cell, or at what its takers leave behind, is a second look. */
export function lookedAt(look: Look, said: readonly SeenTruth[], state: State): State {
  let after = state
  for (const [cell, belief] of state.beliefs) {
    if (!belief.gap) continue
    const { takers } = belief.gap
    const isAtEnd = (look.atAbort && ![...takers].some(taker => taker.aborts)) || (look.atLife && !look.through.has(cell))
    after = withBelief(after, cell, look.cells.has(cell) ? undefined : cleared(belief, taker =>
      isAtEnd || (look.atAbort && taker.aborts) || tellsOf(look, said, taker)))
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

/** Whether a test, whatever comes of it, looks at the cell's takers: at what they empty, leave behind or abort. */
export const asksWhetherTaken = ({ atAbort, cells }: Look, { gap }: Belief): boolean => [...gap?.takers ?? []].some(taker =>
  (atAbort && taker.aborts) || [taker.cell, ...taker.tokens.keys()].some(cell => cells.has(cell)))

/** Behind `this.#proc.pid`, nobody has emptied `#proc`, nor what is always emptied along with it. */
export function readThrough(cell: Cell, state: State): State {
  let after = state
  for (const [other, belief] of state.beliefs) {
    if (other !== cell) after = withBelief(after, other, cleared(belief, ({ tokens }) => tokens.get(cell) === 'falsy'))
  }
  return after
}

/** Behind a check that throws when the owner is no longer at work, whatever it looks at, all is as it was. */
export function reassured(state: State): State {
  let after = state
  for (const [cell, belief] of state.beliefs) after = withBelief(after, cell, cleared(belief, () => true))
  return after
}

/** A belief without the takers that cannot have run. */
function cleared(belief: Belief, isOut: (taker: Taker) => boolean): Belief {
  if (!belief.gap || belief.truth === 'falsy' || belief.gap.takers.size === 0) return belief
  const takers = new Set([...belief.gap.takers].filter(taker => !isOut(taker)))
  if (takers.size === belief.gap.takers.size) return belief
  const { gap, ...rest } = belief
  return takers.size === 0 ? rest : { ...rest, gap: { ...gap, takers } }
}

/** Whether a test tells that the taker has not run: what it would have left in another cell is not there. */
function tellsOf(look: Look, said: readonly SeenTruth[], { tokens, cell }: Taker): boolean {
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
