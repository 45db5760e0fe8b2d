import type { TSESTree } from '@typescript-eslint/utils'
import { describe, expect, it } from 'vitest'
import { factsOf } from './facts-of.js'

const lineOf = (node: TSESTree.Node): number => node.loc.start.line

/** Loops that go on: 'loop@2 waits@3 for signal', and the `continue` that leaves out the only check. */
const unobservedIn = (code: string): readonly string[] => factsOf(code).unobservedAborts.map(({ loop, wait, source, skip }) => {
  const by = source.parameter ? `${source.parameter.name}${source.isSignal ? '' : '.signal'}` : source.controller?.name
  return `loop@${lineOf(loop)} waits@${lineOf(wait)} for ${by ?? 'nobody'}${skip ? `, skipped@${lineOf(skip)}` : ''}`
})

const poll = (...lines: readonly string[]): readonly string[] => unobservedIn(`
async function poll(signal) {
  while (true) {
${lines.join('\n')}
  }
}`)

describe('an unobserved abort', () => {
  it('is not asked for on some way round the loop', () => {
    expect(poll('await refresh()')).toEqual(['loop@2 waits@3 for signal'])
    expect(poll('await refresh()', 'if (signal.aborted) return')).toEqual([])
    expect(poll('await refresh()', 'if (ready) { if (signal.aborted) return }')).toEqual(['loop@2 waits@3 for signal'])
  })

  it('is left out by a continue', () => {
    expect(poll('const answer = await load()', 'if (answer.isBusy) continue', 'if (signal.aborted) return'))
      .toEqual(['loop@2 waits@3 for signal, skipped@4'])
  })

  it('is heard by what is given the signal', () => {
    expect(poll('await load({ signal })')).toEqual([])
    expect(poll('await refresh()', 'await sleep(1000, undefined, { signal })')).toEqual([])
  })

  it('may come from a controller of the class that another function aborts', () => {
    const poller = (abort: string): readonly string[] => unobservedIn(`
class Poller {
  controller = new AbortController()
  stop() { ${abort} }
  async run() {
    for (;;) {
      await refresh()
      await pause(1000)
    }
  }
}`)
    expect(poller('this.controller.abort()')).toEqual(['loop@5 waits@6 for controller'])
    expect(poller('')).toEqual([])
  })

  it('is no matter of loops that go over data', () => {
    expect(unobservedIn(`
async function all(items, signal) {
  signal.throwIfAborted()
  for (const item of items) await store(item)
  for (let at = 0; at < items.length; at++) await store(items[at])
}`)).toEqual([])
  })
})
