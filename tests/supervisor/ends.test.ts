import { describe, expect } from 'vitest'
import { aborted, deferred } from './deferred.js'
import { test } from './scene.js'

// How one child is brought to its end: which step does it, and what was sent for it.
describe('the end of a child', () => {
  test('F1: a child that ignores SIGTERM is killed at the deadline', async ({ scene }) => {
    const { supervisor, trace, ear } = scene.supervise('ignores-term.sh', { stop: { eofMs: 20, termMs: 100 } })
    await supervisor.start()
    await ear.hears(/^ready$/)

    expect(await supervisor.stop()).toMatchObject({ cause: 'stop', step: 'kill', code: null, signal: 'SIGKILL', truncated: false })

    expect(trace.of(1)).toEqual([
      'spawned', 'consumer.settled ear aborted', 'signal SIGTERM', 'signal SIGKILL', 'exit SIGKILL', 'released', 'report stop',
    ])
  })

  test('F1: a child that obeys SIGTERM is sent nothing else', async ({ scene }) => {
    const { supervisor, trace, ear } = scene.supervise('obeys.sh', { stop: { eofMs: 20, termMs: 60_000 } })
    await supervisor.start()
    await ear.hears(/^ready$/)

    expect(await supervisor.stop()).toMatchObject({ cause: 'stop', step: 'term', code: null, signal: 'SIGTERM', orphans: 'none' })

    expect(trace.of(1)).toEqual([
      'spawned', 'consumer.settled ear aborted', 'signal SIGTERM', 'exit SIGTERM', 'released', 'report stop',
    ])
  })

  test('F2: a child stopped by SIGSTOP goes on, and so obeys SIGTERM', async ({ scene }) => {
    const { supervisor, trace, ear } = scene.supervise('obeys.sh', { stop: { eofMs: 20, termMs: 60_000 } })
    const run = await supervisor.start()
    await ear.hears(/^ready$/)
    process.kill(run.pid, 'SIGSTOP')

    expect(await supervisor.stop()).toMatchObject({ cause: 'stop', step: 'term', code: null, signal: 'SIGTERM' })

    expect(trace.signals(1)).toEqual(['SIGTERM'])
  })

  test('F2: a child stopped by SIGSTOP that ignores SIGTERM is killed at the deadline', async ({ scene }) => {
    const { supervisor, trace, ear } = scene.supervise('ignores-term.sh', { stop: { eofMs: 20, termMs: 100 } })
    const run = await supervisor.start()
    await ear.hears(/^ready$/)
    process.kill(run.pid, 'SIGSTOP')

    expect(await supervisor.stop()).toMatchObject({ cause: 'stop', step: 'kill', code: null, signal: 'SIGKILL' })

    expect(trace.signals(1)).toEqual(['SIGTERM', 'SIGKILL'])
  })

  test('F3: a child that writes 400 kB on SIGTERM can write them all', async ({ scene }) => {
    const { supervisor, trace, ear } = scene.supervise('flushes-on-term.mjs', { stop: { eofMs: 20, termMs: 60_000 } })
    await supervisor.start()
    await ear.hears(/^ready$/)

    expect(await supervisor.stop()).toMatchObject({ cause: 'stop', step: 'term', code: 0, signal: null, truncated: false })

    expect(trace.signals(1)).toEqual(['SIGTERM'])
  })

  test('F3: so can one whose stdout was claimed and never read', async ({ scene }) => {
    const firstLine = deferred<string | undefined>()
    const { supervisor, trace } = scene.supervise('flushes-on-term.mjs', {
      deaf: true,
      stop: { eofMs: 20, termMs: 60_000 },
      consumers: {
        reader: async (run, signal) => {
          for await (const line of run.stdout.lines()) {
            firstLine.resolve(line)
            await aborted(signal)
          }
        },
      },
    })
    await supervisor.start()
    expect(await firstLine.promise).toBe('ready')

    expect(await supervisor.stop()).toMatchObject({ cause: 'stop', step: 'term', code: 0, signal: null })

    expect(trace.signals(1)).toEqual(['SIGTERM'])
  })

  test('F4: a child that exits at the end of its stdin is sent no signal', async ({ scene }) => {
    const { supervisor, trace, ear } = scene.supervise('exits-on-eof.sh', { stop: { eofMs: 60_000 } })
    await supervisor.start()
    await ear.hears(/^ready$/)

    expect(await supervisor.stop()).toMatchObject({ cause: 'stop', step: 'eof', code: 0, signal: null, orphans: 'none' })

    expect(trace.of(1)).toEqual(['spawned', 'consumer.settled ear aborted', 'exit 0', 'released', 'report stop'])
  })

  test('F36: a child that exits while the parent stalls past the deadline is not killed', async ({ scene }) => {
    const { supervisor, trace, ear } = scene.supervise('obeys.sh', {
      stop: { eofMs: 20, termMs: 200 },
      onEvent: (event) => {
        if (event.type === 'signal') setImmediate(stall, 2000)
      },
    })
    await supervisor.start()
    await ear.hears(/^ready$/)

    expect(await supervisor.stop()).toMatchObject({ cause: 'stop', step: 'term', signal: 'SIGTERM', orphans: 'none' })

    expect(trace.signals(1)).toEqual(['SIGTERM'])
  })
})

/** Keeps the event loop busy: no timer, no exit event and no output is seen meanwhile. */
function stall(milliseconds: number): void {
  const end = performance.now() + milliseconds
  while (performance.now() < end);
}
