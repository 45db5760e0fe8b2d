import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { IndexSet } from '../../src/facts/lifetimes/teardown/index-set.js'

const indexes = fc.uniqueArray(fc.nat(100))
const setOf = (numbers: readonly number[]): IndexSet => IndexSet.none.toggled(numbers)
const sorted = (numbers: Iterable<number>): readonly number[] => [...numbers].toSorted((one, other) => one - other)
const without = (numbers: readonly number[], others: readonly number[]): readonly number[] =>
  numbers.filter(number => !others.includes(number))

describe('a set of indexes', () => {
  it('has the numbers that were put into it', () => {
    fc.assert(fc.property(indexes, fc.nat(100), (numbers, number) => {
      expect(setOf(numbers).indexes).toEqual(sorted(numbers))
      expect(setOf(numbers).has(number)).toBe(numbers.includes(number))
    }))
  })

  it('loses what is toggled a second time, and leaves the first set as it was', () => {
    fc.assert(fc.property(indexes, indexes, (numbers, others) => {
      const set = setOf(numbers)
      expect(set.toggled(others).indexes).toEqual(sorted([...without(numbers, others), ...without(others, numbers)]))
      expect(set.indexes).toEqual(sorted(numbers))
    }))
  })

  it('joins with another, whichever comes first', () => {
    fc.assert(fc.property(indexes, indexes, (numbers, others) => {
      expect(setOf(numbers).union(setOf(others)).indexes).toEqual(sorted(new Set([...numbers, ...others])))
      expect(setOf(others).union(setOf(numbers)).indexes).toEqual(setOf(numbers).union(setOf(others)).indexes)
    }))
  })

  it('is itself where another adds nothing', () => {
    fc.assert(fc.property(indexes, fc.nat(100), (numbers, from) => {
      const set = setOf(numbers)
      expect(set.union(setOf(numbers.slice(from)))).toBe(set)
    }))
  })
})
