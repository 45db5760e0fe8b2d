import { describe, expect } from 'vitest'
import { StoppedError } from '../../src/supervisor/index.js'
import { aborted, deferred, turn } from './deferred.js'
import { test } from './scene.js'

describe('a consumer that stops its own run', () => {
  test('F15: one that awaits stop() is bounded by consumerMs, and named', async ({ scene }) => {
    const { supervisor, trace } = scene.supervise('obeys.sh', {
      stop: { consumerMs: 100, eofMs: 20, termMs: 60_000 },
      consumers: {
        suicidal: async () => {
          await turn()
          await supervisor.stop()
        },
      },
    })
    await supervisor.start()
    await trace.announces(({ type }) => type === 'report')

    const [report] = supervisor.reports
    expect(report).toMatchObject({ cause: 'stop', step: 'term' })
    expect(report?.consumers.find(({ name }) => name === 'suicidal')?.outcome).toMatch(/^(stuck|failed)$/)
  })

  test('F15: one that requests it ends in order', async ({ scene }) => {
    const reason = new Error('enough')
    const { supervisor, trace, ear } = scene.supervise('obeys.sh', {
      stop: { eofMs: 20, termMs: 60_000 },
      consumers: {
        polite: async (run, signal) => {
          await ear.hears(/^ready$/)
          run.requestStop(reason)
          await aborted(signal)
        },
      },
    })
    await supervisor.start()
    await trace.announces(({ type }) => type === 'report')

    expect(supervisor.reports).toMatchObject([{
      cause: 'stop', step: 'term', consumers: [{ name: 'ear', outcome: 'aborted' }, { name: 'polite', outcome: 'aborted' }],
    }])
    expect(supervisor.state).toBe('idle')
  })
})

describe('a consumer that never settles', () => {
  test('F16: stop goes on at consumerMs and names it; settling later changes nothing', async ({ scene }) => {
    const never = deferred()
    const { supervisor, trace, ear } = scene.supervise('obeys.sh', {
      stop: { consumerMs: 50, eofMs: 20, termMs: 60_000 },
      consumers: { stubborn: async () => never.promise },
    })
    await supervisor.start()
    await ear.hears(/^ready$/)

    const report = await supervisor.stop()

    expect(report?.consumers).toEqual([{ name: 'ear', outcome: 'aborted' }, { name: 'stubborn', outcome: 'stuck' }])
    const course = trace.of(1)
    never.resolve()
    await turn()
    expect(trace.of(1)).toEqual(course)
    expect(supervisor.reports).toEqual([report])
    expect(supervisor.state).toBe('idle')
  })
})

describe('a consumer that fails', () => {
  test('F17: one that throws at once fails the start with its error', async ({ scene }) => {
    const error = new Error('thrown')
    const { supervisor } = scene.supervise('obeys.sh', {
      stop: { eofMs: 20, termMs: 60_000 },
      consumers: { broken: () => { throw error } },
      ready: async (_run, signal) => aborted(signal),
    })

    await expect(supervisor.start()).rejects.toBe(error)

    expect(supervisor.reports).toMatchObject([{ cause: 'consumer-failed', error }])
    expect(supervisor.reports[0]?.consumers).toContainEqual({ name: 'broken', outcome: 'failed', error })
    expect(supervisor.state).toBe('idle')
  })

  test('F17: one that rejects later ends the run with the cause', async ({ scene }) => {
    const error = new Error('rejected')
    const { supervisor, trace, ear } = scene.supervise('obeys.sh', {
      stop: { eofMs: 20, termMs: 60_000 },
      consumers: {
        broken: async () => {
          await ear.hears(/^ready$/)
          throw error
        },
      },
    })
    await supervisor.start().catch(() => {})
    await trace.announces(({ type }) => type === 'report')

    expect(supervisor.reports).toMatchObject([{ cause: 'consumer-failed', error, step: 'term' }])
    expect(supervisor.reports[0]?.consumers).toEqual([
      { name: 'ear', outcome: 'aborted' },
      { name: 'broken', outcome: 'failed', error },
    ])
  })

  test('F17: one that rejects because of the abort has not failed', async ({ scene }) => {
    const { supervisor, ear } = scene.supervise('obeys.sh', {
      stop: { eofMs: 20, termMs: 60_000 },
      consumers: {
        abortable: async (_run, signal) => {
          await aborted(signal)
          signal.throwIfAborted()
        },
      },
    })
    await supervisor.start()
    await ear.hears(/^ready$/)

    expect((await supervisor.stop())?.consumers).toContainEqual({ name: 'abortable', outcome: 'aborted' })
  })

  test('F17: one that rejects after the release is an event, and never unhandled', async ({ scene }) => {
    const late = deferred()
    const error = new Error('late')
    const { supervisor, trace, ear } = scene.supervise('obeys.sh', {
      stop: { consumerMs: 50, eofMs: 20, termMs: 60_000 },
      consumers: { slow: async () => late.promise },
    })
    await supervisor.start()
    await ear.hears(/^ready$/)
    const report = await supervisor.stop()

    late.reject(error)
    await turn()

    expect(trace.events.at(-1)).toEqual({ at: expect.any(Number) as number, type: 'late', run: 1, name: 'slow', error })
    expect(supervisor.reports).toEqual([report])
  })

  test('F17: a failure of one aborts the others, and is not lost among theirs', async ({ scene }) => {
    const first = new Error('first')
    const second = new Error('second')
    const { supervisor, trace, ear } = scene.supervise('obeys.sh', {
      stop: { eofMs: 20, termMs: 60_000 },
      consumers: {
        first: async () => {
          await ear.hears(/^ready$/)
          throw first
        },
        second: async (_run, signal) => {
          await aborted(signal)
          throw second
        },
      },
    })
    await supervisor.start().catch(() => {})
    await trace.announces(({ type }) => type === 'report')

    expect(supervisor.reports).toMatchObject([{ cause: 'consumer-failed', error: first }])
    expect(supervisor.reports[0]?.consumers).toContainEqual({ name: 'second', outcome: 'failed', error: second })
  })
})

describe('a consumer that ends with the child', () => {
  test('F18: ending in the same tick as the exit, with an onEvent that throws', async ({ scene }) => {
    const exit = deferred()
    const { supervisor, trace, ear } = scene.supervise('on-command.sh', {
      consumers: { companion: async () => exit.promise },
      onEvent: ({ type }) => {
        if (type === 'exit') exit.resolve()
        throw new Error('onEvent throws')
      },
    })
    const run = await supervisor.start()
    await ear.hears(/^ready/)
    await run.write('exit 0\n')

    expect(await run.exited).toMatchObject({ cause: 'exit', code: 0, orphans: 'none' })

    expect(trace.of(1).filter((word) => !word.startsWith('consumer.settled'))).toEqual(['spawned', 'exit 0', 'released', 'report exit'])
    expect(supervisor.reports[0]?.consumers).toEqual([{ name: 'ear', outcome: 'done' }, { name: 'companion', outcome: 'done' }])
  })

  test('F18: a throwing onEvent changes nothing about a stop', async ({ scene }) => {
    const { supervisor, trace, ear } = scene.supervise('obeys.sh', {
      stop: { eofMs: 20, termMs: 60_000 },
      onEvent: () => { throw new Error('onEvent throws') },
    })
    await supervisor.start()
    await ear.hears(/^ready$/)

    expect(await supervisor.stop()).toMatchObject({ cause: 'stop', step: 'term' })

    expect(trace.states).toEqual(['starting', 'ready', 'stopping', 'idle'])
  })

  test('F18: a stop by a ready that fails carries its error', async ({ scene }) => {
    const error = new Error('never ready')
    const { supervisor } = scene.supervise('obeys.sh', {
      stop: { eofMs: 20, termMs: 60_000 },
      ready: async () => Promise.reject(error),
    })

    await expect(supervisor.start()).rejects.toBe(error)

    expect(supervisor.reports).toMatchObject([{ cause: 'not-ready', error }])
    await expect(supervisor.stop()).resolves.toBe(supervisor.reports[0])
  })
})

test('a reason of stop() is the cause of the StoppedError of start()', async ({ scene }) => {
  const { supervisor } = scene.supervise('silent.sh', { stop: { eofMs: 20 }, ready: async (_run, signal) => aborted(signal) })
  const reason = new Error('changed my mind')
  const start = supervisor.start()
  const stop = supervisor.stop({ reason })

  await expect(start).rejects.toSatisfy((error) => error instanceof StoppedError && error.cause === reason)
  await expect(stop).resolves.toMatchObject({ cause: 'stop' })
})
