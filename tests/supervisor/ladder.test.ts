import { describe, expect } from 'vitest'
import { program } from './command.js'
import { isAlive } from './postcondition.js'
import { test } from './scene.js'

describe('the signals that ask a child to end', () => {
  test('F55: are sent in order, each with its wait', async ({ scene }) => {
    const { supervisor, trace, ear } = scene.supervise('ignores-term.sh', {
      stop: { eofMs: 10, signals: [{ signal: 'SIGURG', waitMs: 20 }, 'SIGTERM', 'SIGHUP'], termMs: 30 },
    })
    await supervisor.start()
    await ear.hears(/^ready$/)

    expect(await supervisor.stop()).toMatchObject({ step: 'term', signal: 'SIGHUP' })

    expect(trace.signals(1)).toEqual(['SIGURG', 'SIGTERM', 'SIGHUP'])
  })

  test('F55: end with the first that is obeyed', async ({ scene }) => {
    const { supervisor, trace, ear } = scene.supervise('obeys.sh', { stop: { eofMs: 10, signals: ['SIGINT', 'SIGTERM'] } })
    await supervisor.start()
    await ear.hears(/^ready$/)

    expect(await supervisor.stop()).toMatchObject({ step: 'term', signal: 'SIGINT' })

    expect(trace.signals(1)).toEqual(['SIGINT'])
  })

  test('F55: may be none, and the grace leaves out all but the first', async ({ scene }) => {
    const none = scene.supervise('obeys.sh', { stop: { eofMs: 10, signals: [] } })
    const grace = scene.supervise('ignores-term.sh', { stop: { eofMs: 10, signals: ['SIGTERM', 'SIGHUP'] } })
    await Promise.all([none.supervisor.start(), grace.supervisor.start()])
    await Promise.all([none.ear.hears(/^ready$/), grace.ear.hears(/^ready$/)])

    expect(await none.supervisor.stop()).toMatchObject({ step: 'kill', signal: 'SIGKILL' })
    expect(await grace.supervisor.stop({ graceMs: 0 })).toMatchObject({ step: 'kill', signal: 'SIGKILL' })

    expect(grace.trace.signals(1)).toEqual(['SIGTERM', 'SIGKILL'])
  })

  test('F55: come at once when the end of the input is no step', async ({ scene }) => {
    const { supervisor, ear } = scene.supervise('on-command.sh', { stop: { eof: false, eofMs: 60_000 } })
    await supervisor.start()
    await ear.hears(/^ready/)

    expect(await supervisor.stop()).toMatchObject({ step: 'term', signal: 'SIGTERM' })
  })
})

describe('sendSignal()', () => {
  test('F55: reaches the child, or its group, and nobody once the child has exited', async ({ scene }) => {
    const { supervisor, ear } = scene.supervise('says-signal.sh', { args: [program('says-signal.sh')] })
    const run = await supervisor.start()
    await ear.hears(/^ready$/)

    expect(run.sendSignal('SIGUSR1')).toBe(true)
    await ear.hears(/^usr1$/)
    expect(isAlive(run.pid)).toBe(true)
    expect(run.sendSignal('SIGKILL', 'group')).toBe(true)

    expect(await run.exited).toMatchObject({ cause: 'exit', signal: 'SIGKILL' })
    expect(run.sendSignal('SIGUSR1')).toBe(false)
    expect(() => run.sendSignal('SIGOOPS' as 'SIGHUP')).toThrow(new TypeError('There is no signal named SIGOOPS.'))
  })
})
