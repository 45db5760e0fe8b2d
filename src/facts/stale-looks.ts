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
    const isAsked = look.cells.has(cell) || (look.atAbort && ![...takers].some(taker => taker.aborts))
    after = withBelief(after, cell, isAsked ? undefined : cleared(belief, taker =>
      (look.atAbort && taker.aborts) || tellsOf(look, said, taker)))
  }
  return after
}

/** A belief without the takers that cannot have run. */
function cleared(belief: Belief, isOut: (taker: Taker) => boolean): Belief {
  if (!belief.gap || belief.truth === 'falsy') return belief
  const takers = new Set([...belief.gap.takers].filter(taker => !isOut(taker)))
  if (takers.size === belief.gap.takers.size) return belief
  const { gap, ...rest } = belief
  return takers.size === 0 ? rest : { ...rest, gap: { ...gap, takers } }
}

/** Whether a test tells that the taker has not run: what it would have left in another cell is not there. */
function tellsOf(look: Look, said: readonly SeenTruth[], { tokens, cell }: Taker): boolean {
  return [...tokens].some(([token, left]) => {
    if (token === cell || !look.cells.has(token)) return false
    const seen = said.find(({ subject }) => subject === token)
    return left === undefined || !seen || seen.truth !== left
  })
}
