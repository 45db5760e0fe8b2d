import { afterEach, describe, expect, vi } from 'vitest'
import { Supervisor, SpawnError, type SuperviseOptions } from '../../src/supervisor/index.js'
import { spawnWith } from '../../src/supervisor/child/spawn.js'
import { settingsOf } from '../../src/supervisor/settings/settings.js'
import { host } from '../../src/supervisor/system/host.js'
import { program } from './command.js'
import { deferred } from './deferred.js'
import { FakeChild } from './fake-child.js'
import { runParent } from './parent.js'
import { test, type Supervised } from './scene.js'

afterEach(() => { vi.restoreAllMocks() })

/** Starts in vain, and says what start() rejected with. */
async function failure({ supervisor }: Supervised): Promise<unknown> {
  return supervisor.start().then(() => 'started', (error: unknown) => error)
}

function expectNoChild({ supervisor, trace }: Supervised, error: unknown): void {
  expect(supervisor.reports).toMatchObject([{ run: 1, code: null, signal: null, cause: 'spawn-error', error, consumers: [] }])
  expect(supervisor.reports[0]?.pid).toBeUndefined()
  expect(trace.of(1)).toContain('report spawn-error')
  expect(trace.signals()).toEqual([])
  expect(supervisor.state).toBe('idle')
}

describe('a child that cannot be started', () => {
  test('F19: ENOENT', async ({ scene }) => {
    const supervised = scene.supervise('obeys.sh', { command: '/no/such/program' })
    const error = await failure(supervised)
    expect(error).toBeInstanceOf(SpawnError)
    expect(error).toMatchObject({ name: 'SpawnError', code: 'ENOENT' })
    expectNoChild(supervised, error)
  })

  test('F19: EACCES', async ({ scene }) => {
    const supervised = scene.supervise('obeys.sh', { command: program('not-executable') })
    const error = await failure(supervised)
    expect(error).toBeInstanceOf(SpawnError)
    expect(error).toMatchObject({ code: 'EACCES' })
    expectNoChild(supervised, error)
  })

  test('F19: a working directory that is not there', async ({ scene }) => {
    const supervised = scene.supervise('obeys.sh', { spawn: { cwd: '/no/such/directory' } })
    const error = await failure(supervised)
    expect(error).toBeInstanceOf(SpawnError)
    expect(error).toMatchObject({ code: 'ENOENT' })
    expect(String(error)).toContain('/no/such/directory')
    expectNoChild(supervised, error)
  })

  test('F19: a restart policy counts it as a failure', async ({ scene }) => {
    const { supervisor, trace } = scene.supervise('obeys.sh', {
      command: '/no/such/program',
      restart: { on: 'failure', minMs: 1, maxMs: 1, max: 3, withinMs: 60_000 },
    })
    await supervisor.start().catch(() => {})
    await supervisor.stop()
    expect(trace.pids).toEqual([])
    expect(supervisor.run).toBeNull()
  })
})

describe('a spawn that throws', () => {
  test('F20: 3 MB of arguments', async ({ scene }) => {
    const supervised = scene.supervise('obeys.sh', { args: ['x'.repeat(3_000_000)] })
    const error = await failure(supervised)
    expect(error).toBeInstanceOf(SpawnError)
    expect(error).toMatchObject({ code: 'E2BIG' })
    expectNoChild(supervised, error)
  })

  test('F20: NUL in an argument', async ({ scene }) => {
    const supervised = scene.supervise('obeys.sh', { args: ['a\0b'] })
    const error = await failure(supervised)
    expect(error).toBeInstanceOf(SpawnError)
    expect(error).toMatchObject({ code: 'ERR_INVALID_ARG_VALUE' })
    expectNoChild(supervised, error)
  })

  test('F20: an empty command', async ({ scene }) => {
    const supervised = scene.supervise('obeys.sh', { command: '' })
    const error = await failure(supervised)
    expect(error).toBeInstanceOf(SpawnError)
    expect(error).toMatchObject({ code: 'ERR_INVALID_ARG_VALUE' })
    expectNoChild(supervised, error)
  })

  test('F20: what has no pid is no child, and no signal goes there', async ({ scene }) => {
    const kill = vi.spyOn(host, 'kill').mockReturnValue()
    const child = Object.assign(new FakeChild(), { pid: Number.NaN })
    const supervised = scene.supervise('obeys.sh', { spawnFn: child.spawn })
    const error = await failure(supervised)
    expect(error).toBeInstanceOf(SpawnError)
    expectNoChild(supervised, error)
    expect(child.stdout.destroyed).toBe(true)
    expect(kill).not.toHaveBeenCalled()
  })

  // Not with a supervisor: if it took one of these for a child, it would signal our own group, or every process there is.
  for (const pid of [0, -1, 1, 0.5, Number.NaN, null, undefined, '2000']) {
    test(`F20: no child has this pid: ${String(pid)}`, async () => {
      const failed = deferred<unknown>()
      const { spawn } = Object.assign(new FakeChild(), { pid })
      expect(spawnWith(settingsOf({ command: 'x', spawnFn: spawn }), 'token', failed.resolve)).toBeNull()
      expect(await failed.promise).toMatchObject({ message: 'no process, and no reason given' })
    })
  }

  test('F20: an async spawnFn that rejects is no unhandled rejection', async ({ scene }) => {
    const supervised = scene.supervise('obeys.sh', { spawnFn: (() => Promise.reject(new Error('not today'))) as never })
    const error = await failure(supervised)
    expect(error).toBeInstanceOf(SpawnError)
    expect(String(error)).toContain('not today')
    expectNoChild(supervised, error)
  })

  test('F20: whatever it throws, start() rejects and never throws', async ({ scene }) => {
    const thrown = new TypeError('not today')
    const supervised = scene.supervise('obeys.sh', { spawnFn: () => { throw thrown } })
    const error = await failure(supervised)
    expect(error).toBeInstanceOf(SpawnError)
    expect(error).toMatchObject({ cause: thrown })
    expectNoChild(supervised, error)
  })
})

describe('a process without descriptors', () => {
  test('F21: EMFILE is a SpawnError, and a later start works', async ({ scene }) => {
    const parent = runParent(scene, 'out-of-descriptors.ts', { descriptors: 128 })

    expect(JSON.parse(await parent.says(/^\{/))).toEqual({ name: 'SpawnError', code: 'EMFILE', later: 'term' })

    expect(await parent.ended).toEqual({ code: 0, signal: null })
  })
})

describe('bad input', () => {
  test('is a TypeError that names the key, before anything starts', () => {
    const bad = (options: unknown) => () => new Supervisor(options as SuperviseOptions)
    expect(bad({})).toThrow(expect.objectContaining({ name: 'TypeError', message: expect.stringContaining('command') as string }))
    expect(bad({ command: 1 })).toThrow(/command/)
    expect(bad({ command: 'sh', comand: 'sh' })).toThrow(/comand/)
    expect(bad({ command: 'sh', stop: { termMs: -1 } })).toThrow(/termMs/)
    expect(bad({ command: 'sh', stop: { killMs: Number.POSITIVE_INFINITY } })).toThrow(/killMs/)
    expect(bad({ command: 'sh', stop: { eofMs: Number.NaN } })).toThrow(/eofMs/)
    expect(bad({ command: 'sh', stop: { grace: 1 } })).toThrow(/grace/)
    expect(bad({ command: 'sh', restart: { on: 'failure', minMs: -5 } })).toThrow(/minMs/)
  })
})
