import { describe, expect } from 'vitest'
import { aborted, deferred, turn } from './deferred.js'
import { gone, isAlive } from './postcondition.js'
import { test } from './scene.js'

const HOLDER = /^holder (\d+)$/

// A leader's exit is not the tree's exit.
describe('grandchildren', () => {
  test('F5: one that holds the pipes after its leader left is killed, by the drain cap', async ({ scene }) => {
    const { supervisor, trace, ear } = scene.supervise('leaves-holder.sh', { stop: { drainIdleMs: 50, drainMaxMs: 200 } })
    const run = await supervisor.start()
    const holder = await ear.number(HOLDER)
    await run.write('go\n')

    expect(await run.exited).toMatchObject({ cause: 'exit', code: 0, orphans: 'killed', truncated: true })

    expect(isAlive(holder)).toBe(false)
    expect(trace.of(1)).toEqual(['spawned', 'exit 0', 'consumer.settled ear done', 'signal SIGKILL', 'released', 'report exit'])
  })

  test('F5: after a stop it gets its SIGTERM, too', async ({ scene }) => {
    const { supervisor, trace, ear } = scene.supervise('leaves-holder.sh', {
      stop: { eofMs: 60_000, termMs: 60_000, drainIdleMs: 50, drainMaxMs: 200 },
    })
    await supervisor.start()
    const holder = await ear.number(HOLDER)

    expect(await supervisor.stop()).toMatchObject({ cause: 'stop', step: 'eof', code: 0, orphans: 'none', truncated: true })

    expect(isAlive(holder)).toBe(false)
    expect(trace.signals(1)).toEqual(['SIGTERM'])
  })

  test('F6: one that has left the group as well, and that is not marked, holds nothing up', async ({ scene }) => {
    const { supervisor, ear } = scene.supervise('leaves-escaped-holder.sh', { marker: false, stop: { drainIdleMs: 50, drainMaxMs: 200 } })
    const run = await supervisor.start()
    const holder = await ear.number(HOLDER)
    await run.write('go\n')

    expect(await run.exited).toMatchObject({ cause: 'exit', code: 0, orphans: 'unknown', truncated: true })

    expect(isAlive(holder)).toBe(true)
    process.kill(holder, 'SIGKILL')
  })

  test('F6: nor does it hold up a stop', async ({ scene }) => {
    const { supervisor, ear } = scene.supervise('leaves-hidden-holder.sh', {
      marker: false, stop: { eofMs: 60_000, drainIdleMs: 50, drainMaxMs: 200 },
    })
    await supervisor.start()
    const holder = await ear.number(HOLDER)

    expect(await supervisor.stop()).toMatchObject({ cause: 'stop', step: 'eof', orphans: 'unknown', truncated: true })

    process.kill(holder, 'SIGKILL')
  })

  test('F7: one that ignores SIGTERM is killed with its group when the leader obeyed', async ({ scene }) => {
    const { supervisor, trace, ear } = scene.supervise('holder-ignores-term.sh', {
      stop: { eofMs: 20, termMs: 300, drainIdleMs: 20, drainMaxMs: 50 },
    })
    await supervisor.start()
    const holder = await ear.number(HOLDER)

    expect(await supervisor.stop()).toMatchObject({ cause: 'stop', step: 'term', code: 0, orphans: 'killed' })

    expect(isAlive(holder)).toBe(false)
    expect(trace.of(1)).toEqual([
      'spawned', 'consumer.settled ear aborted', 'signal SIGTERM', 'exit 0', 'signal SIGKILL', 'released', 'report stop',
    ])
  })

  test('F8: the last words of one are heard after its leader left', async ({ scene }) => {
    const { supervisor, ear } = scene.supervise('last-words.sh', { stop: { drainIdleMs: 2000, drainMaxMs: 15_000 } })
    const run = await supervisor.start()

    expect(await run.exited).toMatchObject({ cause: 'exit', code: 0, truncated: false })

    expect(ear.lines).toEqual(['last word 1', 'last word 2', 'last word 3', 'last word 4', 'last word 5'])
  })

  test('F12: a grandchild of run 1 that ends later is nothing to run 2', async ({ scene }) => {
    const { supervisor, trace, ear } = scene.supervise('complaining-holder.sh', {
      marker: false, // Else it would not outlive run 1.
      stop: { eofMs: 60_000, drainIdleMs: 50, drainMaxMs: 100 },
    })
    await supervisor.start()
    const stale = await ear.number(HOLDER, 1)
    await supervisor.stop()

    const run = await supervisor.start()
    const fresh = await ear.number(HOLDER, 2)
    process.kill(stale, 'SIGUSR1')
    await gone(stale)
    // Its 'close', if anybody still listens, comes with the next events of the loop.
    await new Promise((resolve) => setTimeout(resolve, 100))

    expect(supervisor.run).toBe(run)
    expect(supervisor.state).toBe('ready')
    expect(run.signal.aborted).toBe(false)
    expect(isAlive(run.pid)).toBe(true)
    expect(trace.of(2)).toEqual(['spawned'])
    expect(await supervisor.stop()).toMatchObject({ run: 2, pid: run.pid, step: 'eof', stderrTail: '' })
    process.kill(fresh, 'SIGKILL')
  })

  test('F12: nor is a consumer of run 1 that was given up and asks for a stop', async ({ scene }) => {
    const late = deferred()
    const { supervisor, trace, ear } = scene.supervise('obeys.sh', {
      stop: { consumerMs: 20, eofMs: 20 },
      consumers: {
        stubborn: async (run, signal) => {
          if (run.id === 1) await late.promise
          else await aborted(signal)
          run.requestStop('too late')
        },
      },
    })
    await supervisor.start()
    await ear.hears(/^ready$/, 1)
    await supervisor.stop()
    const run = await supervisor.start()
    await ear.hears(/^ready$/, 2)

    late.resolve()
    await turn()

    expect(supervisor.run).toBe(run)
    expect(supervisor.state).toBe('ready')
    expect(trace.of(2)).toEqual(['spawned'])
  })
})

describe('who is signalled', () => {
  test('F7: with termTarget leader a descendant gets SIGKILL only', async ({ scene }) => {
    const { supervisor, trace, ear } = scene.supervise('says-term.sh', {
      stop: { eofMs: 20, termMs: 300, drainIdleMs: 20, drainMaxMs: 50, termTarget: 'leader' },
    })
    await supervisor.start()
    const holder = await ear.number(HOLDER)

    expect(await supervisor.stop()).toMatchObject({ cause: 'stop', step: 'term', signal: 'SIGTERM', orphans: 'killed', stderrTail: '' })

    expect(isAlive(holder)).toBe(false)
    expect(trace.signals(1)).toEqual(['SIGTERM', 'SIGKILL'])
  })

  test('F7: with termTarget group it is told to end', async ({ scene }) => {
    const { supervisor, trace, ear } = scene.supervise('says-term.sh', {
      stop: { eofMs: 20, termMs: 60_000, drainIdleMs: 2000, drainMaxMs: 15_000, termTarget: 'group' },
    })
    await supervisor.start()
    const holder = await ear.number(HOLDER)

    expect(await supervisor.stop()).toMatchObject({
      cause: 'stop', step: 'term', signal: 'SIGTERM', stderrTail: expect.stringMatching(/^term$/m) as string,
    })

    expect(isAlive(holder)).toBe(false)
    expect(trace.signals(1)).toEqual(['SIGTERM'])
  })

  test('F5: without a group of its own and without a marker it is the leader alone, and the report says that more is not known', async ({ scene }) => {
    const { supervisor, ear } = scene.supervise('leaves-holder.sh', {
      group: false,
      marker: false,
      stop: { eofMs: 60_000, drainIdleMs: 20, drainMaxMs: 50 },
    })
    await supervisor.start()
    const holder = await ear.number(HOLDER)

    expect(await supervisor.stop()).toMatchObject({ cause: 'stop', step: 'eof', orphans: 'unknown', truncated: true })

    expect(isAlive(holder)).toBe(true)
    process.kill(holder, 'SIGKILL')
  })
})
