import type { TSESTree } from '@typescript-eslint/utils'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ClearingWrite } from '../../src/facts/stale-guards/clears/clearing-writes.js'
import { joinBelief, joinStates, nothing, type Belief, type State } from '../../src/facts/stale-guards/flow/state.js'
import type { Occurrence } from '../../src/model/occurrence.js'
import type { CallNode, Cell } from '../../src/source/index.js'

const places = Array.from({ length: 4 }, (_, at) => ({ range: [at * 10, at * 10 + 5] }) as unknown as TSESTree.Node)
const clears = ['one', 'other', 'third'].map(name => ({ name }) as unknown as ClearingWrite)
const cells = ['proc', 'socket'].map(name => ({ name }) as unknown as Cell)

const occurrence: fc.Arbitrary<Occurrence> = fc.record({
  node: fc.constantFrom(...places), calls: fc.constantFrom<readonly CallNode[]>([], [places[0] as CallNode], [places[1] as CallNode]),
})

const belief: fc.Arbitrary<Belief> = fc.record({
  truth: fc.constantFrom<'truthy' | 'falsy'>('truthy', 'truthy', 'falsy'), guard: occurrence, by: fc.constantFrom<'test' | 'assignment'>('test', 'assignment'),
  gap: fc.option(fc.record({
    at: occurrence, clears: fc.subarray(clears).map(some => new Set(some)), isUsed: fc.boolean(),
  }), { nil: undefined }),
}).map(({ gap, ...rest }) => gap ? { ...rest, gap } : rest)

const state: fc.Arbitrary<State> = fc.tuple(fc.option(belief), fc.option(belief)).map(beliefs => ({
  ...nothing,
  beliefs: new Map(beliefs.flatMap((known, at) => known ? [[cells[at] as Cell, known] as const] : [])),
}))

/** A belief as a value: a set of clears has no order, and whether a gap was used counts where somebody may have been there. */
const valueOf = (known: Belief | undefined): unknown => known && {
  ...known, gap: known.gap && { at: known.gap.at, clears: [...known.gap.clears].map(clear => clears.indexOf(clear)).toSorted(),
    isUsed: known.gap.clears.size > 0 && known.gap.isUsed === true },
}
const valueOfState = ({ beliefs }: State): unknown => cells.map(cell => valueOf(beliefs.get(cell)))

describe('the join of what two ways believe', () => {
  it('is the same whichever comes first', () => {
    fc.assert(fc.property(belief, belief, (one, other) => {
      expect(valueOf(joinBelief(one, other))).toEqual(valueOf(joinBelief(other, one)))
    }))
  })

  it('is the same in whatever order three meet', () => {
    fc.assert(fc.property(state, state, state, (one, other, third) => {
      expect(valueOfState(joinStates(joinStates(one, other), third))).toEqual(valueOfState(joinStates(one, joinStates(other, third))))
    }))
  })

  it('gives back what was known where nothing is added, so that the analysis ends', () => {
    fc.assert(fc.property(state, state, (one, other) => {
      const both = joinStates(one, other)
      expect(joinStates(both, one)).toBe(both)
      expect(joinStates(both, other)).toBe(both)
      expect(joinStates(one, one)).toBe(one)
    }))
  })

  it('has no gap used by a way on which it was not', () => {
    const [guard, at] = places.map(node => ({ node, calls: [] })) as unknown as [Occurrence, Occurrence]
    const stale = (isUsed: boolean, by = clears.slice(0, 1)): Belief =>
      ({ truth: 'truthy', by: 'test', guard, gap: { at, clears: new Set(by), isUsed } })
    expect(joinBelief(stale(true), stale(false))?.gap?.isUsed).toBe(false)
    expect(joinBelief(stale(true), stale(true, clears.slice(1)))?.gap?.isUsed).toBe(true)
    expect(joinBelief(stale(true), { truth: 'truthy', by: 'test', guard })?.gap?.isUsed).toBe(true)
  })
})
