import { describe, expect, it } from 'vitest'
import { orderOf } from './order-of.js'

describe('where a point fails', () => {
  it('a call fails before or behind its work', () => {
    expect(orderOf('function f() { a(); try { b() } catch { c() } }')).toContain('c: behind a, maybe b')
  })

  it('an await fails behind its wait', () => {
    expect(orderOf('async function f() { try { await x } catch { c() } }')).toContain('c: behind await x')
  })

  it('an await of a member of this fails behind its wait: this is never missing', () => {
    expect(orderOf('async function f() { try { await this.x } catch { c() } }')).toContain('c: behind await this.x')
  })

  it('an await of a call fails before the wait, where the call does', () => {
    expect(orderOf('async function f() { try { await a() } catch { c() } }')).toContain('c: behind maybe a, maybe await a()')
  })

  it('a yield fails behind it: the caller throws', () => {
    expect(orderOf('function* f() { try { yield x } catch { c() } }')).toContain('c: behind yield x')
  })

  it('a for await fails behind the wait for the next value', () => {
    expect(orderOf('async function f() { try { for await (const x of y) ; } catch { c() } }')).toContain(
      'c: behind for await, maybe end of for await, maybe x = ?',
    )
  })

  it('a for of fails before it takes the next value', () => {
    expect(orderOf('function f() { try { for (const x of y) ; } catch { c() } }')).toContain('c: behind maybe x = ?')
  })

  it('a read of a member fails: its object may be missing', () => {
    expect(orderOf('function f() { try { x.y } catch { c() } }')).toContain('c: first')
  })

  it('a read of a variable, of this and of a member of this do not fail', () => {
    expect(orderOf('function f() { try { x; this; this.y } catch { c() } }')).toContain('c: never')
  })

  it('a write to a member fails before it writes', () => {
    expect(orderOf('function f() { try { x.y = 1 } catch { c() } }')).toContain('c: first')
  })

  it('a write to a variable or to a member of this does not fail', () => {
    expect(orderOf('function f() { try { x = 1; this.y = 2; this.#z++; [x] = [3] } catch { c() } }')).toContain('c: never')
  })

  it('taking apart a value that may be missing fails before anything is written', () => {
    expect(orderOf('function f() { try { const { y } = x } catch { c() } }')).toContain('c: first')
  })

  it('a delete fails before it deletes, but not of a member of this', () => {
    expect(orderOf('function f() { try { delete x.y } catch { c() } }')).toContain('c: first')
    expect(orderOf('function f() { try { delete this.y } catch { c() } }')).toContain('c: never')
  })

  it('a disposal fails before or behind its work', () => {
    expect(orderOf('function f() { try { using x = y } catch { c() } }')).toContain('c: behind x = y, maybe dispose x')
  })

  it('a return does not fail by itself', () => {
    expect(orderOf('function f() { try { return x } catch { c() } }')).toContain('c: never')
  })
})
