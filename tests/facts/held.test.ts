import { describe, expect, it } from 'vitest'
import { admits, both, either, excludes, type Held } from '../../src/model/cells/held.js'

const open = { name: '"open"', isFlag: false }
const shut = { name: '"shut"', isFlag: false }
const unknown = { name: 'State.Open', isFlag: false }
const isOpen: Held = { is: ['"open"'] }
const notOpen: Held = { not: ['"open"'] }

describe('what a place is known to hold', () => {
  it('a value it must have admits that value, and excludes others', () => {
    expect([admits(isOpen, open), excludes(isOpen, open)]).toEqual([true, false])
    expect([admits(isOpen, shut), excludes(isOpen, shut)]).toEqual([false, true])
  })
  it('a value it must not have is the other way round', () => {
    expect([admits(notOpen, open), excludes(notOpen, open)]).toEqual([false, true])
    expect([admits(notOpen, shut), excludes(notOpen, shut)]).toEqual([true, false])
  })
  it('a name that may stand for it does neither', () => {
    expect([admits(isOpen, unknown), excludes(isOpen, unknown)]).toEqual([false, false])
    expect([admits(notOpen, unknown), excludes(notOpen, unknown)]).toEqual([false, false])
  })
  it('truth', () => {
    const empty = { name: '=null', truth: 'falsy', isFlag: false } as const
    expect([admits({ truth: 'falsy' }, empty), excludes({ truth: 'truthy' }, empty), excludes(isOpen, empty)]).toEqual([true, true, true])
  })
  it('both: what is left, or that they cannot be', () => {
    expect(both({ is: ['"open"', '"shut"'] }, notOpen)).toEqual({ is: ['"shut"'] })
    expect(both(isOpen, notOpen)).toBeUndefined()
    expect(both({ truth: 'truthy' }, { truth: 'falsy' })).toBeUndefined()
    expect(both({ truth: 'truthy' }, notOpen)).toEqual({ truth: 'truthy', not: ['"open"'] })
  })
  it('either: what holds both ways', () => {
    expect(either(isOpen, { is: ['"shut"'] })).toEqual({ is: ['"open"', '"shut"'] })
    expect(either(notOpen, { not: ['"open"', '"shut"'] })).toEqual({ not: ['"open"'] })
    expect(either({ is: ['"shut"'] }, notOpen)).toEqual({ not: ['"open"'] })
    expect(either(isOpen, notOpen)).toBeUndefined()
    expect(either({ truth: 'truthy' }, isOpen)).toBeUndefined()
  })
})
