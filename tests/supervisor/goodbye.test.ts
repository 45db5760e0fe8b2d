import { describe, expect } from 'vitest'
import type { Run } from '../../src/supervisor/index.js'
import { aborted } from './deferred.js'
import { test } from './scene.js'

/** Says something and reads until the child says it, too. */
async function exchange(run: Run, number: number): Promise<string[]> {
  const lines: string[] = []
  const output = run.stdout.lines()
  await run.write(`say ${number}\n`)
  for await (const line of output) {
    lines.push(line)
    if (line === String(number)) break
  }
  return lines
}

// Two readers on one pipe is how a goodbye loses its answer: this one begins when the consumers have settled.
describe('goodbye', () => {
  test('is the only reader, after the consumers have settled', async ({ scene }) => {
    let answer: string[] = []
    let settledBefore = false
    const { supervisor, trace, ear } = scene.supervise('on-command.sh', {
      stop: { goodbyeMs: 60_000, eofMs: 60_000 },
      goodbye: async (run) => {
        settledBefore = trace.of(1).includes('consumer.settled ear aborted')
        answer = await exchange(run, 42)
      },
    })
    await supervisor.start()
    await ear.hears(/^ready/)

    expect(await supervisor.stop()).toMatchObject({ cause: 'stop', step: 'eof', code: 0 })

    expect(settledBefore).toBe(true)
    expect(answer).toEqual(['42'])
    expect(ear.lines).toHaveLength(1)
  })

  test('is the step when the child leaves during it', async ({ scene }) => {
    const { supervisor, trace, ear } = scene.supervise('on-command.sh', {
      stop: { goodbyeMs: 60_000, eofMs: 60_000 },
      goodbye: async (run) => {
        await run.write('exit 0\n')
        await trace.announces(({ type }) => type === 'exit')
      },
    })
    await supervisor.start()
    await ear.hears(/^ready/)

    expect(await supervisor.stop()).toMatchObject({ cause: 'stop', step: 'goodbye', code: 0 })
  })

  test('that waits for a child which is gone is over', async ({ scene }) => {
    const { supervisor, ear } = scene.supervise('on-command.sh', {
      stop: { goodbyeMs: 60_000, eofMs: 60_000 },
      goodbye: async (run, signal) => {
        await run.write('crash\n')
        await aborted(signal)
      },
    })
    await supervisor.start()
    await ear.hears(/^ready/)

    expect(await supervisor.stop()).toMatchObject({ cause: 'stop', step: 'goodbye', signal: 'SIGKILL' })
  })

  test('that never settles is aborted at its deadline, and the stop goes on', async ({ scene }) => {
    let wasAborted = false
    const { supervisor, ear } = scene.supervise('on-command.sh', {
      stop: { goodbyeMs: 50, eofMs: 60_000 },
      goodbye: async (_run, signal) => {
        await aborted(signal)
        wasAborted = true
        await new Promise(() => {})
      },
    })
    await supervisor.start()
    await ear.hears(/^ready/)

    expect(await supervisor.stop()).toMatchObject({ cause: 'stop', step: 'eof', code: 0 })

    expect(wasAborted).toBe(true)
  })

  test('that rejects is told in the report, and the stop goes on', async ({ scene }) => {
    const error = new Error('no goodbye')
    const { supervisor, ear } = scene.supervise('on-command.sh', {
      stop: { eofMs: 60_000 },
      goodbye: async () => Promise.reject(error),
    })
    await supervisor.start()
    await ear.hears(/^ready/)

    expect(await supervisor.stop()).toMatchObject({ cause: 'stop', step: 'eof', error })
  })

  test('is not said to a child that ended by itself', async ({ scene }) => {
    let said = false
    const { supervisor, ear } = scene.supervise('on-command.sh', {
      goodbye: async () => {
        said = true
        return Promise.resolve()
      },
    })
    const run = await supervisor.start()
    await ear.hears(/^ready/)
    await run.write('exit 0\n')

    expect(await run.exited).toMatchObject({ cause: 'exit' })

    expect(said).toBe(false)
  })
})
