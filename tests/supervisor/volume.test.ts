import { describe, expect } from 'vitest'
import type { LineOptions } from '../../src/supervisor/index.js'
import { deferred } from './deferred.js'
import { Memory } from './memory.js'
import { test, type Scene } from './scene.js'

describe('more than the parent can hold', () => {
  test('F25: a child that writes without end fills its pipe, not the memory of its parent', async ({ scene }) => {
    const memory = new Memory()
    const end = deferred()
    let bytes = 0
    const { supervisor } = scene.supervise('floods.sh', {
      deaf: true,
      stop: { eofMs: 20 },
      consumers: {
        slow: async (run, signal) => {
          for await (const chunk of run.stdout.bytes()) {
            bytes += chunk.length
            memory.sample()
            await new Promise((resolve) => setTimeout(resolve, 20))
            if (signal.aborted) break
          }
        },
      },
    })
    await supervisor.start()
    setTimeout(end.resolve, 3000)
    await end.promise
    // What stop() reads and drops is garbage that the collector has not come to: no part of what the slow consumer makes us keep.
    const { growth } = memory

    expect(await supervisor.stop()).toMatchObject({ cause: 'stop' })

    expect(bytes).toBeGreaterThan(0)
    expect(growth).toBeLessThan(32)
  })

  test('F27: 100 MB without a newline are cut at the limit', async ({ scene }) => {
    const memory = new Memory()
    const { lines, memory: grown } = await linesOf(scene, 'no-newline.sh', { maxLineBytes: 65_536, tooLong: 'truncate' }, memory)
    expect(lines).toEqual(['x'.repeat(65_536), 'after'])
    expect(grown.growth).toBeLessThan(64)
  })

  test('F27: or skipped', async ({ scene }) => {
    const { lines } = await linesOf(scene, 'no-newline.sh', { maxLineBytes: 65_536, tooLong: 'skip' })
    expect(lines).toEqual(['after'])
  })

  test('F27: or they fail the consumer, and with it the run', async ({ scene }) => {
    const lines: string[] = []
    const { supervisor, trace } = scene.supervise('no-newline.sh', {
      deaf: true,
      stop: { eofMs: 20 },
      consumers: {
        reader: async (run) => {
          for await (const line of run.stdout.lines({ maxLineBytes: 65_536, tooLong: 'fail' })) lines.push(line)
        },
      },
    })
    await supervisor.start().catch(() => {})
    await trace.announces(({ type }) => type === 'report')

    expect(lines).toEqual([])
    expect(supervisor.reports).toMatchObject([{ cause: 'consumer-failed', consumers: [{ name: 'reader', outcome: 'failed' }] }])
  })

  test('F27: line ends and characters in two chunks are put together', async ({ scene }) => {
    const { supervisor, ear } = scene.supervise('splits-characters.sh')
    const run = await supervisor.start()

    expect(await run.exited).toMatchObject({ cause: 'exit', code: 0, truncated: false })

    expect(ear.lines).toEqual(['café cr', 'price €', 'to the 🚀', 'no end'])
  })
})

/** The lines of a program until it says "after". */
async function linesOf(
  scene: Scene, name: string, options: LineOptions, memory = new Memory(),
): Promise<{ lines: string[], memory: Memory }> {
  const lines: string[] = []
  const after = deferred()
  const { supervisor } = scene.supervise(name, {
    deaf: true,
    stop: { eofMs: 20 },
    consumers: {
      reader: async (run) => {
        for await (const line of run.stdout.lines(options)) {
          memory.sample()
          lines.push(line)
          if (line === 'after') after.resolve()
        }
      },
    },
  })
  await supervisor.start()
  const timer = setInterval(() => { memory.sample() }, 10)
  await after.promise
  clearInterval(timer)
  await supervisor.stop()
  return { lines, memory }
}
