import type { TSESTree } from '@typescript-eslint/utils'
import { describe, expect, it } from 'vitest'
import { factsOf } from './facts-of.js'

const lineOf = (node: TSESTree.Node): number => node.loc.start.line

/** Listeners that stay: 'listener@3, over@5', and what comes anew each time. */
const leakedIn = (code: string): readonly string[] => factsOf(code).leakedListeners.map(({ listener, end, recurs, undoing }) =>
  [`listener@${lineOf(listener.node)}`, `over@${lineOf(end)}`, recurs && `each ${recurs}`, undoing && `undoes@${lineOf(undoing)}`]
    .filter(Boolean).join(', '))

/** Listeners that may be added too late: 'listener@4 since 3'. */
const unheardIn = (code: string): readonly string[] => factsOf(code).unheardAborts.map(({ listener, since, isInPromise, isMinor }) =>
  `${isMinor ? 'minor ' : ''}listener@${lineOf(listener.node)} since ${since ? lineOf(since) : 'the start'}${isInPromise ? ', in a promise' : ''}`)

/** A wait that ends by a timer or by the abort. */
const sleep = (name: string, settled: string): string => `
function ${name}(ms, signal) {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason)
    const halt = () => reject(signal.reason)
    setTimeout(() => { ${settled}resolve() }, ms)
    signal.addEventListener('abort', halt, { once: true })
  })
}`

describe('a leaked listener', () => {
  it('stays on the signal when the promise has settled', () => {
    expect(leakedIn(sleep('sleep', ''))).toEqual(['listener@6, over@5, each call'])
    expect(leakedIn(sleep('once', ''))).toEqual(['listener@6, over@5'])
  })

  it('is none that is removed where it settles', () => {
    expect(leakedIn(sleep('sleep', 'signal.removeEventListener("abort", halt); '))).toEqual([])
  })

  it('comes anew with each turn of a loop', () => {
    expect(leakedIn(`
async function run(jobs, signal) {
  for (const job of jobs) {
    signal.addEventListener('abort', () => job.cancel())
    await job.done
  }
}`)).toEqual(['listener@3, over@4, each turn'])
  })

  it('is none on a signal of its own', () => {
    expect(leakedIn(`
async function run(job) {
  const { signal } = new AbortController()
  signal.addEventListener('abort', () => job.cancel())
  await job.done
}`)).toEqual([])
  })
})

describe('an unheard abort', () => {
  it('may have been during the wait before the listener is added', () => {
    expect(unheardIn(`
async function run(signal) {
  const job = await start()
  signal.addEventListener('abort', () => job.cancel())
  await job.done
}`)).toEqual(['listener@3 since 2'])
  })

  it('is minor at the start of an async function', () => {
    expect(unheardIn(`
async function run(job, signal) {
  signal.addEventListener('abort', () => job.cancel())
  await job.done
}`)).toEqual(['minor listener@2 since the start'])
  })

  it('is heard where somebody asks on the way, before or behind the listener', () => {
    const run = (before: string, behind: string): readonly string[] => unheardIn(`
async function run(signal) {
  const job = await start()
  ${before}
  signal.addEventListener('abort', () => job.cancel())
  ${behind}
  await job.done
}`)
    expect(run('if (signal.aborted) return', '')).toEqual([])
    expect(run('', 'if (signal.aborted) job.cancel()')).toEqual([])
    expect(run('signal.throwIfAborted(); await job.ready', '')).toEqual(['listener@4 since 3'])
  })
})
