import type { TSESTree } from '@typescript-eslint/utils'
import { describe, expect, it } from 'vitest'
import { factsOf } from './facts-of.js'

const lineOf = (node: TSESTree.Node): number => node.loc.start.line

/** Swallowed aborts: 'catch@6 of poll@4 by the caller: loopContinues@3'. */
const swallowsOf = (code: string, strict = false): readonly string[] =>
  factsOf(code).swallows(strict).map(({ kind, attempt, guarded, consequence }) => {
    const origins = [...new Set(guarded.signals.map(({ origin }) => origin))].join(' and ')
    const called = 'callee' in guarded.call ? guarded.call.callee : undefined
    const callee = called?.type === 'Identifier' ? called.name : 'a method'
    return `${attempt.kind}@${lineOf(attempt.handler)} of ${callee}@${lineOf(guarded.call)} by the ${origins}: ${kind}@${lineOf(consequence)}`
  })

describe('a swallowed abort', () => {
  it('is of the call that was given the signal, by whoever aborts it', () => {
    expect(swallowsOf(`
      async function run(signal) {
        for (;;) {
          try {
            prepare()
            await poll(signal)
          } catch {}
        }
      }
      class Poller {
        #abort = new AbortController()
        stop() { this.#abort.abort() }
        async run() {
          for (;;) {
            await poll(this.#abort.signal).catch(() => {})
          }
        }
      }
    `)).toEqual(['catch@6 of poll@5 by the caller: loopContinues@2', 'rejection@14 of poll@14 by the owner: loopContinues@13'])
  })

  it('comes to one thing: the loop before the timer, the timer before the act', () => {
    expect(swallowsOf(`
      async function turn(signal) {
        try { await poll(signal) } catch {
          this.failures = 1
          setTimeout(() => turn(signal), 1000)
        }
      }
    `)).toEqual(['catch@2 of poll@2 by the caller: rearms@4'])
  })

  it('is an answer only to those who ask strictly', () => {
    const code = `
      async function has(key, signal) {
        try { return await find(key, signal) } catch { return false }
      }
      async function last(key, signal) {
        try { return await find(key, signal) } finally { return 1 }
      }
    `
    expect(swallowsOf(code)).toEqual([])
    expect(swallowsOf(code, true)).toEqual([
      'catch@2 of find@2 by the caller: fallback@2', 'finally@5 of find@5 by the caller: fallback@5',
    ])
  })

  it('is none where a helper of the file rethrows, and one where it only logs', () => {
    expect(swallowsOf(`
      function note(error) { console.warn(error) }
      function pass(error) { if (error) throw error }
      async function run(signal) {
        for (;;) {
          try { await poll(signal) } catch (error) { note(error) }
          try { await poll(signal) } catch (error) { pass(error) }
        }
      }
    `)).toEqual([])
    expect(swallowsOf(`
      function note(error) { console.warn(error) }
      async function run(signal) {
        for (;;) {
          try { await poll(signal) } catch (error) { note(error) }
        }
      }
    `)).toEqual(['catch@4 of poll@4 by the caller: loopContinues@3'])
  })
})
