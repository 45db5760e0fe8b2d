import { describe, expect, it } from 'vitest'
import { orderOf } from './order-of.js'

describe('the order inside a class', () => {
  it('what it extends, its computed keys, then its static fields and blocks run where it is written', () => {
    expect(orderOf('function f() { class A extends x() { static b = w(); static { v() } [y()] = z(); [t()]() { s() } } u() }')).toEqual([
      'x: first',
      'w: behind x, y, t',
      'v: behind x, w, y, t',
      'y: behind x',
      't: behind x, y',
      'u: behind x, w, v, y, t',
      'return: behind x, w, v, y, t, u',
    ])
  })

  it('the same of an expression', () => {
    expect(orderOf('function f() { a(class { static b = x(); c = y() }) }')).toEqual([
      'x: first',
      'a: behind x',
      'return: behind x, a',
    ])
  })
})
