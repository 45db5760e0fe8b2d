import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect } from 'vitest'
import { runParent, type Parent } from './parent.js'
import { gone, isAlive, processesMarked } from './postcondition.js'
import { test } from './scene.js'

/** The pids of all children and tools that the parent has said. */
async function pidsOf(parent: Parent): Promise<number[]> {
  await parent.says(/^all$/)
  return parent.lines.flatMap((line) => /^pid (\d+)$/.exec(line)?.[1] ?? []).map(Number)
}

describe('the death of the parent', () => {
  test('F47: by SIGKILL ends 20 children, and their tools in sessions of their own, within 2 s', async ({ scene }) => {
    const parent = runParent(scene, 'keeps.ts', { args: ['20', 'wait'] })
    const pids = await pidsOf(parent)
    expect(pids.filter(isAlive)).toHaveLength(40)

    parent.kill('SIGKILL')
    await parent.exited
    const start = performance.now()
    await Promise.all(pids.map(gone))

    expect(performance.now() - start).toBeLessThan(2000)
    expect(await parent.ended).toEqual({ code: null, signal: 'SIGKILL' })
  })

  const ways = [
    { way: 'abort', what: 'abort()', end: { signal: 'SIGABRT' } },
    { way: 'removed', what: 'process.exit() without exit listeners', end: { code: 0, signal: null } },
    { way: 'throws', what: 'process.exit() with an exit listener that throws', end: { signal: null } },
  ]
  for (const { way, what, end } of ways) {
    test(`F48: by ${what} ends the children and their tools`, async ({ scene }) => {
      const parent = runParent(scene, 'keeps.ts', { args: ['2', way] })
      const pids = await pidsOf(parent)

      expect(await parent.ended).toMatchObject(end)

      await Promise.all(pids.map(gone))
      expect(pids).toHaveLength(4)
    })
  }

  test('F48: ends the tools of a process whose PATH has nothing in it', async ({ scene }) => {
    const parent = runParent(scene, 'keeps.ts', { args: ['1', 'pathless'] })
    const pids = await pidsOf(parent)

    expect(await parent.ended).toMatchObject({ signal: 'SIGKILL' })

    await Promise.all(pids.map(gone))
    expect(pids).toHaveLength(2)
  })

  test('F48: by worker.terminate(), which ends the thread alone', async ({ scene }) => {
    const parent = runParent(scene, 'keeps.ts', { args: ['1', 'worker'] })
    const pids = await pidsOf(parent)

    await Promise.all(pids.map(gone))

    expect(pids).toHaveLength(2)
    parent.kill('SIGKILL')
    await parent.ended
  })

  test('F49: leaves the children that shall outlive it', async ({ scene }) => {
    const parent = runParent(scene, 'keeps.ts', { args: ['1', 'wait', 'leave'] })
    const pids = await pidsOf(parent)
    expect(guardiansOf(parent.pid)).toEqual([])

    parent.kill('SIGKILL')
    await parent.exited
    const [child = 0, tool = 0] = pids

    await gone(child) // It leaves at the end of its input, as ever.
    expect(isAlive(tool)).toBe(true)
    process.kill(tool, 'SIGKILL')
    await parent.ended
  })
})

describe('the guardian', () => {
  test('F49: is one for all children, starts again when it was killed, and leaves with the last child', async ({ scene }) => {
    const { supervisor } = scene.supervise('exits-on-eof.sh', { stop: { eofMs: 60_000 } })
    const other = scene.supervise('exits-on-eof.sh', { stop: { eofMs: 60_000 } }).supervisor
    await supervisor.start()
    await other.start()
    const [guardian = 0, ...more] = guardiansOf(process.pid)
    expect(more).toEqual([])

    process.kill(guardian, 'SIGKILL')
    await gone(guardian)
    await other.restart()
    await supervisor.restart()
    const [next = 0, ...others] = await someGuardians()
    expect(others).toEqual([])
    expect(next).not.toBe(guardian)

    await supervisor.stop()
    expect(isAlive(next)).toBe(true)
    await other.stop()
    await gone(next)
  })

  test('F49: does not heed the signals that ask a process to end', async ({ scene }) => {
    const parent = runParent(scene, 'keeps.ts', { args: ['1', 'wait'] })
    const pids = await pidsOf(parent)
    const [guardian = 0] = guardiansOf(parent.pid)

    for (const signal of ['SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGTERM'] as const) process.kill(guardian, signal)
    parent.kill('SIGKILL')
    await parent.ended

    await Promise.all(pids.map(gone))
  })

  test('F49: is no orphan of a child that has one itself', async ({ scene }) => {
    const parent = runParent(scene, 'keeps.ts', { args: ['1', 'wait'] })
    await pidsOf(parent)

    expect(guardiansOf(parent.pid)).toHaveLength(1)
    expect(processesMarked('TEARDOWN_GUARDIAN=1').length).toBeGreaterThan(0)

    parent.kill('SIGKILL')
    await parent.ended
  })
})

/** The pids of the guardians of a process. */
function guardiansOf(parent: number): number[] {
  return readdirSync('/proc').map(Number).filter((pid) => {
    try {
      return pid > 0 && new RegExp(`\\) [^ZX] ${parent} `).test(readFileSync(`/proc/${pid}/stat`, 'latin1'))
        && readFileSync(`/proc/${pid}/environ`, 'latin1').includes('TEARDOWN_GUARDIAN=1')
    }
    catch {
      return false
    }
  })
}

async function someGuardians(): Promise<number[]> {
  for (;;) {
    const pids = guardiansOf(process.pid)
    if (pids.length > 0) return pids
    await new Promise(setImmediate)
  }
}
