import { describe, expect } from 'vitest'
import { heartbeat, type Run } from '../../src/supervisor/index.js'
import { aborted } from './deferred.js'
import { test } from './scene.js'

describe('ready', () => {
  test('makes the start wait', async ({ scene }) => {
    const { supervisor, ear } = scene.supervise('on-command.sh', {
      stop: { eofMs: 60_000 },
      ready: async () => { await ear.hears(/^ready/) },
    })

    await supervisor.start()

    expect(ear.lines).toHaveLength(1)
    expect(supervisor.state).toBe('ready')
  })

  test('that never settles ends at readyMs', async ({ scene }) => {
    const { supervisor, trace } = scene.supervise('obeys.sh', {
      stop: { readyMs: 50, eofMs: 20 },
      ready: async () => new Promise(() => {}),
    })

    await expect(supervisor.start()).rejects.toThrow(/50/)

    expect(supervisor.reports).toMatchObject([{ cause: 'not-ready', step: 'term' }])
    expect(trace.states).not.toContain('ready')
    expect(supervisor.state).toBe('idle')
  })

  test('that rejects fails the start with its error', async ({ scene }) => {
    const error = new Error('never ready')
    const { supervisor } = scene.supervise('obeys.sh', { stop: { eofMs: 20 }, ready: async () => Promise.reject(error) })

    await expect(supervisor.start()).rejects.toBe(error)

    expect(supervisor.reports).toMatchObject([{ cause: 'not-ready', error }])
  })

  test('of a child that is gone fails the start with how it ended', async ({ scene }) => {
    const { supervisor } = scene.supervise('crashes.sh', { ready: async (_run, signal) => aborted(signal) })

    await expect(supervisor.start()).rejects.toThrow(/3/)

    expect(supervisor.reports).toMatchObject([{ cause: 'exit', code: 3 }])
  })
})

describe('restart()', () => {
  test('is a stop and a start', async ({ scene }) => {
    const { supervisor, ear } = scene.supervise('on-command.sh', { stop: { eofMs: 60_000 } })
    const first = await supervisor.start()
    await ear.hears(/^ready/, 1)

    const second = await supervisor.restart()

    expect(second.id).toBe(2)
    expect(supervisor.run).toBe(second)
    expect(await first.exited).toMatchObject({ run: 1, cause: 'stop', step: 'eof' })
  })
})

describe('heartbeat', () => {
  test('fails the run of a child that has stopped answering', async ({ scene }) => {
    const { supervisor, trace, ear } = scene.supervise('on-command.sh', {
      stop: { eofMs: 20, termMs: 50 },
      consumers: { health: heartbeat({ everyMs: 10, timeoutMs: 300, misses: 2, ping }) },
    })
    let asked = 0
    async function ping(run: Run): Promise<void> {
      const number = ++asked
      await run.write(`say pong-${number}\n`)
      await ear.hears(new RegExp(`^pong-${number}$`), run.id)
    }
    const run = await supervisor.start()
    await ear.hears(/^pong-3$/)
    process.kill(run.pid, 'SIGSTOP')
    await trace.announces(({ type }) => type === 'report')

    expect(supervisor.reports).toMatchObject([{ cause: 'consumer-failed', step: 'term' }])
    expect(supervisor.reports[0]?.consumers).toContainEqual(expect.objectContaining({ name: 'health', outcome: 'failed' }))
  })

  test('says nothing of one that answers, and ends with the run', async ({ scene }) => {
    let asked = 0
    const { supervisor, ear } = scene.supervise('on-command.sh', {
      stop: { eofMs: 60_000 },
      consumers: {
        health: heartbeat({
          everyMs: 1,
          timeoutMs: 60_000,
          ping: async (run) => {
            const number = ++asked
            await run.write(`say pong-${number}\n`)
            await ear.hears(new RegExp(`^pong-${number}$`), run.id)
          },
        }),
      },
    })
    await supervisor.start()
    await ear.hears(/^pong-5$/)

    expect((await supervisor.stop())?.consumers).toContainEqual({ name: 'health', outcome: 'aborted' })
  })
})
