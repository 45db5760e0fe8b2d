import fc from 'fast-check'
import { expect, it } from 'vitest'
import { solve, Work, type Point } from '../../src/order/index.js'
import { graphOf } from './order-of.js'

const program = `async function f() {
  a(); if (x) { try { await b(); this.c.d = e() } catch { g() } finally { delete this.h.i } }
  for (const j of k()) { if (l) continue; m(); while (n) await o() }
  switch (p) { case 1: q(); break; case 2: r(); default: return s() }
  t()
}`

/** The calls of some names that may have been made where the function returns or fails, by a flow that masks what it does not want. */
function madeCalls(wanted: ReadonlySet<string>, isMasked: boolean, order?: (waiting: number) => number): readonly (readonly string[])[] {
  const graph = graphOf(program)
  if (!graph) throw new Error('too large')
  const nameOf = (point: Point): string | undefined =>
    point.kind === 'call' && point.node.type === 'CallExpression' && point.node.callee.type === 'Identifier' ? point.node.callee.name : undefined
  const wants = (point: Point): boolean => wanted.has(nameOf(point) ?? '')
  const { exit, thrown } = solve<ReadonlySet<string>>(graph, new Set(), {
    ...isMasked && { mask: { wants } },
    point: (point, state) => wants(point) ? new Set([...state, nameOf(point) ?? '']) : state,
    edge: (_, state) => state,
    join: (known, arriving) => [...arriving].every(name => known.has(name)) ? known : new Set([...known, ...arriving]),
    followsThrown: true,
    work: new Work(() => {}, order),
  })
  return [exit, thrown].map(state => [...state ?? ['never']].sort())
}

const names = fc.subarray(['a', 'b', 'e', 'g', 'k', 'm', 'o', 'q', 'r', 's', 't']).map(some => new Set(some))

it('a point outside the mask is the identity, and may still fail', () => {
  fc.assert(fc.property(names, wanted => { expect(madeCalls(wanted, true)).toEqual(madeCalls(wanted, false)) }))
})

it('the answer is the same in any order of work', () => {
  fc.assert(fc.property(names, fc.infiniteStream(fc.nat()), (wanted, numbers) => {
    const order = (waiting: number): number => (numbers.next().value as number) % waiting
    expect(madeCalls(wanted, true, order)).toEqual(madeCalls(wanted, true))
  }))
})
