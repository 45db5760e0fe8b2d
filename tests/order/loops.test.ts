import { describe, expect, it } from 'vitest'
import { orderOf } from './order-of.js'

describe('the order of loops', () => {
  it('while tests before each round', () => {
    expect(orderOf('function f() { while (x) { a(); b() } c() }')).toEqual([
      'a: behind maybe a, maybe b, where x is truthy',
      'b: behind a, maybe b, where x is truthy',
      'c: behind maybe a, maybe b, where x is falsy',
      'return: behind c, maybe a, maybe b, where x is falsy',
    ])
  })

  it('do tests behind each round', () => {
    expect(orderOf('function f() { do { a() } while (b()); c() }')).toEqual([
      'a: behind maybe a, maybe b',
      'b: behind a, maybe b',
      'c: behind a, b, where b() is falsy',
      'return: behind a, b, c, where b() is falsy',
    ])
  })

  it('the parts of a for statement', () => {
    expect(orderOf('function f() { for (a(); b(); c()) d(); e() }')).toEqual([
      'a: first',
      'b: behind a, maybe b, maybe c, maybe d',
      'c: behind a, b, d, maybe c, where b() is truthy',
      'd: behind a, b, maybe c, maybe d, where b() is truthy',
      'e: behind a, b, maybe c, maybe d, where b() is falsy',
      'return: behind a, b, e, maybe c, maybe d, where b() is falsy',
    ])
  })

  it('an endless loop is left by break only', () => {
    expect(orderOf('function f() { for (;;) { a(); if (x) break; b() } c() }')).toEqual([
      'a: behind maybe a, maybe b',
      'b: behind a, maybe b, where x is falsy',
      'c: behind a, maybe b, where x is truthy',
      'return: behind a, c, maybe b, where x is truthy',
    ])
  })

  it('an endless loop without a way out', () => {
    expect(orderOf('function f() { for (;;) a(); b() }')).toEqual([
      'a: behind maybe a',
      'b: never',
      'return: never',
    ])
  })

  it('for of may run no round', () => {
    expect(orderOf('function f() { for (const x of a()) { if (x) continue; b() } c() }')).toEqual([
      'a: first',
      'x = ?: behind a, maybe x = ?, maybe b',
      'b: behind a, x = ?, maybe b, where x is falsy',
      'c: behind a, maybe x = ?, maybe b',
      'return: behind a, c, maybe x = ?, maybe b',
    ])
  })

  it('for in may run no round', () => {
    expect(orderOf('function f() { for (const x in a()) b(); c() }')).toEqual([
      'a: first',
      'x = ?: behind a, maybe x = ?, maybe b',
      'b: behind a, x = ?, maybe b',
      'c: behind a, maybe x = ?, maybe b',
      'return: behind a, c, maybe x = ?, maybe b',
    ])
  })

  it('for await waits before each round and before it ends', () => {
    expect(orderOf('async function f() { for await (const x of a()) b(); c() }')).toEqual([
      'a: first',
      'for await: behind a, maybe for await, maybe x = ?, maybe b',
      'x = ?: behind a, for await, maybe x = ?, maybe b',
      'b: behind a, for await, x = ?, maybe b',
      'c: behind a, for await, maybe x = ?, maybe b',
      'return: behind a, for await, c, maybe x = ?, maybe b',
    ])
  })

  it('continue of a for statement goes through its update', () => {
    expect(orderOf('function f() { for (; x; a()) { if (y) continue; b() } c() }')).toEqual([
      'a: behind maybe a, maybe b, where x is truthy',
      'b: behind maybe a, maybe b, where x is truthy and y is falsy',
      'c: behind maybe a, maybe b, where x is falsy',
      'return: behind c, maybe a, maybe b, where x is falsy',
    ])
  })
})
