import { describe, expect, it } from 'vitest'
import { orderOf } from './order-of.js'

describe('the order of branches', () => {
  it('one of two branches', () => {
    expect(orderOf('function f() { if (x) { a() } else { b() } c() }')).toEqual([
      'a: first, where x is truthy',
      'b: first, where x is falsy',
      'c: behind maybe a, maybe b',
      'return: behind c, maybe a, maybe b',
    ])
  })

  it('a branch without an else', () => {
    expect(orderOf('function f() { a(); if (x) b(); c() }')).toEqual([
      'a: first',
      'b: behind a, where x is truthy',
      'c: behind a, maybe b',
      'return: behind a, c, maybe b',
    ])
  })

  it('an early return', () => {
    expect(orderOf('function f() { if (x) { a(); return } b() }')).toEqual([
      'a: first, where x is truthy',
      'b: first, where x is falsy',
      'return: behind maybe a, maybe b',
    ])
  })

  it('a conjunction is seen part by part', () => {
    expect(orderOf('function f() { if (x && y) a(); else b() }')).toEqual([
      'a: first, where x is truthy and y is truthy',
      'b: first',
      'return: behind maybe a, maybe b',
    ])
  })

  it('a negated disjunction', () => {
    expect(orderOf('function f() { if (!(x || y)) a() }')).toEqual([
      'a: first, where x is falsy and y is falsy',
      'return: behind maybe a',
    ])
  })

  it('a conditional expression', () => {
    expect(orderOf('function f() { return x ? a() : b() }')).toEqual([
      'a: first, where x is truthy',
      'b: first, where x is falsy',
      'return: behind maybe a, maybe b',
    ])
  })

  it('logical operators run their right side or not', () => {
    expect(orderOf('function f() { a() || b(); c() && d(); x ?? e() }')).toEqual([
      'a: first',
      'b: behind a, where a() is falsy',
      'c: behind a, maybe b',
      'd: behind a, c, maybe b, where c() is truthy',
      'e: behind a, c, maybe b, maybe d, where x is nullish',
      'return: behind a, c, maybe b, maybe d, maybe e',
    ])
  })

  it('a test whose outcome is written out', () => {
    expect(orderOf('function f() { if (true) a(); else b(); c() }')).toEqual([
      'a: first',
      'b: never',
      'c: behind a',
      'return: behind a, c',
    ])
  })

  it('statements behind a return', () => {
    expect(orderOf('function f() { a(); return; b() }')).toEqual([
      'a: first',
      'b: never',
      'return: behind a',
    ])
  })
})
