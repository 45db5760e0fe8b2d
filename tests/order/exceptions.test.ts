import { describe, expect, it } from 'vitest'
import { orderAtThrow, orderOf } from './order-of.js'

describe('the order of exceptions', () => {
  it('the state behind each call of a try flows into the handler', () => {
    const program = 'function f() { try { a(); b() } catch { c() } d() }'
    expect(orderOf(program)).toEqual([
      'a: first',
      'b: behind a',
      'c: behind maybe a, maybe b',
      'd: behind maybe a, maybe b, maybe c',
      'return: behind d, maybe a, maybe b, maybe c',
    ])
    expect(orderAtThrow(program)).toBe('behind maybe a, maybe b, maybe c, maybe d')
  })

  it('a handler that throws on', () => {
    const program = 'function f() { try { a() } catch (error) { b(); throw error } c() }'
    expect(orderOf(program)).toEqual([
      'a: first',
      'error = ?: behind maybe a',
      'b: behind error = ?, maybe a',
      'c: behind a',
      'return: behind a, c',
    ])
    expect(orderAtThrow(program)).toBe('behind maybe a, maybe error = ?, maybe b, maybe c')
  })

  it('a handler that returns', () => {
    const program = 'function f() { try { a() } catch { b(); return } c() }'
    expect(orderOf(program)).toEqual([
      'a: first',
      'b: behind maybe a',
      'c: behind a',
      'return: behind maybe a, maybe b, maybe c',
    ])
    expect(orderAtThrow(program)).toBe('behind maybe a, maybe b, maybe c')
  })

  it('a throw inside a try leads to its handler', () => {
    const program = 'function f() { try { a(); throw x; b() } catch { c() } d() }'
    expect(orderOf(program)).toEqual([
      'a: first',
      'b: never',
      'c: behind maybe a',
      'd: behind c, maybe a',
      'return: behind c, d, maybe a',
    ])
    expect(orderAtThrow(program)).toBe('behind maybe a, maybe c, maybe d')
  })

  it('a throw outside of a try leaves the function', () => {
    const program = 'function f() { a(); throw b(); c() }'
    expect(orderOf(program)).toEqual([
      'a: first',
      'b: behind a',
      'c: never',
      'return: never',
    ])
    expect(orderAtThrow(program)).toBe('behind maybe a, maybe b')
  })

  it('an inner handler comes before the outer one', () => {
    const program = 'function f() { try { try { a() } catch { b() } c() } catch { d() } e() }'
    expect(orderOf(program)).toEqual([
      'a: first',
      'b: behind maybe a',
      'c: behind maybe a, maybe b',
      'd: behind maybe a, maybe b, maybe c',
      'e: behind maybe a, maybe b, maybe c, maybe d',
      'return: behind e, maybe a, maybe b, maybe c, maybe d',
    ])
    expect(orderAtThrow(program)).toBe('behind maybe a, maybe b, maybe c, maybe d, maybe e')
  })

  it('a branch inside a try', () => {
    const program = 'function f() { try { if (x) a(); else b() } catch { c() } }'
    expect(orderOf(program)).toEqual([
      'a: first, where x is truthy',
      'b: first, where x is falsy',
      'c: behind maybe a, maybe b',
      'return: behind maybe a, maybe b, maybe c',
    ])
    expect(orderAtThrow(program)).toBe('behind maybe a, maybe b, maybe c')
  })

  it('an await inside a try', () => {
    const program = 'async function f() { try { await a(); b() } catch { c() } }'
    expect(orderOf(program)).toEqual([
      'a: first',
      'await a(): behind a',
      'b: behind a, await a()',
      'c: behind maybe a, maybe await a(), maybe b',
      'return: behind maybe a, maybe await a(), maybe b, maybe c',
    ])
    expect(orderAtThrow(program)).toBe('behind maybe a, maybe await a(), maybe b, maybe c')
  })

  it('what comes in front of a try does not lead to its handler alone', () => {
    const program = 'function f() { a(); try { b() } catch { c() } }'
    expect(orderOf(program)).toEqual([
      'a: first',
      'b: behind a',
      'c: behind a, maybe b',
      'return: behind a, maybe b, maybe c',
    ])
    expect(orderAtThrow(program)).toBe('behind maybe a, maybe b, maybe c')
  })
})
