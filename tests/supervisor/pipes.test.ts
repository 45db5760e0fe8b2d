import { describe, expect } from 'vitest'
import type { Run } from '../../src/supervisor/index.js'
import { program } from './command.js'
import { deferred, turn } from './deferred.js'
import { isAlive } from './postcondition.js'
import { test } from './scene.js'

describe('what is written to a child', () => {
  test('F22: write() rejects when the child has closed its stdin', async ({ scene }) => {
    const { supervisor, ear } = scene.supervise('closes-stdin.sh', { stop: { eofMs: 20 } })
    const run = await supervisor.start()
    await ear.hears(/^ready$/)

    await expect(run.write('anybody?\n')).rejects.toMatchObject({ code: 'EPIPE' })

    expect(supervisor.state).toBe('ready')
    expect(await supervisor.stop()).toMatchObject({ cause: 'stop', step: 'term' })
  })

  test('F22: write() rejects when the child is killed in the middle of 4 MB', async ({ scene }) => {
    const { supervisor, ear } = scene.supervise('obeys.sh')
    const run = await supervisor.start()
    await ear.hears(/^ready$/)

    const write = expect(run.write('x'.repeat(4_000_000))).rejects.toThrow()
    process.kill(run.pid, 'SIGKILL')

    await write
    expect(await run.exited).toMatchObject({ cause: 'exit', code: null, signal: 'SIGKILL' })
  })

  test('F22: write() rejects when the run is over', async ({ scene }) => {
    const { supervisor, ear } = scene.supervise('exits-on-eof.sh')
    const run = await supervisor.start()
    await ear.hears(/^ready$/)
    await supervisor.stop()

    await expect(run.write('anybody?\n')).rejects.toThrow()
  })

  test('F22: and when the stop finds it waiting', async ({ scene }) => {
    const { supervisor, ear } = scene.supervise('obeys.sh', { stop: { eofMs: 20 } })
    const run = await supervisor.start()
    await ear.hears(/^ready$/)

    const write = expect(run.write('x'.repeat(4_000_000))).rejects.toThrow()
    expect(await supervisor.stop()).toMatchObject({ cause: 'stop', step: 'term' })

    await write
  })

  test('F22: what a living child reads arrives', async ({ scene }) => {
    const { supervisor, ear } = scene.supervise('on-command.sh')
    const run = await supervisor.start()

    await run.write('say 42\n')

    expect(await ear.number(/^(\d+)$/)).toBe(42)
    run.endInput()
    expect(await run.exited).toMatchObject({ cause: 'exit', code: 0 })
  })
})

describe('what a child writes', () => {
  test('F23: the end of its stdout is not its end', async ({ scene }) => {
    const { supervisor, trace } = scene.supervise('closes-stdout.sh', {
      deaf: true,
      stop: { eofMs: 20 },
      consumers: { reader: async (run) => { expect(await all(run.stdout.lines())).toEqual(['ready']) } },
    })
    const run = await supervisor.start()
    await trace.announces(({ type }) => type === 'consumer.settled')

    expect(isAlive(run.pid)).toBe(true)
    expect(supervisor.state).toBe('ready')
    expect(await supervisor.stop()).toMatchObject({
      cause: 'stop', step: 'term', stderrTail: 'still here\n', truncated: false, consumers: [{ name: 'reader', outcome: 'done' }],
    })
  })

  test('F24: 100 kB of a child that is gone reach a consumer that slept until then', async ({ scene }) => {
    let lines: string[] = []
    const { supervisor, trace } = scene.supervise('counts.sh', {
      args: [program('counts.sh'), '18000'],
      deaf: true,
      consumers: {
        sleeper: async (run) => {
          const output = run.stdout.lines()
          await trace.announces(({ type }) => type === 'exit')
          lines = await all(output)
        },
      },
    })
    const run = await supervisor.start()

    expect(await run.exited).toMatchObject({ cause: 'exit', code: 0, truncated: false, consumers: [{ name: 'sleeper', outcome: 'done' }] })

    expect(lines).toEqual(numbers(18_000))
  })

  test('F24: 180 kB, more than is read ahead and the pipe holds, reach one that sleeps', async ({ scene }) => {
    let lines: string[] = []
    const { supervisor } = scene.supervise('counts.sh', {
      args: [program('counts.sh'), '32000'],
      deaf: true,
      consumers: {
        sleeper: async (run) => {
          const output = run.stdout.lines()
          await new Promise((resolve) => setTimeout(resolve, 300))
          lines = await all(output)
        },
      },
    })
    const run = await supervisor.start()

    expect(await run.exited).toMatchObject({ cause: 'exit', code: 0, truncated: false, consumers: [{ name: 'sleeper', outcome: 'done' }] })

    expect(lines).toEqual(numbers(32_000))
  })

  test('F24: and if it never wakes up in time, the report says so', async ({ scene }) => {
    const never = deferred()
    const { supervisor } = scene.supervise('counts.sh', {
      args: [program('counts.sh'), '18000'],
      deaf: true,
      stop: { consumerMs: 50, drainIdleMs: 50, drainMaxMs: 200 },
      consumers: {
        sleeper: async (run) => {
          const output = run.stdout.lines()
          await never.promise
          await all(output)
        },
      },
    })
    const run = await supervisor.start()

    expect(await run.exited).toMatchObject({ cause: 'exit', code: 0, truncated: true, consumers: [{ name: 'sleeper', outcome: 'stuck' }] })

    never.resolve()
  })

  test('F24: a claim after bytes were dropped says so too', async ({ scene }) => {
    const { supervisor } = scene.supervise('on-command.sh', {
      deaf: true,
      consumers: {
        late: async (run) => {
          const silence = run.lastOutputAt
          while (run.lastOutputAt === silence) await turn()
          const output = run.stdout.lines()
          await run.write('exit 0\n')
          expect(await all(output)).toEqual([])
        },
      },
    })
    const run = await supervisor.start()

    expect(await run.exited).toMatchObject({ cause: 'exit', code: 0, truncated: true, consumers: [{ name: 'late', outcome: 'done' }] })
  })

  test('F26: 10 MB of stderr that nobody reads block nothing, and the tail holds the end', async ({ scene }) => {
    const { supervisor, ear } = scene.supervise('floods-stderr.sh', { tailBytes: 1024, stop: { eofMs: 20 } })
    await supervisor.start()
    await ear.hears(/^done$/)

    const report = await supervisor.stop()

    expect(report?.stderrTail.endsWith('e\nthe end of stderr\n') || report?.stderrTail.endsWith('ethe end of stderr\n')).toBe(true)
    expect(Buffer.byteLength(report?.stderrTail ?? '')).toBeLessThanOrEqual(1024)
    expect(Buffer.byteLength(report?.stderrTail ?? '')).toBeGreaterThan(1000)
  })
})

function numbers(last: number): string[] {
  return Array.from({ length: last }, (_, index) => String(index + 1))
}

async function all(output: ReturnType<Run['stdout']['lines']>): Promise<string[]> {
  const lines: string[] = []
  for await (const line of output) lines.push(line)
  return lines
}
