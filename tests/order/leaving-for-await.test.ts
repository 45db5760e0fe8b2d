import { describe, expect, it } from 'vitest'
import { orderAtThrow, orderOf } from './order-of.js'

describe('the order of a for await that is left early', () => {
  it('a break waits until the iterator has ended', () => {
    expect(orderOf('async function f() { for await (const x of a()) { b(); break } c() }')).toEqual([
      'a: first',
      'for await: behind a',
      'end of for await: behind a, for await, maybe x = ?, maybe b',
      'x = ?: behind a, for await',
      'b: behind a, for await, x = ?',
      'c: behind a, for await, maybe end of for await, maybe x = ?, maybe b',
      'return: behind a, for await, c, maybe end of for await, maybe x = ?, maybe b',
    ])
  })

  it('a return waits, behind its value', () => {
    expect(orderOf('async function f() { for await (const x of y) return a() }')).toEqual([
      'for await: first',
      'end of for await: behind for await, maybe x = ?, maybe a',
      'x = ?: behind for await',
      'a: behind for await, x = ?',
      'return: behind for await, maybe end of for await, maybe x = ?, maybe a',
    ])
  })

  it('an error waits before the handler runs', () => {
    expect(orderOf('async function f() { try { for await (const x of y) a() } catch { b() } }')).toEqual([
      'for await: behind maybe for await, maybe x = ?, maybe a',
      'end of for await: behind for await, maybe x = ?, maybe a',
      'x = ?: behind for await, maybe x = ?, maybe a',
      'a: behind for await, x = ?, maybe a',
      'b: behind for await, maybe end of for await, maybe x = ?, maybe a',
      'return: behind for await, maybe end of for await, maybe x = ?, maybe a, maybe b',
    ])
  })

  it('an error that leaves the function waits as well', () => {
    expect(orderAtThrow('async function f() { for await (const x of y) throw z }'))
      .toBe('behind for await, maybe end of for await, maybe x = ?')
  })

  it('a continue goes on to the next value', () => {
    expect(orderOf('async function f() { for await (const x of y) { if (z) continue; a() } b() }')).toContain(
      'b: behind for await, maybe x = ?, maybe a',
    )
  })

  it('a continue of a loop around it leaves it', () => {
    expect(orderOf('async function f() { outer: for (;;) { a(); for await (const x of y) { b(); continue outer } } }')).toContain(
      'a: behind maybe a, maybe for await, maybe end of for await, maybe x = ?, maybe b',
    )
  })

  it('a continue by its own label does not', () => {
    expect(orderOf('async function f() { own: for await (const x of y) { for (;;) { a(); continue own } } b() }')).toContain(
      'b: behind for await, maybe x = ?, maybe a',
    )
  })

  it('a break by its own label leaves it', () => {
    expect(orderOf('async function f() { own: for await (const x of y) { for (;;) { a(); break own } } b() }')).toContain(
      'b: behind for await, maybe end of for await, maybe x = ?, maybe a',
    )
  })

  it('a break out of a block inside it does not leave it', () => {
    expect(orderOf('async function f() { for await (const x of y) { one: { a(); break one } } b() }')).toContain(
      'b: behind for await, maybe x = ?, maybe a',
    )
  })

  it('a for of does not wait', () => {
    expect(orderOf('async function f() { for (const x of y) { a(); break } b() }')).toContain('b: behind maybe x = ?, maybe a')
  })
})
