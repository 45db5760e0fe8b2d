import fc from 'fast-check'
import { describe, expect } from 'vitest'
import { StoppedError, type Run } from '../../src/supervisor/index.js'
import { aborted, turn } from './deferred.js'
import { isAlive } from './postcondition.js'
import { test } from './scene.js'

const NEVER_READY = async (_run: Run, signal: AbortSignal): Promise<void> => {
  await aborted(signal)
  signal.throwIfAborted()
}

describe('a stop while it starts', () => {
  test('F11: at random ticks, start() rejects with a StoppedError', async ({ scene }) => {
    const ticks = fc.array(fc.constantFrom<'microtask' | 'turn'>('microtask', 'turn'), { maxLength: 12 })
    await fc.assert(fc.asyncProperty(ticks, async (steps) => {
      const { supervisor } = scene.supervise('obeys.sh', { stop: { eofMs: 5 }, ready: NEVER_READY })
      const reason = new Error('changed my mind')
      const start = supervisor.start()
      const outcome = expect(start).rejects.toSatisfy((error) => error instanceof StoppedError && error.cause === reason)
      for (const step of steps) await (step === 'turn' ? turn() : undefined)

      await supervisor.stop({ reason })

      await outcome
      expect(supervisor.state).toBe('idle')
      expect(supervisor.run).toBeNull()
    }), { numRuns: 25, seed: 11 })
  })

  test('F11: in a readiness that does not end when it is aborted', async ({ scene }) => {
    const { supervisor, ear } = scene.supervise('obeys.sh', {
      stop: { consumerMs: 50, eofMs: 5 },
      ready: async () => new Promise(() => {}),
    })
    const start = supervisor.start()
    const outcome = expect(start).rejects.toBeInstanceOf(StoppedError)
    await ear.hears(/^ready$/)

    expect(await supervisor.stop()).toMatchObject({ cause: 'stop', step: 'term' })

    await outcome
  })
})

describe('many stops', () => {
  test('F13: 100 at once with mixed graces are one teardown, by the shortest deadline', async ({ scene }) => {
    const { supervisor, trace, ear } = scene.supervise('ignores-term.sh', { stop: { eofMs: 60_000, termMs: 60_000 } })
    await supervisor.start()
    await ear.hears(/^ready$/)

    const graces = Array.from({ length: 100 }, (_, index) => (index === 57 ? 50 : 60_000 + 100 * index))
    const reports = await Promise.all(graces.map(async (graceMs) => supervisor.stop({ graceMs })))

    expect(new Set(reports).size).toBe(1)
    expect(reports[0]).toMatchObject({ cause: 'stop', step: 'kill', signal: 'SIGKILL' })
    expect(trace.of(1).filter((word) => word === 'signal SIGKILL')).toHaveLength(1)
  })

  test('F13: a later one with a smaller grace escalates', async ({ scene }) => {
    const { supervisor, trace, ear } = scene.supervise('ignores-term.sh', { stop: { eofMs: 20, termMs: 60_000 } })
    await supervisor.start()
    await ear.hears(/^ready$/)

    const patient = supervisor.stop()
    await trace.announces((event) => event.type === 'signal' && event.signal === 'SIGTERM')
    const hurried = supervisor.stop({ graceMs: 0 })

    expect(await hurried).toBe(await patient)
    expect(await patient).toMatchObject({ step: 'kill' })
  })

  test('F13: one without any grace does not wait before the SIGKILL', async ({ scene }) => {
    let saidGoodbye = false
    const { supervisor, trace, ear } = scene.supervise('ignores-term.sh', {
      stop: { eofMs: 60_000, termMs: 60_000 },
      goodbye: async () => {
        saidGoodbye = true
        return Promise.resolve()
      },
    })
    await supervisor.start()
    await ear.hears(/^ready$/)

    expect(await supervisor.stop({ graceMs: 0 })).toMatchObject({ cause: 'stop', step: 'kill', signal: 'SIGKILL' })

    expect(saidGoodbye).toBe(false)
    expect(trace.signals(1)).toEqual(['SIGTERM', 'SIGKILL'])
  })

  test('F13: a later one with a larger grace is no reprieve', async ({ scene }) => {
    const { supervisor, ear } = scene.supervise('ignores-term.sh', { stop: { eofMs: 20, termMs: 60_000 } })
    await supervisor.start()
    await ear.hears(/^ready$/)

    const hurried = supervisor.stop({ graceMs: 50 })
    const patient = supervisor.stop({ graceMs: 60_000 })

    expect(await patient).toBe(await hurried)
    expect(await hurried).toMatchObject({ step: 'kill' })
  })
})

describe('starts and stops across each other', () => {
  test('F14: a start during a stop waits for it, then spawns', async ({ scene }) => {
    const { supervisor, trace, ear } = scene.supervise('obeys.sh', { stop: { eofMs: 20 } })
    await supervisor.start()
    await ear.hears(/^ready$/)

    const stop = supervisor.stop()
    const second = await supervisor.start()

    expect(second.id).toBe(2)
    expect(await stop).toMatchObject({ run: 1 })
    expect(isAlive(trace.pids[0] ?? 0)).toBe(false)
    expect(supervisor.run).toBe(second)
  })

  test('F14: a stop during a queued start takes it back', async ({ scene }) => {
    const { supervisor, trace, ear } = scene.supervise('obeys.sh', { stop: { eofMs: 20 } })
    await supervisor.start()
    await ear.hears(/^ready$/)

    const first = supervisor.stop()
    const start = supervisor.start()
    const outcome = expect(start).rejects.toBeInstanceOf(StoppedError)
    const second = supervisor.stop()

    expect(await second).toBe(await first)
    await outcome
    expect(trace.pids).toHaveLength(1)
    expect(supervisor.state).toBe('idle')
  })

  test('F14: starts at once are one start', async ({ scene }) => {
    const { supervisor, trace } = scene.supervise('obeys.sh', { stop: { eofMs: 20 } })

    const runs = await Promise.all([supervisor.start(), supervisor.start(), supervisor.start()])

    expect(new Set(runs).size).toBe(1)
    expect(trace.pids).toHaveLength(1)
  })

  test('F14: in seeded interleavings the last intent wins, and never two children live', async ({ scene }) => {
    const steps = fc.array(fc.constantFrom<Step>('start', 'stop', 'restart', 'tick', 'turn'), { minLength: 2, maxLength: 12 })
    await fc.assert(fc.asyncProperty(steps, async (course) => {
      const { supervisor, trace } = scene.supervise('obeys.sh', { deaf: true, stop: { eofMs: 1 } })
      const settled: Promise<unknown>[] = []
      const ask = (promise: Promise<unknown>): void => void settled.push(promise.catch(() => {}))
      for (const step of course) {
        if (step === 'tick') await Promise.resolve()
        else if (step === 'turn') await turn()
        else ask(supervisor[step]())
      }
      await Promise.all(settled)

      const last = course.filter((step) => step !== 'tick' && step !== 'turn').at(-1)
      const living = trace.pids.filter(isAlive)
      expect(supervisor.state).toBe(last === undefined || last === 'stop' ? 'idle' : 'ready')
      expect(living).toEqual(last === undefined || last === 'stop' ? [] : [supervisor.run?.pid])
      await supervisor.stop()
    }), { numRuns: 40, seed: 14 })
  })
})

type Step = 'start' | 'stop' | 'restart' | 'tick' | 'turn'

describe('a signal of the user', () => {
  test('F29: aborted before the start: its reason, and no spawn', async ({ scene }) => {
    const controller = scene.controller()
    const reason = new Error('not today')
    controller.abort(reason)
    const { supervisor, trace } = scene.supervise('obeys.sh', { signal: controller.signal })

    await expect(supervisor.start()).rejects.toBe(reason)

    expect(trace.pids).toEqual([])
    expect(supervisor.run).toBeNull()
  })

  test('F29: aborted during the start', async ({ scene }) => {
    const controller = scene.controller()
    const reason = new Error('not now')
    const { supervisor, trace } = scene.supervise('obeys.sh', { signal: controller.signal, stop: { eofMs: 20 } })
    const outcome = expect(supervisor.start()).rejects.toBe(reason)

    controller.abort(reason)

    await outcome
    await trace.announces(({ type }) => type === 'report')
    expect(supervisor.reports).toMatchObject([{ cause: 'stop' }])
  })

  test('F29: aborted during the readiness', async ({ scene }) => {
    const controller = scene.controller()
    const reason = new Error('too slow')
    const { supervisor, trace, ear } = scene.supervise('obeys.sh', { signal: controller.signal, stop: { eofMs: 20 }, ready: NEVER_READY })
    const outcome = expect(supervisor.start()).rejects.toBe(reason)
    await ear.hears(/^ready$/)

    controller.abort(reason)

    await outcome
    await trace.announces(({ type }) => type === 'report')
    expect(supervisor.reports).toMatchObject([{ cause: 'stop', step: 'term' }])
  })

  test('F29: aborted when ready it is a stop', async ({ scene }) => {
    const controller = scene.controller()
    const { supervisor, ear } = scene.supervise('obeys.sh', { signal: controller.signal, stop: { eofMs: 20 } })
    const run = await supervisor.start()
    await ear.hears(/^ready$/)

    controller.abort()

    expect(await run.exited).toMatchObject({ cause: 'stop', step: 'term' })
    expect(supervisor.state).toBe('idle')
  })

  test('F29: aborted after the exit it changes nothing', async ({ scene }) => {
    const controller = scene.controller()
    const { supervisor, trace } = scene.supervise('crashes.sh', { signal: controller.signal })
    await supervisor.start().catch(() => {})
    await trace.announces(({ type }) => type === 'report')
    const events = [...trace.events]

    controller.abort()
    await turn()

    expect(trace.events).toEqual(events)
    expect(supervisor.reports).toMatchObject([{ cause: 'exit', code: 3 }])
  })
})
