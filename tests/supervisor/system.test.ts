import { afterEach, describe, expect, vi } from 'vitest'
import { StopFailedError } from '../../src/supervisor/index.js'
import { host, type ProcessEntry } from '../../src/supervisor/system/host.js'
import { FakeChild } from './fake-child.js'
import { test } from './scene.js'

// What an operating system does that no test can ask of it: here it is played.
afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

const someone: ProcessEntry = { pid: 1, state: 'S', parent: 1, group: 1, session: 1, startedAt: 0, isExecuting: false }

const failure = (code: string): NodeJS.ErrnoException => Object.assign(new Error(`kill ${code}`), { code })

describe('a number that means another process by now', () => {
  test('F32: no signal goes to a group after it was seen empty', async ({ scene }) => {
    const before = process.listeners('exit')
    const kill = host.kill.bind(host)
    const afterEmpty: (number | string)[][] = []
    let empty = false
    vi.spyOn(host, 'kill').mockImplementation((pid, signal) => {
      // From now on the number is somebody else's: whatever is sent would arrive.
      if (empty) return void afterEmpty.push([pid, signal])
      try {
        kill(pid, signal)
      }
      catch (error) {
        empty = pid < 0
        throw error
      }
    })
    const { supervisor, ear } = scene.supervise('obeys.sh', { stop: { eofMs: 20 } })
    const { pid } = await supervisor.start()
    const processes = host.processes.bind(host)
    const stranger = { ...someone, pid, group: pid, session: pid, startedAt: host.ticks() + 1000 }
    vi.spyOn(host, 'processes').mockImplementation((from) => empty ? [stranger] : processes(from))
    await ear.hears(/^ready$/)

    expect(await supervisor.stop()).toMatchObject({ step: 'term', orphans: 'none' })
    await supervisor.stop({ graceMs: 0 })
    for (const listener of process.listeners('exit').filter((each) => !before.includes(each))) listener.call(process, 0)

    expect(empty).toBe(true)
    expect(afterEmpty).toEqual([])
  })

  test('F32: nor to one whose leader ended by itself', async ({ scene }) => {
    const calls: (number | string)[][] = []
    const { supervisor, ear } = scene.supervise('on-command.sh')
    const run = await supervisor.start()
    await ear.hears(/^ready/)
    const kill = host.kill.bind(host)
    vi.spyOn(host, 'kill').mockImplementation((pid, signal) => {
      calls.push([pid, signal])
      kill(pid, signal)
    })
    await run.write('exit 0\n')

    expect(await run.exited).toMatchObject({ cause: 'exit', orphans: 'none' })
    await supervisor.stop({ graceMs: 0 })

    expect(calls.filter(([, signal]) => signal !== 0)).toEqual([])
  })
})

describe('a group that never looks empty', () => {
  test('F33: of zombies that process 1 does not reap is seen as empty', async ({ scene }) => {
    const kill = host.kill.bind(host)
    vi.spyOn(host, 'kill').mockImplementation((pid, signal) => { if (pid > 0 || signal !== 0) kill(pid, signal) })
    const { supervisor, ear } = scene.supervise('obeys.sh', { stop: { eofMs: 20, termMs: 60_000, killMs: 60_000 } })
    const { pid } = await supervisor.start()
    vi.spyOn(host, 'processes').mockReturnValue([{ ...someone, pid: pid + 1, state: 'Z', group: pid, session: pid }])
    await ear.hears(/^ready$/)

    expect(await supervisor.stop()).toMatchObject({ step: 'term', orphans: 'none' })
  })

  test('F33: where no state can be read the sweep ends at its bound', async ({ scene }) => {
    vi.spyOn(host, 'processes').mockReturnValue(undefined)
    vi.spyOn(host, 'kill').mockImplementation((pid, signal) => {
      // A group of zombies takes any signal, and stays.
      try {
        process.kill(pid, signal)
      }
      catch (error) {
        if (pid > 0) throw error
      }
    })
    const { supervisor, ear } = scene.supervise('exits-on-eof.sh', { stop: { eofMs: 60_000, termMs: 50, killMs: 100 } })
    await supervisor.start()
    await ear.hears(/^ready$/)

    expect(await supervisor.stop()).toMatchObject({ step: 'eof', code: 0, orphans: 'unknown' })
  })
})

describe('a group that may not be signalled', () => {
  test('F34: EPERM makes the orphans unknown, and holds nothing up', async ({ scene }) => {
    vi.spyOn(host, 'kill').mockImplementation(() => { throw failure('EPERM') })
    const { supervisor, ear } = scene.supervise('exits-on-eof.sh', { stop: { eofMs: 60_000, termMs: 60_000, killMs: 60_000 } })
    await supervisor.start()
    await ear.hears(/^ready$/)

    expect(await supervisor.stop()).toMatchObject({ step: 'eof', code: 0, orphans: 'unknown' })
  })

  test('F34: a child that stays because of it is a StopFailedError, and released when it leaves', async ({ scene }) => {
    vi.spyOn(host, 'kill').mockImplementation(() => { throw failure('EPERM') })
    const { supervisor, ear } = scene.supervise('obeys.sh', { stop: { eofMs: 20, termMs: 20, killMs: 50 } })
    const run = await supervisor.start()
    await ear.hears(/^ready$/)

    await expect(supervisor.stop()).rejects.toBeInstanceOf(StopFailedError)
    process.kill(run.pid, 'SIGKILL')

    expect(await run.exited).toMatchObject({ cause: 'stop', signal: 'SIGKILL', orphans: 'unknown' })
    expect(supervisor.run).toBeNull()
  })
})

describe('a child that never emits exit', () => {
  test('F35: stop() rejects, the handle is kept, start() is refused, until the exit comes', async ({ scene }) => {
    vi.spyOn(host, 'kill').mockImplementation(() => {})
    vi.spyOn(host, 'processes').mockReturnValue([])
    const child = new FakeChild()
    const next = new FakeChild()
    const spawnFn = vi.fn().mockImplementationOnce(child.spawn).mockImplementationOnce(next.spawn)
    const { supervisor, trace } = scene.supervise('obeys.sh', {
      spawnFn, stop: { eofMs: 10, termMs: 10, killMs: 30 },
    })
    const run = await supervisor.start()
    const exited = vi.fn()
    void run.exited.then(exited)

    await expect(supervisor.stop()).rejects.toBeInstanceOf(StopFailedError)
    expect(supervisor.state).toBe('failed')
    expect(supervisor.run).toBe(run)
    await expect(supervisor.start()).rejects.toBeInstanceOf(StopFailedError)
    expect(trace.signals()).toEqual(['SIGTERM', 'SIGKILL'])

    await expect(supervisor.stop()).rejects.toBeInstanceOf(StopFailedError)
    expect(trace.signals()).toEqual(['SIGTERM', 'SIGKILL', 'SIGKILL'])
    expect(exited).not.toHaveBeenCalled()

    child.exit(0)

    expect(await run.exited).toMatchObject({ cause: 'stop', step: 'kill', code: 0 })
    expect(supervisor.run).toBeNull()
    expect((await supervisor.start()).id).toBe(2)
    next.exit(0)
  })
})

describe('a wall clock that jumps', () => {
  test('F37: forward, a child has its whole grace', async ({ scene }) => {
    vi.useFakeTimers({ toFake: ['Date'] })
    const { supervisor, trace, ear } = scene.supervise('exits-slowly-on-term.sh', {
      stop: { eofMs: 20, termMs: 15_000 },
      onEvent: ({ type }) => { if (type === 'signal') vi.setSystemTime(Date.now() + 3_600_000) },
    })
    await supervisor.start()
    await ear.hears(/^ready$/)

    const report = await supervisor.stop()

    expect(report).toMatchObject({ step: 'term', code: 0 })
    expect(report?.uptimeMs).toBeLessThan(60_000)
    expect(trace.signals()).toEqual(['SIGTERM'])
  })

  test('F37: backward, it has no more', async ({ scene }) => {
    vi.useFakeTimers({ toFake: ['Date'] })
    const { supervisor, trace, ear } = scene.supervise('ignores-term.sh', {
      stop: { eofMs: 20, termMs: 100 },
      onEvent: ({ type }) => { if (type === 'signal') vi.setSystemTime(Date.now() - 3_600_000) },
    })
    await supervisor.start()
    await ear.hears(/^ready$/)

    const report = await supervisor.stop()

    expect(report).toMatchObject({ step: 'kill', signal: 'SIGKILL' })
    expect(report?.uptimeMs).toBeGreaterThanOrEqual(0)
    expect(trace.signals()).toEqual(['SIGTERM', 'SIGKILL'])
  })
})
