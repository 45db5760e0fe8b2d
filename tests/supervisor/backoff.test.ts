import { describe, expect, it } from 'vitest'
import { Restarts } from '../../src/supervisor/run/restarts.js'
import type { ExitReport, RestartPolicy } from '../../src/supervisor/index.js'

const policy = { on: 'failure', minMs: 100, maxMs: 1000, max: 6, withinMs: 10_000 } as const

function restarts(starts: readonly number[], changed: Partial<RestartPolicy> = {}): Restarts {
  const all = new Restarts({ ...policy, ...changed })
  for (const start of starts) all.count(start)
  return all
}

describe('a restart is due', () => {
  const isDue = (on: RestartPolicy['on'], cause: ExitReport['cause'], code: number | null) => restarts([], { on }).isDue({ cause, code })

  it.each([
    ['exit', 1], ['exit', null], ['consumer-failed', 0], ['not-ready', 0], ['spawn-error', null],
  ] as const)('on failure: %s with code %s', (cause, code) => {
    expect(isDue('failure', cause, code)).toBe(true)
    expect(isDue('always', cause, code)).toBe(true)
    expect(isDue('never', cause, code)).toBe(false)
  })

  it('always, and not on failure: exit with code 0', () => {
    expect(isDue('failure', 'exit', 0)).toBe(false)
    expect(isDue('always', 'exit', 0)).toBe(true)
    expect(isDue('never', 'exit', 0)).toBe(false)
  })

  it('never after a stop', () => {
    expect(isDue('always', 'stop', 1)).toBe(false)
  })
})

describe('the delay before a restart', () => {
  it('doubles with each start in the window, up to the longest', () => {
    expect(restarts([0]).delay(0)).toBe(100)
    expect(restarts([0, 1]).delay(1)).toBe(200)
    expect(restarts([0, 1, 2]).delay(2)).toBe(400)
    expect(restarts([0, 1, 2, 3]).delay(3)).toBe(800)
    expect(restarts([0, 1, 2, 3, 4]).delay(4)).toBe(1000)
  })

  it('is short again when the other starts are long ago', () => {
    expect(restarts([0, 1, 2, 20_000]).delay(20_001)).toBe(100)
  })

  it('is the shortest when the window is empty', () => {
    expect(restarts([0]).delay(60_000)).toBe(100)
  })

  it('is none when the restart would be one too many', () => {
    expect(restarts([0, 1, 2, 3, 4, 5]).delay(6)).toBeUndefined()
  })

  it('is none with a max of 1, which is the first start', () => {
    expect(restarts([0], { max: 1 }).delay(1)).toBeUndefined()
  })

  it('is one when the restart falls behind the window of the first start', () => {
    expect(restarts([0, 5000], { max: 2 }).delay(9799)).toBeUndefined()
    expect(restarts([0, 5000], { max: 2 }).delay(9800)).toBe(200)
  })

  it('is one after a fresh window has begun', () => {
    const all = restarts([0, 1, 2, 3, 4, 5])
    all.forget()
    all.count(6)
    expect(all.delay(7)).toBe(100)
  })

  it('is none after more starts than are remembered', () => {
    expect(restarts([0, 1, 2, 3, 4, 5, 6, 7, 8], { max: 3 }).delay(9)).toBeUndefined()
  })
})
