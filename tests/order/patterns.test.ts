import { describe, expect, it } from 'vitest'
import { orderOf } from './order-of.js'

describe('the order inside patterns', () => {
  it('a computed key comes before what it names is written', () => {
    expect(orderOf('function f({ a = x(), [y()]: b }) { z() }')).toEqual([
      'x: first',
      'y: behind a = ?, maybe x',
      'a = ?: behind maybe x',
      'b = ?: behind y, a = ?, maybe x',
      'z: behind y, a = ?, b = ?, maybe x',
      'return: behind y, a = ?, b = ?, z, maybe x',
    ])
  })

  it('a member of an array pattern is found before it is written, behind the parts before it', () => {
    expect(orderOf('function f() { [a.b, c[x()]] = [y(), z()] }')).toEqual([
      'x: behind y, z, a.b = y()',
      'y: first',
      'z: behind y',
      'a.b = y(): behind y, z',
      'c[x()] = z(): behind x, y, z, a.b = y()',
      'return: behind x, y, z, a.b = y(), c[x()] = z()',
    ])
  })

  it('a member with a default is found before the default', () => {
    expect(orderOf('function f() { ({ a: b[x()] = y() } = z()) }')).toEqual([
      'x: behind z',
      'y: behind x, z',
      'z: first',
      'b[x()] = a of z(): behind x, z, maybe y',
      'return: behind x, z, b[x()] = a of z(), maybe y',
    ])
  })

  it('a rest is written to a member', () => {
    expect(orderOf('function f() { [...a[x()]] = y() }')).toEqual([
      'x: behind y',
      'y: first',
      'a[x()] = ?: behind x, y',
      'return: behind x, y, a[x()] = ?',
    ])
  })

  it('a loop finds the member that it writes in each round', () => {
    expect(orderOf('function f() { for (a[x()] of y()) z() }')).toEqual([
      'x: behind y, maybe x, maybe a[x()] = ?, maybe z',
      'y: first',
      'a[x()] = ?: behind x, y, maybe a[x()] = ?, maybe z',
      'z: behind x, y, a[x()] = ?, maybe z',
      'return: behind y, maybe x, maybe a[x()] = ?, maybe z',
    ])
  })
})
