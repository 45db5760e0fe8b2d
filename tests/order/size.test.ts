import { describe, expect, it } from 'vitest'
import { graphOf } from './order-of.js'

describe('the size of a function', () => {
  it('a long function has an order', () => {
    expect(graphOf(`function f() { ${'if (x) a();'.repeat(500)} }`)).toBeDefined()
  })

  it('the order of a function of thousands of branches is unknown', () => {
    expect(graphOf(`function f() { ${'if (x) a();'.repeat(5_000)} }`)).toBeUndefined()
  })

  it('a finally is laid once for each place that it leads to, not for each return: a dozen of them do not multiply', () => {
    const returns = 'if (x) return a();'.repeat(20)
    expect(graphOf(`function f() { ${'try {'.repeat(12)} ${returns} ${`} finally { ${returns} }`.repeat(12)} }`)).toBeDefined()
  })

  it('a function without a body has nothing to order', () => {
    expect(graphOf('declare function f(): void')?.blocks.flatMap(block => block.points)).toEqual([])
  })
})
