import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterEach, describe, expect, vi } from 'vitest'
import { host } from '../../src/supervisor/system/host.js'
import { psTable } from '../../src/supervisor/system/ps.js'
import { program } from './command.js'
import { FakeChild } from './fake-child.js'
import { gone, isAlive } from './postcondition.js'
import { test, type Scene, type SuperviseOverrides } from './scene.js'

afterEach(() => { vi.restoreAllMocks() })

/** A child whose tool has left its group in one way or another. */
function withTool(scene: Scene, way: string, options: SuperviseOverrides = {}) {
  return scene.supervise('starts-tool.sh', {
    ...options,
    args: [program('starts-tool.sh'), way],
    stop: { eofMs: 60_000, drainIdleMs: 20, drainMaxMs: 100, ...options.stop },
  })
}

const TOOL = /^tool (\d+)$/

describe('a descendant that has left the group', () => {
  const ways = [
    { fault: 'F39', way: 'session', what: 'is in a session of its own' },
    { fault: 'F40', way: 'double-fork', what: 'is in a session of its own, its parent gone' },
    { fault: 'F41', way: 'job', what: 'is in a group of its own, as a job of a shell' },
  ]
  for (const { fault, way, what } of ways) {
    test(`${fault}: is ended by a stop when it ${what}`, async ({ scene }) => {
      const { supervisor, trace, ear } = withTool(scene, way)
      await supervisor.start()
      const tool = await ear.number(TOOL)

      expect(await supervisor.stop()).toMatchObject({ cause: 'stop', step: 'eof', code: 0, orphans: 'killed', survivors: [] })

      expect(isAlive(tool)).toBe(false)
      expect(trace.signals(1)).toEqual(['SIGTERM'])
    })
  }

  test('F39: is ended at once when the child leaves by itself', async ({ scene }) => {
    const { supervisor, trace, ear } = withTool(scene, 'session')
    const run = await supervisor.start()
    const tool = await ear.number(TOOL)
    await run.write('go\n')

    expect(await run.exited).toMatchObject({ cause: 'exit', code: 0, orphans: 'killed', survivors: [] })

    expect(isAlive(tool)).toBe(false)
    expect(trace.signals(1)).toEqual(['SIGKILL'])
  })

  test('F40: is ended without a group of the child, too', async ({ scene }) => {
    const { supervisor, ear } = withTool(scene, 'double-fork', { group: false })
    await supervisor.start()
    const tool = await ear.number(TOOL)

    expect(await supervisor.stop()).toMatchObject({ orphans: 'killed' })

    expect(isAlive(tool)).toBe(false)
  })

  test('F41: is ended when it has thrown its environment away, as its parent lived when we looked', async ({ scene }) => {
    const { supervisor, ear } = withTool(scene, 'bare')
    await supervisor.start()
    const tool = await ear.number(TOOL)

    expect(await supervisor.stop()).toMatchObject({ orphans: 'killed' })

    expect(isAlive(tool)).toBe(false)
  })

  test('F42: gets SIGKILL when it ignores SIGTERM, within the deadlines of the child', async ({ scene }) => {
    const { supervisor, trace, ear } = withTool(scene, 'deaf', { stop: { termMs: 100 } })
    await supervisor.start()
    const tool = await ear.number(TOOL)

    expect(await supervisor.stop()).toMatchObject({ step: 'eof', orphans: 'killed', survivors: [] })

    expect(isAlive(tool)).toBe(false)
    expect(trace.signals(1)).toEqual(['SIGTERM', 'SIGKILL'])
  })

  test('F42: does not outlast the grace', async ({ scene }) => {
    const { supervisor, ear } = withTool(scene, 'deaf', { stop: { termMs: 60_000 } })
    await supervisor.start()
    const tool = await ear.number(TOOL)

    expect(await supervisor.stop({ graceMs: 100 })).toMatchObject({ orphans: 'killed' })

    expect(isAlive(tool)).toBe(false)
  })
})

describe('a stranger', () => {
  test('F43: that has the pid of the child, and leads a group of that number, lives', async ({ scene }) => {
    const stranger = spawn('sleep', ['1000'], { detached: true, stdio: 'ignore' })
    await once(stranger, 'spawn')
    const child = Object.assign(new FakeChild(), { pid: stranger.pid })
    const { supervisor, trace } = scene.supervise('obeys.sh', { spawnFn: child.spawn, stop: { killMs: 100 } })
    const run = await supervisor.start()
    child.exit(0)
    expect(run.sendSignal('SIGKILL')).toBe(false)

    expect(await run.exited).toMatchObject({ cause: 'exit', orphans: 'none' })

    expect(run.sendSignal('SIGKILL')).toBe(false)
    expect(trace.signals()).toEqual([])
    expect(isAlive(run.pid)).toBe(true)
    stranger.kill('SIGKILL')
    await once(stranger, 'exit')
  })

  test('F43: that has the pid of a descendant seen before lives', async ({ scene }) => {
    const { supervisor, ear } = withTool(scene, 'session', { stop: { killMs: 50 } })
    await supervisor.start()
    const tool = await ear.number(TOOL)
    const process = host.process.bind(host)
    const aside: number[] = []
    vi.spyOn(host, 'isAlive').mockImplementation(({ pid, startedAt }) => process(pid)?.startedAt === (pid === tool ? startedAt + 1 : startedAt))
    const kill = host.kill.bind(host)
    vi.spyOn(host, 'kill').mockImplementation((pid, signal) => {
      if (pid === tool && signal !== 0) aside.push(pid)
      kill(pid, signal)
    })

    await supervisor.stop({ graceMs: 50 })

    expect(aside).toEqual([])
    vi.restoreAllMocks()
    globalThis.process.kill(tool, 'SIGKILL')
    await gone(tool)
  })
})

describe('what the report says', () => {
  test('F44: names the survivors, with their command lines', async ({ scene }) => {
    const { supervisor, ear } = withTool(scene, 'session', { stop: { termMs: 20, killMs: 50 } })
    await supervisor.start()
    const tool = await ear.number(TOOL)
    const kill = host.kill.bind(host)
    vi.spyOn(host, 'kill').mockImplementation((pid, signal) => {
      if (pid === tool) throw Object.assign(new Error('kill EPERM'), { code: 'EPERM' })
      kill(pid, signal)
    })

    expect(await supervisor.stop()).toMatchObject({ orphans: 'left', survivors: [{ pid: tool, command: 'sleep 1000' }] })

    process.kill(tool, 'SIGKILL')
    await gone(tool)
  })

  test('F45: without a marker is unknown, and the environment has none', async ({ scene }) => {
    const { supervisor, ear } = scene.supervise('on-command.sh', {
      marker: false, command: 'sh', args: ['-c', 'echo "mark ${TEARDOWN_RUN-none}"; read -r _'], stop: { eofMs: 60_000 },
    })
    await supervisor.start()

    expect((await ear.hears(/^mark (.*)$/))[1]).toBe('none')
    expect(await supervisor.stop()).toMatchObject({ step: 'eof', orphans: 'unknown' })
  })

  test('F45: a run below a run keeps the mark of the one above', async ({ scene }) => {
    vi.stubEnv('TEARDOWN_RUN', 'above,')
    const { supervisor, ear } = scene.supervise('on-command.sh', {
      command: 'sh', args: ['-c', 'echo "mark $TEARDOWN_RUN"; read -r _'], stop: { eofMs: 60_000 }, spawn: { env: { PATH: process.env['PATH'] } },
    })
    await supervisor.start()

    expect((await ear.hears(/^mark (.*)$/))[1]).toMatch(/^above,[\da-f-]+\.\d+,$/)
    expect(await supervisor.stop()).toMatchObject({ orphans: 'none' })
    vi.unstubAllEnvs()
  })

  test('F46: is unknown where environments cannot be read, and what `ps` shows is ended', async ({ scene }) => {
    vi.spyOn(host, 'showsEnvironments').mockReturnValue(false)
    vi.spyOn(host, 'environment').mockReturnValue(undefined)
    vi.spyOn(host, 'processes').mockImplementation(psTable)
    vi.spyOn(host, 'process').mockReturnValue(undefined)
    vi.spyOn(host, 'ticks').mockImplementation(() => Date.now() / 10)
    vi.spyOn(host, 'isAlive').mockImplementation((entry) => psTable()?.some(({ pid, startedAt, state }) => (
      pid === entry.pid && startedAt === entry.startedAt && state !== 'Z')) ?? false)
    const { supervisor, ear } = scene.supervise('leaves-holder.sh', { stop: { eofMs: 60_000, drainIdleMs: 20, drainMaxMs: 100 } })
    await supervisor.start()
    const holder = await ear.number(/^holder (\d+)$/)

    expect(await supervisor.stop()).toMatchObject({ step: 'eof', orphans: 'unknown', survivors: [] })

    expect(isAlive(holder)).toBe(false)
  })
})
