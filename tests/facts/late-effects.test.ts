import type { TSESTree } from '@typescript-eslint/utils'
import { describe, expect, it } from 'vitest'
import { factsOf } from './facts-of.js'

const lineOf = (node: TSESTree.Node | undefined): number | undefined => node?.loc.start.line

/** What is done although the run was told to stop: 'checked@3, waits@4, does@5, set@9'. */
const effectsIn = (code: string): readonly string[] => factsOf(code).lateEffects.map(({ check, wait, effect, set }) =>
  `checked@${lineOf(check.statement)}, waits@${lineOf(wait)}, does@${lineOf(effect)}, set@${lineOf(set) ?? 'elsewhere'}`)

describe('a late effect', () => {
  it('has the last check before the wait, and what sets the flag', () => {
    expect(effectsIn(`class Login { async run(flow) {
      await one()
      if (flow.closed) return
      await two()
      this.emit('done') }
      close(flow) { flow.closed = true } }`)).toEqual(['checked@3, waits@4, does@5, set@6'])
  })

  it('is told once for each check', () => {
    expect(effectsIn(`class Login { async run(flow) {
      await one()
      if (flow.closed) return
      await two()
      this.emit('done')
      this.emit('more')
      if (flow.closed) return
      await three()
      this.store.save() }
      close(flow) { flow.closed = true } }`)).toEqual(['checked@3, waits@4, does@5, set@10', 'checked@7, waits@8, does@9, set@10'])
  })

  it('has nobody who sets a signal from outside', () => {
    expect(effectsIn(`async function run(options) {
      await one()
      if (options.signal?.aborted) throw new Error('aborted')
      await two()
      await store.save() }`)).toEqual(['checked@3, waits@4, does@5, set@elsewhere'])
  })

  it('is none where each record has another flag', () => {
    expect(effectsIn(`class Login { async run(flow, other) {
      await one()
      if (flow.closed) return
      await two()
      if (other.closed) return
      this.emit('done') }
      close(flow) { flow.closed = true } }`)).toEqual([])
  })
})
