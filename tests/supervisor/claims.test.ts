import { describe, expect } from 'vitest'
import type { Run } from '../../src/supervisor/index.js'
import { program } from './command.js'
import { deferred } from './deferred.js'
import { test } from './scene.js'

describe('a write after the end of the input', () => {
  test('F56: is refused, and what was accepted before arrives', async ({ scene }) => {
    const { supervisor, ear } = scene.supervise('on-command.sh', { command: 'sh', args: ['-c', 'read -r _; wc -c'] })
    const run = await supervisor.start()
    const accepted = run.write(`go\n${'x'.repeat(4_000_000)}`)
    run.endInput()

    await expect(run.write('late')).rejects.toMatchObject({ code: 'ERR_STREAM_WRITE_AFTER_END' })

    await accepted
    expect(await ear.number(/^ *(\d+)$/)).toBe(4_000_000)
    expect(await run.exited).toMatchObject({ cause: 'exit', code: 0 })
  })
})

describe('an output that was claimed', () => {
  const child = { command: 'sh', args: ['-c', 'yes | head -c 1000000; read -r _; echo last'], deaf: true, stop: { eofMs: 60_000 } }
  const claims: Record<string, (run: Run) => void | Promise<void>> = {
    'and never read': (run) => { run.stdout.lines() },
    'after an await, and never read': async (run) => {
      await Promise.resolve()
      run.stdout.bytes()
    },
    'read once, and left': async (run) => { await run.stdout.lines()[Symbol.asyncIterator]().next() },
  }
  for (const [how, claim] of Object.entries(claims)) {
    test(`F57: ${how}, holds the child up no longer when its consumer is done`, async ({ scene }) => {
      const { supervisor } = scene.supervise('on-command.sh', { ...child, consumers: { claim } })
      const run = await supervisor.start()
      await run.write('go\n')

      expect(await run.exited).toMatchObject({ cause: 'exit', code: 0, truncated: true, consumers: [{ outcome: 'done' }] })
    })
  }

  test('F57: and left may be claimed again', async ({ scene }) => {
    const { supervisor, trace } = scene.supervise('on-command.sh', { deaf: true, consumers: { left: (run) => { run.stdout.lines() } } })
    const run = await supervisor.start()
    await trace.announces(({ type }) => type === 'consumer.settled')
    await run.write('say 42\nexit 0\n')

    const lines: string[] = []
    for await (const line of run.stdout.lines()) lines.push(line)

    expect(lines).toEqual([`ready ${run.pid}`, '42'])
    expect(await run.exited).toMatchObject({ truncated: false })
  })

  test('F57: and is handed on to someone else is delivered', async ({ scene }) => {
    let output: AsyncIterable<string> | undefined
    const { supervisor } = scene.supervise('on-command.sh', { deaf: true, consumers: { hand: (run) => { output = run.stdout.lines() } } })
    const run = await supervisor.start()
    await run.write('say 42\nexit 0\n')

    const lines: string[] = []
    for await (const line of output ?? []) lines.push(line)

    expect(lines).toEqual([`ready ${run.pid}`, '42'])
  })

  test('F57: late, after bytes were dropped, makes the report say so', async ({ scene }) => {
    const exit = deferred()
    const { supervisor } = scene.supervise('counts.sh', {
      args: [program('counts.sh'), '32000'],
      deaf: true,
      onEvent: ({ type }) => { if (type === 'exit') setTimeout(exit.resolve, 50) },
      consumers: {
        late: async (run) => {
          await exit.promise
          for await (const chunk of run.stdout.bytes()) expect(chunk).toBeUndefined()
        },
      },
    })
    const run = await supervisor.start()

    expect(await run.exited).toMatchObject({ cause: 'exit', truncated: true, consumers: [{ name: 'late', outcome: 'aborted' }] })
  })
})
