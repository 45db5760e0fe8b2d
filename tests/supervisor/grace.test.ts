import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Grace } from '../../src/supervisor/waiting/grace.js'

const never = new Promise<void>(() => undefined)

/** What a wait has come to, as far as it has. */
function outcomeOf(wait: Promise<boolean>): { value: boolean | 'waits' } {
  const outcome: { value: boolean | 'waits' } = { value: 'waits' }
  void wait.then((value) => { outcome.value = value })
  return outcome
}

const turn = promisify(setImmediate)

/** So much time, the poll phase behind it, and what promises make of both. */
async function pass(ms: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms)
  await turn()
}

describe('a wait', () => {
  beforeEach(() => { vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }) })
  afterEach(() => { vi.useRealTimers() })

  it('ends with its task', async () => {
    const outcome = outcomeOf(new Grace().wait(Promise.resolve(), 1000))
    await pass(0)
    expect(outcome.value).toBe(true)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('ends with a task that rejects', async () => {
    const outcome = outcomeOf(new Grace().wait(Promise.reject(new Error('no')), 1000))
    await pass(0)
    expect(outcome.value).toBe(true)
  })

  it('ends at its deadline', async () => {
    const outcome = outcomeOf(new Grace().wait(never, 1000))
    await pass(999)
    expect(outcome.value).toBe('waits')
    await pass(1)
    expect(outcome.value).toBe(false)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('lets a poll phase pass at its deadline: what comes in there is in time', async () => {
    const task = new Promise<void>((resolve) => { setTimeout(() => { setImmediate(resolve) }, 1000) })
    const outcome = outcomeOf(new Grace().wait(task, 1000))
    await pass(1000)
    expect(outcome.value).toBe(true)
  })

  it('of no time lets a poll phase pass, and no more', async () => {
    const outcome = outcomeOf(new Grace().wait(never, 0))
    await Promise.resolve()
    expect(outcome.value).toBe('waits')
    await turn()
    expect(outcome.value).toBe(false)
  })

  it('longer than a timer of Node can be does not end at once', async () => {
    const outcome = outcomeOf(new Grace().wait(never, 2 ** 31 + 1000))
    await pass(2 ** 31)
    expect(outcome.value).toBe('waits')
    await pass(1000)
    expect(outcome.value).toBe(false)
  })
})

describe('the grace', () => {
  beforeEach(() => { vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }) })
  afterEach(() => { vi.useRealTimers() })

  it('ends waits that come after it', async () => {
    const grace = new Grace()
    grace.shorten(100)
    const outcome = outcomeOf(grace.wait(never, 1000))
    await pass(99)
    expect(outcome.value).toBe('waits')
    await pass(1)
    expect(outcome.value).toBe(false)
    expect(grace.isOver).toBe(true)
  })

  it('ends waits that have begun', async () => {
    const grace = new Grace()
    const outcome = outcomeOf(grace.wait(never, 1000))
    await pass(500)
    grace.shorten(100)
    await pass(99)
    expect(outcome.value).toBe('waits')
    await pass(1)
    expect(outcome.value).toBe(false)
  })

  it('does not lengthen a wait', async () => {
    const grace = new Grace()
    grace.shorten(5000)
    const outcome = outcomeOf(grace.wait(never, 100))
    await pass(100)
    expect(outcome.value).toBe(false)
    expect(grace.isOver).toBe(false)
  })

  it('gets shorter and never longer', async () => {
    const grace = new Grace()
    grace.shorten(100)
    grace.shorten(1000)
    const outcome = outcomeOf(grace.wait(never, 5000))
    await pass(100)
    expect(outcome.value).toBe(false)
  })

  it('that has ended shortens nothing any more', async () => {
    const grace = new Grace()
    grace.shorten(0)
    grace.end()
    grace.shorten(0)
    const outcome = outcomeOf(grace.wait(never, 1000))
    await pass(999)
    expect(outcome.value).toBe('waits')
    expect(grace.isOver).toBe(false)
    await pass(1)
    expect(outcome.value).toBe(false)
  })
})
