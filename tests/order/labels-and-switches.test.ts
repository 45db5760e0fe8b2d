import { describe, expect, it } from 'vitest'
import { orderOf } from './order-of.js'

describe('the order of labels and switches', () => {
  it('break and continue by label', () => {
    expect(orderOf('function f() { outer: for (;;) { for (;;) { a(); if (x) break outer; if (y) continue outer; b() } } c() }')).toEqual([
      'a: behind maybe a, maybe b',
      'b: behind a, maybe b, where x is falsy and y is falsy',
      'c: behind a, maybe b, where x is truthy',
      'return: behind a, c, maybe b, where x is truthy',
    ])
  })

  it('break out of a labelled block', () => {
    expect(orderOf('function f() { one: { a(); if (x) break one; b() } c() }')).toEqual([
      'a: first',
      'b: behind a, where x is falsy',
      'c: behind a, maybe b',
      'return: behind a, c, maybe b',
    ])
  })

  it('a break without a label leaves the loop, not the labelled block around it', () => {
    expect(orderOf('function f() { one: { for (;;) { a(); break } b() } c() }')).toEqual([
      'a: first',
      'b: behind a',
      'c: behind a, b',
      'return: behind a, b, c',
    ])
  })

  it('a labelled if', () => {
    expect(orderOf('function f() { one: if (x) { a(); if (y) break one; b() } c() }')).toEqual([
      'a: first, where x is truthy',
      'b: behind a, where x is truthy and y is falsy',
      'c: behind maybe a, maybe b',
      'return: behind c, maybe a, maybe b',
    ])
  })

  it('a case falls through, and the tests of later cases run only when earlier ones failed', () => {
    expect(orderOf('function f() { switch (x) { case a(): b(); case c(): d(); break; default: e() } g() }')).toEqual([
      'a: first',
      'b: behind a',
      'c: behind a',
      'd: behind a, maybe b, maybe c',
      'e: behind a, c',
      'g: behind a, maybe b, maybe c, maybe d, maybe e',
      'return: behind a, g, maybe b, maybe c, maybe d, maybe e',
    ])
  })

  it('a default that stands first', () => {
    expect(orderOf('function f() { switch (x) { default: a(); case 1: b() } c() }')).toEqual([
      'a: first',
      'b: behind maybe a',
      'c: behind b, maybe a',
      'return: behind b, c, maybe a',
    ])
  })

  it('a switch without a default may run no case', () => {
    expect(orderOf('function f() { switch (x) { case 1: a(); break } b() }')).toEqual([
      'a: first',
      'b: behind maybe a',
      'return: behind b, maybe a',
    ])
  })

  it('continue inside a switch belongs to the loop', () => {
    expect(orderOf('function f() { for (const x of y) { switch (x) { case 1: a(); continue } b() } c() }')).toEqual([
      'x = ?: behind maybe x = ?, maybe a, maybe b',
      'a: behind x = ?, maybe a, maybe b',
      'b: behind x = ?, maybe a, maybe b',
      'c: behind maybe x = ?, maybe a, maybe b',
      'return: behind c, maybe x = ?, maybe a, maybe b',
    ])
  })
})
