import { describe, expect, it } from 'vitest'
import { factsOf } from './facts-of.js'

/** Programs in which names lead back to themselves; they parse, and somebody's minifier writes them. */
const circles = {
  'two functions by each other\'s name': 'var run = start; var start = run; run(); setTimeout(run, 1)',
  'a signal by each other\'s name': 'var a = b.signal; var signal = other; var other = signal; setTimeout(() => {}, signal)',
  'a local that is put into a field and back': 'function f() { let last; last = this.last = last; last = setTimeout(() => {}, 1) }',
  'elements of each other': 'for (var a of b) for (var b of a) clearTimeout(a)',
  'an element of itself': 'for (const a of a) { clearTimeout(a); a.abort(a) }',
}

describe('names that lead in a circle', () => {
  it.each(Object.entries(circles))('%s end in silence', (_, code) => {
    const facts = factsOf(`class A { stop() { this.it = null; clearTimeout(this.timer) } async load() { while (this.it) await this.it.go() } }\n${code}`)
    expect([facts.disorders(true), facts.swallows(true), facts.cachedHandles].flat()).toEqual([])
    expect(() => facts.lifetimes?.all).not.toThrow()
  })
})
