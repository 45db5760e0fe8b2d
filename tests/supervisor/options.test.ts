import { Writable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { heartbeat, Supervisor, type SuperviseOptions } from '../../src/supervisor/index.js'
import { checkLineOptions, checkStopOptions, settingsOf } from '../../src/supervisor/settings/settings.js'

/** What the constructor says of options that no type would let pass. */
function complaint(options: unknown): unknown {
  try {
    return new Supervisor(options as SuperviseOptions)
  } catch (error) {
    return error
  }
}

describe('the options', () => {
  it.each([
    [undefined, 'options must be an object, not undefined.'],
    [null, 'options must be an object, not null.'],
    ['sh', 'options must be an object, not "sh".'],
    [{}, 'command must be a string, not undefined.'],
    [{ command: undefined }, 'command must be a string, not undefined.'],
    [{ command: 42 }, 'command must be a string, not 42.'],
    [{ command: ['sh'] }, 'command must be a string, not an array.'],
    [{ command: 'sh', args: '-c' }, 'args must be an array of strings, not "-c".'],
    [{ command: 'sh', args: ['-c', 1] }, 'args must be an array of strings, not an array.'],
    [{ command: 'sh', spawn: 'x' }, 'spawn must be an object, not "x".'],
    [{ command: 'sh', group: 1 }, 'group must be true or false, not 1.'],
    [{ command: 'sh', consumers: [] }, 'consumers must be an object, not an array.'],
    [{ command: 'sh', consumers: { reader: {} } }, 'consumers.reader must be a function, not an object.'],
    [{ command: 'sh', consumers: { reader: undefined } }, 'consumers.reader must be a function, not undefined.'],
    [{ command: 'sh', ready: true }, 'ready must be a function, not true.'],
    [{ command: 'sh', goodbye: 'bye' }, 'goodbye must be a function, not "bye".'],
    [{ command: 'sh', stop: 5000 }, 'stop must be an object, not 5000.'],
    [{ command: 'sh', stop: { termMs: -1 } }, 'stop.termMs must be a number of milliseconds, 0 or more, not -1.'],
    [{ command: 'sh', stop: { killMs: Infinity } }, 'stop.killMs must be a number of milliseconds, 0 or more, not Infinity.'],
    [{ command: 'sh', stop: { eofMs: NaN } }, 'stop.eofMs must be a number of milliseconds, 0 or more, not NaN.'],
    [{ command: 'sh', stop: { readyMs: '5' } }, 'stop.readyMs must be a number of milliseconds, 0 or more, not "5".'],
    [{ command: 'sh', stop: { termTarget: 'all' } }, `stop.termTarget must be 'leader' or 'group', not "all".`],
    [{ command: 'sh', restart: 'always' }, 'restart must be an object, not "always".'],
    [{ command: 'sh', restart: {} }, `restart.on must be 'never' or 'failure' or 'always', not undefined.`],
    [{ command: 'sh', restart: { on: 'crash' } }, `restart.on must be 'never' or 'failure' or 'always', not "crash".`],
    [{ command: 'sh', restart: { on: 'always', max: 0 } }, 'restart.max must be a whole number, 1 or more, or Infinity, not 0.'],
    [{ command: 'sh', restart: { on: 'always', max: 1.5 } }, 'restart.max must be a whole number, 1 or more, or Infinity, not 1.5.'],
    [{ command: 'sh', restart: { on: 'always', withinMs: -5 } }, 'restart.withinMs must be a number of milliseconds, 0 or more, not -5.'],
    [{ command: 'sh', tailBytes: -1 }, 'tailBytes must be a whole number, 0 or more, not -1.'],
    [{ command: 'sh', signal: {} }, 'signal must be an AbortSignal, not an object.'],
    [{ command: 'sh', parentSignals: 'SIGINT' }, 'parentSignals must be an array of names of signals that a process can catch, not "SIGINT".'],
    [{ command: 'sh', parentSignals: ['SIGKILL'] }, 'parentSignals must be an array of names of signals that a process can catch, not an array.'],
    [{ command: 'sh', parentSignals: ['SIGOOPS'] }, 'parentSignals must be an array of names of signals that a process can catch, not an array.'],
    [{ command: 'sh', marker: 'x' }, 'marker must be true or false, not "x".'],
    [{ command: 'sh', onParentDeath: 'stop' }, `onParentDeath must be 'kill' or 'leave', not "stop".`],
    [{ command: 'sh', history: -1 }, 'history must be a whole number, 0 or more, not -1.'],
    [{ command: 'sh', stop: { eof: 0 } }, 'stop.eof must be true or false, not 0.'],
    [{ command: 'sh', onEvent: {} }, 'onEvent must be a function, not an object.'],
    [{ command: 'sh', spawnFn: 'spawn' }, 'spawnFn must be a function, not "spawn".'],
  ])('%j: %s', (options, message) => {
    expect(complaint(options)).toEqual(new TypeError(message))
  })

  it.each([
    'SIGTERM', ['SIGKILL'], ['SIGOOPS'], [{ signal: 'SIGTERM' }], [{ signal: 'SIGTERM', waitMs: -1 }], [{ signal: 'SIGTERM', waitMs: 1, x: 1 }],
  ])('stop.signals: %j', (signals) => {
    expect(String(complaint({ command: 'sh', stop: { signals } })))
      .toContain('stop.signals must be an array of names of signals that a process can catch, or of { signal, waitMs }, not ')
  })

  it.each([
    'pip', ['pip'], [-1], ['ipc'], ['pipe', 'pipe', 'pipe', 'ipc', 'ipc'], [new Writable()], ['pipe', 'pipe', 'pipe', new Writable()],
  ])('stdio: %j', (stdio) => {
    expect(String(complaint({ command: 'sh', stdio }))).toContain("TypeError: stdio must be 'pipe', 'ignore', 'inherit', or an array of these")
  })

  it('leave the parent signals out when the child shall outlive this process', () => {
    expect(settingsOf({ command: 'sh', onParentDeath: 'leave' }).parentSignals).toEqual([])
  })

  it('give each signal its wait', () => {
    expect(settingsOf({ command: 'sh', stop: { signals: ['SIGINT', { signal: 'SIGQUIT', waitMs: 5 }], termMs: 7 } }).plan.signals)
      .toEqual([{ signal: 'SIGINT', waitMs: 7 }, { signal: 'SIGQUIT', waitMs: 5 }])
  })

  it.each([
    [{ command: 'sh', argv: [] }, 'argv is not an option. There are: command, args, spawn, '],
    [{ command: 'sh', stop: { timeout: 1 } }, 'stop.timeout is not an option. There are: readyMs, consumerMs, '],
    [{ command: 'sh', restart: { on: 'always', times: 1 } }, 'restart.times is not an option. There are: on, minMs, '],
    [{ command: 'sh', toString: 'sh' }, 'toString is not an option. There are: command, args, '],
    [{ command: 'sh', spawn: { stdio: 'inherit' } }, 'spawn.stdio is not an option: it is for the supervisor to choose.'],
    [{ command: 'sh', spawn: { detached: false } }, 'spawn.detached is not an option: it is for the supervisor to choose.'],
    [{ command: 'sh', spawn: { timeout: 5 } }, 'spawn.timeout is not an option: it is for the supervisor to choose.'],
  ])('%j are not known', (options, beginning) => {
    expect(complaint(options)).toBeInstanceOf(TypeError)
    expect(String(complaint(options))).toContain(`TypeError: ${beginning}`)
  })

  it('may be undefined, which is to leave them out', () => {
    const absent: unknown = { command: 'sh', args: undefined, stop: { termMs: undefined }, restart: undefined, tailBytes: undefined }
    expect(settingsOf(absent as SuperviseOptions)).toEqual(settingsOf({ command: 'sh' }))
  })

  it('have these defaults', () => {
    expect(settingsOf({ command: 'sh' })).toMatchObject({
      args: [],
      consumers: [],
      plan: {
        readyMs: 30_000, consumerMs: 2000, goodbyeMs: 5000, eof: true, eofMs: 1000, signals: [{ signal: 'SIGTERM', waitMs: 5000 }], termMs: 5000,
        killMs: 5000, drainIdleMs: 250, drainMaxMs: 2000, termTarget: 'group',
      },
      restart: { on: 'never', minMs: 500, maxMs: 30_000, max: 5, withinMs: 60_000 },
      tailBytes: 16_384,
      stdio: ['pipe', 'pipe', 'pipe'],
      marker: true,
      onParentDeath: 'kill',
      history: 5,
      parentSignals: ['SIGINT', 'SIGTERM', 'SIGHUP'],
    })
  })

  it('are copied: who changes them later changes nothing', () => {
    const args = ['-c', 'true']
    const stop = { termMs: 1 }
    const settings = settingsOf({ command: 'sh', args, stop })
    args.push('more')
    stop.termMs = 2
    expect(settings.args).toEqual(['-c', 'true'])
    expect(settings.plan.termMs).toBe(1)
  })

  it('may hold an empty command: that is for start() to find out', () => {
    expect(complaint({ command: '' })).toBeInstanceOf(Supervisor)
  })
})

describe('the options of stop()', () => {
  it.each([-1, NaN, Infinity, '5', null])('refuse graceMs: %s', (graceMs) => {
    const options = { graceMs } as { graceMs: number }
    expect(() => { checkStopOptions(options) }).toThrow(/^graceMs must be a number of milliseconds, 0 or more, not /)
  })

  it('make it reject', async () => {
    await expect(new Supervisor({ command: 'sh' }).stop({ graceMs: -1 })).rejects.toThrow(TypeError)
  })

  it('refuse what they do not know', () => {
    expect(() => { checkStopOptions({ grace: 5 } as object) }).toThrow('grace is not an option. There are: graceMs, reason.')
  })

  it('take any reason', () => {
    expect(() => { checkStopOptions({ graceMs: 0, reason: null }) }).not.toThrow()
  })
})

describe('the options of lines()', () => {
  it.each([
    [{ maxLineBytes: 0 }, 'maxLineBytes must be a whole number, 1 or more, not 0.'],
    [{ maxLineBytes: Infinity }, 'maxLineBytes must be a whole number, 1 or more, not Infinity.'],
    [{ tooLong: 'throw' }, `tooLong must be 'truncate' or 'skip' or 'fail', not "throw".`],
    [{ max: 1 }, 'max is not an option. There are: maxLineBytes, tooLong.'],
  ])('refuse %j', (options, message) => {
    expect(() => checkLineOptions(options as object)).toThrow(new TypeError(message))
  })
})

describe('the options of heartbeat()', () => {
  const ping = () => Promise.resolve()

  it.each([
    [{ timeoutMs: 1, ping }, 'everyMs must be a number of milliseconds, 0 or more, not undefined.'],
    [{ everyMs: 1, timeoutMs: -1, ping }, 'timeoutMs must be a number of milliseconds, 0 or more, not -1.'],
    [{ everyMs: 1, timeoutMs: 1 }, 'ping must be a function, not undefined.'],
    [{ everyMs: 1, timeoutMs: 1, ping, misses: 0 }, 'misses must be a whole number, 1 or more, not 0.'],
    [{ everyMs: 1, timeoutMs: 1, ping, times: 1 }, 'times is not an option. There are: everyMs, timeoutMs, misses, ping.'],
  ])('refuse %j', (options, message) => {
    expect(() => heartbeat(options as Parameters<typeof heartbeat>[0])).toThrow(new TypeError(message))
  })
})
