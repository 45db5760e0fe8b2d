import { describe, expect, it } from 'vitest'
import { orderAtThrow, orderOf } from './order-of.js'

describe('the order of finally', () => {
  it('the way that threw does not go on behind the statement', () => {
    const program = 'function f() { try { a(); b() } finally { c() } d() }'
    expect(orderOf(program)).toEqual([
      'a: first',
      'b: behind a',
      'c: behind maybe a, maybe b',
      'd: behind a, b, c',
      'return: behind a, b, c, d',
    ])
    expect(orderAtThrow(program)).toBe('behind maybe a, maybe b, maybe c, maybe d')
  })

  it('a return passes through finally', () => {
    const program = 'function f() { try { a(); return } finally { b() } c() }'
    expect(orderOf(program)).toEqual([
      'a: first',
      'b: behind maybe a',
      'c: never',
      'return: behind a, b',
    ])
    expect(orderAtThrow(program)).toBe('behind maybe a, maybe b')
  })

  it('break and continue pass through finally', () => {
    const program = 'function f() { for (;;) { try { a(); if (x) break; if (y) continue; b() } finally { c() } } d() }'
    expect(orderOf(program)).toEqual([
      'a: behind maybe a, maybe b, maybe c',
      'b: behind a, maybe b, maybe c, where x is falsy and y is falsy',
      'c: behind maybe a, maybe b, maybe c',
      'd: behind a, c, maybe b, where x is truthy',
      'return: behind a, c, d, maybe b, where x is truthy',
    ])
    expect(orderAtThrow(program)).toBe('behind maybe a, maybe b, maybe c, maybe d')
  })

  it('a return in finally swallows the error', () => {
    const program = 'function f() { try { a() } finally { return b() } c() }'
    expect(orderOf(program)).toEqual([
      'a: first',
      'b: behind maybe a',
      'c: never',
      'return: behind b, maybe a',
    ])
    expect(orderAtThrow(program)).toBe('behind maybe a, maybe b')
  })

  it('a break in finally swallows the error', () => {
    const program = 'function f() { for (;;) { try { a() } finally { break } } b() }'
    expect(orderOf(program)).toEqual([
      'a: first',
      'b: behind maybe a',
      'return: behind b, maybe a',
    ])
    expect(orderAtThrow(program)).toBe('behind maybe a, maybe b')
  })

  it('catch and finally', () => {
    const program = 'function f() { try { a() } catch { b() } finally { c() } d() }'
    expect(orderOf(program)).toEqual([
      'a: first',
      'b: behind maybe a',
      'c: behind maybe a, maybe b',
      'd: behind c, maybe a, maybe b',
      'return: behind c, d, maybe a, maybe b',
    ])
    expect(orderAtThrow(program)).toBe('behind maybe a, maybe b, maybe c, maybe d')
  })

  it('a handler that throws on passes through finally', () => {
    const program = 'function f() { try { a(); b() } catch { c(); throw e } finally { g() } h() }'
    expect(orderOf(program)).toEqual([
      'a: first',
      'b: behind a',
      'c: behind maybe a, maybe b',
      'g: behind maybe a, maybe b, maybe c',
      'h: behind a, b, g',
      'return: behind a, b, g, h',
    ])
    expect(orderAtThrow(program)).toBe('behind maybe a, maybe b, maybe c, maybe g, maybe h')
  })

  it('a return passes through two of them, the inner one first', () => {
    const program = 'function f() { try { try { return a() } finally { b() } } finally { c() } }'
    expect(orderOf(program)).toEqual([
      'a: first',
      'b: behind maybe a',
      'c: behind maybe a, maybe b',
      'return: behind a, b, c',
    ])
    expect(orderAtThrow(program)).toBe('behind maybe a, maybe b, maybe c')
  })

  it('a labelled break passes through the one that it leaves', () => {
    const program = 'function f() { try { one: { try { a(); break one } finally { b() } } c() } finally { d() } }'
    expect(orderOf(program)).toEqual([
      'a: first',
      'b: behind maybe a',
      'c: behind a, b',
      'd: behind maybe a, maybe b, maybe c',
      'return: behind a, b, c, d',
    ])
    expect(orderAtThrow(program)).toBe('behind maybe a, maybe b, maybe c, maybe d')
  })

  it('an await in finally', () => {
    const program = 'async function f() { try { a() } finally { await b() } c() }'
    expect(orderOf(program)).toEqual([
      'a: first',
      'b: behind maybe a',
      'await b(): behind b, maybe a',
      'c: behind a, b, await b()',
      'return: behind a, b, await b(), c',
    ])
    expect(orderAtThrow(program)).toBe('behind maybe a, maybe b, maybe await b(), maybe c')
  })
})
