import { describe, expect, it } from 'vitest'
import { orderOf } from './order-of.js'

describe('the order of expressions', () => {
  it('arguments before the call', () => {
    expect(orderOf('function f() { a(b(), c(d())); new E(g()); h`${i()}` }')).toEqual([
      'b: first',
      'd: behind b',
      'c: behind b, d',
      'a: behind b, d, c',
      'g: behind b, d, c, a',
      'E: behind b, d, c, a, g',
      'i: behind b, d, c, a, g, E',
      'h: behind b, d, c, a, g, E, i',
      'return: behind b, d, c, a, g, E, i, h',
    ])
  })

  it('an optional chain ends where something is missing, arguments and all', () => {
    expect(orderOf('function f() { a?.b(c()); d() }')).toEqual([
      'c: first, where a is present',
      'a?.b: behind c, where a is present',
      'd: behind maybe c, maybe a?.b',
      'return: behind d, maybe c, maybe a?.b',
    ])
  })

  it('an optional call at the end of a chain', () => {
    expect(orderOf('function f() { a?.b.c?.(d()); e() }')).toEqual([
      'd: first, where a is present and a?.b.c is present',
      'a?.b.c: behind d, where a is present and a?.b.c is present',
      'e: behind maybe d, maybe a?.b.c',
      'return: behind e, maybe d, maybe a?.b.c',
    ])
  })

  it('a chain in parentheses ends there', () => {
    expect(orderOf('function f() { (a?.b(c())).d(e()) }')).toEqual([
      'c: first, where a is present',
      'a?.b: behind c, where a is present',
      'e: behind maybe c, maybe a?.b',
      '(a?.b(c())).d: behind e, maybe c, maybe a?.b',
      'return: behind e, (a?.b(c())).d, maybe c, maybe a?.b',
    ])
  })

  it('logical assignments', () => {
    expect(orderOf('function f() { x ??= a(); y ||= b(); z &&= c(); d() }')).toEqual([
      'a: first, where x is nullish',
      'x ??= a(): behind a, where x is nullish',
      'b: behind maybe a, maybe x ??= a(), where y is falsy',
      'y ||= b(): behind b, maybe a, maybe x ??= a(), where y is falsy',
      'c: behind maybe a, maybe x ??= a(), maybe b, maybe y ||= b(), where z is truthy',
      'z &&= c(): behind c, maybe a, maybe x ??= a(), maybe b, maybe y ||= b(), where z is truthy',
      'd: behind maybe a, maybe x ??= a(), maybe b, maybe y ||= b(), maybe c, maybe z &&= c()',
      'return: behind d, maybe a, maybe x ??= a(), maybe b, maybe y ||= b(), maybe c, maybe z &&= c()',
    ])
  })

  it('an array pattern writes behind the whole value', () => {
    expect(orderOf('function f() { [x, y] = [a(), b()] }')).toEqual([
      'a: first',
      'b: behind a',
      'x = a(): behind a, b',
      'y = b(): behind a, b, x = a()',
      'return: behind a, b, x = a(), y = b()',
    ])
  })

  it('an object pattern with a default', () => {
    expect(orderOf('function f() { ({ z, w: v = c() } = d()) }')).toEqual([
      'c: behind d, z = z of d()',
      'd: first',
      'z = z of d(): behind d',
      'v = w of d(): behind d, z = z of d(), maybe c',
      'return: behind d, z = z of d(), v = w of d(), maybe c',
    ])
  })

  it('an object pattern takes the values that are written out', () => {
    expect(orderOf('function f() { ({ x: a.x, y: a.y } = { x: null, y: b() }) }')).toEqual([
      'b: first',
      'a.x = null: behind b',
      'a.y = b(): behind b, a.x = null',
      'return: behind b, a.x = null, a.y = b()',
    ])
  })

  it('a chain of assignments writes from the right', () => {
    expect(orderOf('function f() { x = y = a() }')).toEqual([
      'a: first',
      'y = a(): behind a',
      'x = y = a(): behind a, y = a()',
      'return: behind a, y = a(), x = y = a()',
    ])
  })

  it('compound assignment, update and delete', () => {
    expect(orderOf('function f() { x.y = a(); delete x.y; x.z++; x += b() }')).toEqual([
      'a: first',
      'x.y = a(): behind a',
      'delete x.y: behind a, x.y = a()',
      'x.z++: behind a, x.y = a(), delete x.y',
      'b: behind a, x.y = a(), delete x.y, x.z++',
      'x += b(): behind a, x.y = a(), delete x.y, x.z++, b',
      'return: behind a, x.y = a(), delete x.y, x.z++, b, x += b()',
    ])
  })

  it('defaults and patterns of parameters come before the body', () => {
    expect(orderOf('function f(x = a(), { y = b() } = c()) { d() }')).toEqual([
      'a: first',
      'x = ?: behind maybe a',
      'b: behind x = ?, maybe a, maybe c',
      'c: behind x = ?, maybe a',
      'y = ?: behind x = ?, maybe a, maybe b, maybe c',
      'd: behind x = ?, y = ?, maybe a, maybe b, maybe c',
      'return: behind x = ?, y = ?, d, maybe a, maybe b, maybe c',
    ])
  })

  it('an await suspends behind its operand', () => {
    expect(orderOf('async function f() { await a(); b(await c()); d() }')).toEqual([
      'a: first',
      'await a(): behind a',
      'c: behind a, await a()',
      'await c(): behind a, await a(), c',
      'b: behind a, await a(), c, await c()',
      'd: behind a, await a(), c, await c(), b',
      'return: behind a, await a(), c, await c(), b, d',
    ])
  })

  it('a yield suspends behind its operand', () => {
    expect(orderOf('function* f() { const x = yield a(); b(x) }')).toEqual([
      'a: first',
      'yield a(): behind a',
      'x = yield a(): behind a, yield a()',
      'b: behind a, yield a(), x = yield a()',
      'return: behind a, yield a(), x = yield a(), b',
    ])
  })

  it('a nested function does not run where it is written', () => {
    expect(orderOf('function f() { const g = () => a(); b(g) }')).toEqual([
      'g = () => a(): first',
      'b: behind g = () => a()',
      'return: behind g = () => a(), b',
    ])
  })

  it('the body of an arrow function', () => {
    expect(orderOf('(x) => a(b())')).toEqual([
      'b: first',
      'a: behind b',
      'return: behind b, a',
    ])
  })
})
