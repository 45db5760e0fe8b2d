import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Facts } from '../../src/facts/index.js'
import { growing, multiplying } from '../worst-case/programs.js'
import { factsOf } from './facts-of.js'

/** A number from 0 up to `below`, the same for the same seed. */
function shuffled(seed: number): (below: number) => number {
  let state = seed
  return below => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return (state >>> 8) % below
  }
}

/** Everything that is said of releases, with its place. */
const told = (facts: Facts, strict: boolean): readonly string[] => facts.disorders(strict).map(({ worst: { kind, at, cancel, empties } }) =>
  [kind, empties, ...at.range, ...cancel.range].join(' '))

const programs = [...Object.values(growing), ...Object.values(multiplying).map(({ program }) => program)].map(program => program(4))

describe('the answer does not hang on the order of work', () => {
  it.each(programs.map((program, index) => [index, program] as const))('releases in program %i', (_, program) => {
    const facts = factsOf(program)
    const expected = [told(facts, false), told(facts, true)]
    fc.assert(fc.property(fc.nat(), seed => {
      const other = new Facts(facts.code, facts.vocabulary, shuffled(seed))
      expect([told(other, false), told(other, true)]).toEqual(expected)
    }), { numRuns: 20 })
  })
})
