import { describe, expect, vi } from 'vitest'
import { StoppedError, StopFailedError } from '../../src/supervisor/index.js'
import { host } from '../../src/supervisor/system/host.js'
import { aborted } from './deferred.js'
import { isAlive } from './postcondition.js'
import { test } from './scene.js'

describe('disposal', () => {
  test('is a stop, after which nothing starts any more', async ({ scene }) => {
    const { supervisor, trace, ear } = scene.supervise('obeys.sh', { stop: { eofMs: 20 } })
    const run = await supervisor.start()
    await ear.hears(/^ready$/)

    await supervisor[Symbol.asyncDispose]()

    expect(isAlive(run.pid)).toBe(false)
    expect(supervisor.state).toBe('disposed')
    await expect(supervisor.start()).rejects.toBeInstanceOf(StoppedError)
    await expect(supervisor.stop()).resolves.toBe(supervisor.reports[0])
    expect(trace.pids).toHaveLength(1)
  })

  test('interrupts a start', async ({ scene }) => {
    const { supervisor } = scene.supervise('obeys.sh', { stop: { eofMs: 20 }, ready: async (_run, signal) => aborted(signal) })
    const outcome = expect(supervisor.start()).rejects.toBeInstanceOf(StoppedError)

    await supervisor[Symbol.asyncDispose]()

    await outcome
    expect(supervisor.state).toBe('disposed')
  })

  test('ends a backoff', async ({ scene }) => {
    const { supervisor, trace } = scene.supervise('crashes.sh', { restart: { on: 'always', minMs: 60_000, maxMs: 60_000 } })
    await supervisor.start().catch(() => {})
    await trace.state('backoff')

    await supervisor[Symbol.asyncDispose]()

    expect(supervisor.state).toBe('disposed')
    expect(trace.pids).toHaveLength(1)
  })

  test('of one that never started does nothing, twice', async ({ scene }) => {
    const { supervisor, trace } = scene.supervise('obeys.sh')

    await supervisor[Symbol.asyncDispose]()
    await supervisor[Symbol.asyncDispose]()

    expect(trace.states).toEqual(['disposed'])
    expect(await supervisor.stop()).toBeNull()
  })

  test('F35: rejects when the child outlives SIGKILL, and is complete when it leaves', async ({ scene }) => {
    const kill = vi.spyOn(host, 'kill').mockImplementation(() => {})
    const { supervisor, trace, ear } = scene.supervise('obeys.sh', { stop: { eofMs: 10, termMs: 10, killMs: 30 } })
    const run = await supervisor.start()
    await ear.hears(/^ready$/)

    await expect(supervisor[Symbol.asyncDispose]()).rejects.toBeInstanceOf(StopFailedError)
    expect(supervisor.run).toBe(run)
    kill.mockRestore()
    process.kill(run.pid, 'SIGKILL')

    expect(await run.exited).toMatchObject({ cause: 'stop', signal: 'SIGKILL' })
    expect(supervisor.run).toBeNull()
    expect(trace.states.at(-1)).toBe('disposed')
  })
})

describe('a signal of the user', () => {
  test('F29: aborted during the backoff ends it', async ({ scene }) => {
    const controller = scene.controller()
    const { supervisor, trace } = scene.supervise('crashes.sh', {
      signal: controller.signal,
      restart: { on: 'always', minMs: 60_000, maxMs: 60_000 },
    })
    await supervisor.start().catch(() => {})
    await trace.state('backoff')

    controller.abort()

    expect(supervisor.state).toBe('idle')
    expect(trace.pids).toHaveLength(1)
  })

  test('F29: shared by many supervisors gives no warning', async ({ scene }) => {
    const controller = scene.controller()
    const many = Array.from({ length: 15 }, () => scene.supervise('obeys.sh', { signal: controller.signal, stop: { eofMs: 5 } }))
    const runs = await Promise.all(many.map(async ({ supervisor }) => supervisor.start()))

    controller.abort()

    for (const report of await Promise.all(runs.map(async ({ exited }) => exited))) expect(report).toMatchObject({ cause: 'stop' })
  })

  test('F29: that of the run may have many listeners', async ({ scene }) => {
    const listens = async (_run: unknown, signal: AbortSignal): Promise<void> => aborted(signal)
    const { supervisor, ear } = scene.supervise('obeys.sh', {
      stop: { eofMs: 5 },
      consumers: Object.fromEntries(Array.from({ length: 15 }, (_, index) => [`listener ${index}`, listens])),
    })
    await supervisor.start()
    await ear.hears(/^ready$/)

    expect((await supervisor.stop())?.consumers.map(({ outcome }) => outcome)).toEqual(Array.from({ length: 16 }, () => 'aborted'))
  })
})
