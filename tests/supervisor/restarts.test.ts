import { describe, expect, vi } from 'vitest'
import { test } from './scene.js'

describe('restarts', () => {
  test('F9: a crash loop ends after max spawns, failed, with the last reports', async ({ scene }) => {
    const { supervisor, trace } = scene.supervise('crashes.sh', {
      restart: { on: 'failure', minMs: 20, maxMs: 10_000, max: 4, withinMs: 60_000 },
    })
    await supervisor.start().catch(() => {})
    await trace.state('failed')

    expect(trace.pids).toHaveLength(4)
    expect(supervisor.state).toBe('failed')
    expect(supervisor.reports.map(({ run, code, stderrTail }) => [run, code, stderrTail])).toEqual([
      [1, 3, `boom ${trace.pids[0] ?? 0}\n`],
      [2, 3, `boom ${trace.pids[1] ?? 0}\n`],
      [3, 3, `boom ${trace.pids[2] ?? 0}\n`],
      [4, 3, `boom ${trace.pids[3] ?? 0}\n`],
    ])
  })

  test('F9: its delays grow', async ({ scene }) => {
    const times: number[] = []
    const { supervisor, trace } = scene.supervise('crashes.sh', {
      restart: { on: 'failure', minMs: 20, maxMs: 50, max: 4, withinMs: 60_000 },
      onEvent: (event) => {
        if (event.type === 'spawned' || (event.type === 'state' && event.state === 'backoff')) times.push(performance.now())
      },
    })
    await supervisor.start().catch(() => {})
    await trace.state('failed')

    const [, first = 0, second = 0, third = 0, fourth = 0, fifth = 0, sixth = 0] = times
    expect(times).toHaveLength(7)
    // A timer may be late, and by a fraction of a millisecond early.
    expect(second - first).toBeGreaterThan(19)
    expect(fourth - third).toBeGreaterThan(39)
    expect(sixth - fifth).toBeGreaterThan(49)
  })

  test('F9: start() after that begins a new window', async ({ scene }) => {
    const { supervisor, trace } = scene.supervise('crashes.sh', {
      restart: { on: 'failure', minMs: 1, maxMs: 1, max: 2, withinMs: 60_000 },
      history: 2,
    })
    await supervisor.start().catch(() => {})
    await trace.state('failed')
    expect(trace.pids).toHaveLength(2)

    await supervisor.start().catch(() => {})
    await vi.waitUntil(() => trace.states.filter((state) => state === 'failed').length === 2)

    expect(trace.pids).toHaveLength(4)
    expect(supervisor.reports.map(({ run }) => run)).toEqual([3, 4])
  })

  test('F9: a success is no failure', async ({ scene }) => {
    const { supervisor, trace, ear } = scene.supervise('on-command.sh', { restart: { on: 'failure', minMs: 1, maxMs: 1 } })
    const run = await supervisor.start()
    await ear.hears(/^ready/)
    await run.write('exit 0\n')
    await run.exited

    expect(supervisor.state).toBe('idle')
    expect(trace.pids).toHaveLength(1)
  })

  test('F10: a stop during the backoff resolves at once, and nothing is spawned afterwards', async ({ scene }) => {
    const { supervisor, trace } = scene.supervise('crashes.sh', { restart: { on: 'always', minMs: 60_000, maxMs: 60_000 } })
    await supervisor.start().catch(() => {})
    await trace.state('backoff')

    const report = await supervisor.stop()

    expect(report).toMatchObject({ run: 1, cause: 'exit', code: 3 })
    expect(supervisor.state).toBe('idle')
    expect(supervisor.run).toBeNull()
    expect(trace.pids).toHaveLength(1)
  })

  test('F10: a start during the backoff spawns now', async ({ scene }) => {
    const { supervisor, trace, ear } = scene.supervise('on-command.sh', { restart: { on: 'failure', minMs: 60_000, maxMs: 60_000 } })
    const first = await supervisor.start()
    await ear.hears(/^ready/, 1)
    await first.write('exit 4\n')
    await trace.state('backoff')

    const second = await supervisor.start()

    expect(second.id).toBe(2)
    expect(supervisor.state).toBe('ready')
  })
})
