import { describe, expect, it } from 'vitest'
import { orderOf } from './order-of.js'

describe('the order of disposal', () => {
  it('using disposes where the block ends, last in, first out', () => {
    expect(orderOf('function f() { using x = a(); b(); using y = c(); d() }')).toEqual([
      'a: first',
      'x = a(): behind a',
      'dispose x: behind a, x = a(), maybe b, maybe c, maybe y = c(), maybe dispose y, maybe d',
      'b: behind a, x = a()',
      'c: behind a, x = a(), b',
      'y = c(): behind a, x = a(), b, c',
      'dispose y: behind a, x = a(), b, c, y = c(), maybe d',
      'd: behind a, x = a(), b, c, y = c()',
      'return: behind a, x = a(), dispose x, b, c, y = c(), dispose y, d',
    ])
  })

  it('await using waits behind its disposal', () => {
    expect(orderOf('async function f() { { await using x = a(); b() } c() }')).toEqual([
      'a: first',
      'x = a(): behind a',
      'dispose x: behind a, x = a(), maybe b',
      'await using: behind a, x = a(), dispose x, maybe b',
      'b: behind a, x = a()',
      'c: behind a, x = a(), dispose x, await using, b',
      'return: behind a, x = a(), dispose x, await using, b, c',
    ])
  })

  it('two of one declaration', () => {
    expect(orderOf('function f() { using x = a(), y = b(); c() }')).toEqual([
      'a: first',
      'x = a(): behind a',
      'dispose x: behind a, x = a(), maybe b, maybe y = b(), maybe dispose y, maybe c',
      'b: behind a, x = a()',
      'y = b(): behind a, x = a(), b',
      'dispose y: behind a, x = a(), b, y = b(), maybe c',
      'c: behind a, x = a(), b, y = b()',
      'return: behind a, x = a(), dispose x, b, y = b(), dispose y, c',
    ])
  })

  it('a return disposes', () => {
    expect(orderOf('function f() { using x = a(); if (y) return b(); c() }')).toEqual([
      'a: first',
      'x = a(): behind a',
      'dispose x: behind a, x = a(), maybe b, maybe c',
      'b: behind a, x = a(), where y is truthy',
      'c: behind a, x = a(), where y is falsy',
      'return: behind a, x = a(), dispose x, maybe b, maybe c',
    ])
  })

  it("a break disposes of what the loop's body declared", () => {
    expect(orderOf('function f() { for (;;) { using x = a(); if (y) break; b() } c() }')).toEqual([
      'a: behind maybe a, maybe x = a(), maybe dispose x, maybe b',
      'x = a(): behind a, maybe x = a(), maybe dispose x, maybe b',
      'dispose x: behind a, x = a(), maybe dispose x, maybe b',
      'b: behind a, x = a(), maybe dispose x, maybe b, where y is falsy',
      'c: behind a, x = a(), dispose x, maybe b, where y is truthy',
      'return: behind a, x = a(), dispose x, c, maybe b, where y is truthy',
    ])
  })

  it('an error disposes before the handler runs', () => {
    expect(orderOf('function f() { try { using x = a(); b() } catch { c() } }')).toEqual([
      'a: first',
      'x = a(): behind a',
      'dispose x: behind a, x = a(), maybe b',
      'b: behind a, x = a()',
      'c: behind maybe a, maybe x = a(), maybe dispose x, maybe b',
      'return: behind maybe a, maybe x = a(), maybe dispose x, maybe b, maybe c',
    ])
  })
})
