import { afterEach, describe, expect, it, vi } from 'vitest'
import { Descendants, type Leader } from '../../src/supervisor/descendants/descendants.js'
import { host, type ProcessEntry } from '../../src/supervisor/system/host.js'

const leader: Leader = { pid: 100, ownsGroup: true, token: 'token-of-100,' }

/** A process of a system that is played here: one of the group of 100 that started a tick after it. */
function process(pid: number, given: Partial<ProcessEntry> = {}): ProcessEntry {
  return { pid, state: 'S', parent: 1, group: 100, session: 100, startedAt: 1001, isExecuting: false, ...given }
}

const stranger = { group: 7, session: 7 }

interface System {
  /** What kill() answers. */
  answer?: 'ok' | 'ESRCH' | 'EPERM'
  table?: readonly ProcessEntry[] | undefined
  environments?: Record<number, string>
}

function play({ answer = 'ok', environments = {}, ...given }: System) {
  const kill = vi.spyOn(host, 'kill').mockImplementation(() => {
    if (answer !== 'ok') throw Object.assign(new Error(`kill ${answer}`), { code: answer })
  })
  const table = 'table' in given ? given.table : []
  vi.spyOn(host, 'processes').mockReturnValue(table)
  vi.spyOn(host, 'process').mockImplementation((pid) => table?.find((entry) => entry.pid === pid))
  vi.spyOn(host, 'isAlive').mockImplementation(({ pid, startedAt }) => table?.some((entry) => entry.pid === pid && entry.startedAt === startedAt) ?? false)
  vi.spyOn(host, 'environment').mockImplementation((pid) => environments[pid] ?? 'PATH=/bin')
  vi.spyOn(host, 'ticks').mockReturnValue(2000)
  return { kill }
}

/** The pids of what is found while the child lives, or after its end. */
async function found(system: System, { ended = false, of = leader } = {}): Promise<number[]> {
  play(system)
  const descendants = new Descendants(of, 1000)
  if (ended) descendants.leaderEnded()
  return (await descendants.find()).alive.map(({ pid }) => pid)
}

afterEach(() => { vi.restoreAllMocks() })

describe('a descendant is', () => {
  it('who is in the group', async () => {
    expect(await found({ table: [process(101, { session: 7 })] })).toEqual([101])
  })

  it('F41: who is in the session', async () => {
    expect(await found({ table: [process(101, { group: 101 })] })).toEqual([101])
  })

  it('who has the token in its environment', async () => {
    const environments = { 101: 'TEARDOWN_RUN=token-of-100,' }
    expect(await found({ table: [process(101, stranger), process(102, stranger)], environments })).toEqual([101])
  })

  it('whose parent is the child, or another descendant', async () => {
    const table = [process(102, { ...stranger, parent: 101 }), process(101, { ...stranger, parent: 100 })]
    expect(await found({ table })).toEqual([101, 102])
  })

  it('who was one before', async () => {
    play({ table: [process(101, { ...stranger, parent: 100 })] })
    const descendants = new Descendants(leader, 1000)
    await descendants.find()
    descendants.leaderEnded()
    play({ table: [process(101, stranger), process(102, stranger)] })
    expect((await descendants.find()).alive.map(({ pid }) => pid)).toEqual([101])
  })

  it('no zombie', async () => {
    expect(await found({ table: [process(101, { state: 'Z' }), process(102, { state: 'X' })] })).toEqual([])
  })

  it('not who started before the child', async () => {
    expect(await found({ table: [process(99, { startedAt: 999 })] })).toEqual([])
  })

  it('not the child itself', async () => {
    expect(await found({ table: [process(100, { startedAt: 1000 })] })).toEqual([])
  })

  it('not the guardian of a descendant, nor what that starts', async () => {
    const environments = { 101: 'TEARDOWN_GUARDIAN=1', 102: 'TEARDOWN_GUARDIAN=1' }
    const table = [process(101, { ...stranger, parent: 100 }), process(102, { ...stranger, parent: 101 })]
    expect(await found({ table, environments })).toEqual([])
  })

  it('by its group and session only when these are those of the child alone', async () => {
    expect(await found({ table: [process(101)] }, { of: { ...leader, ownsGroup: false } })).toEqual([])
  })
})

describe('after the end of the child, a descendant is', () => {
  it('who is in the group and started before', async () => {
    expect(await found({ table: [process(101)] }, { ended: true })).toEqual([101])
  })

  it('not who is in a group of that number and started later', async () => {
    expect(await found({ table: [process(101, { startedAt: 2001 })] }, { ended: true })).toEqual([])
  })

  it('not who bears the pid of the child now, nor the group that it leads', async () => {
    expect(await found({ table: [process(100, { startedAt: 1500 }), process(101, { session: 7 })] }, { ended: true })).toEqual([])
  })

  it('who started later and has the token', async () => {
    const table = [process(101, { ...stranger, startedAt: 2001 })]
    expect(await found({ table, environments: { 101: 'token-of-100,' } }, { ended: true })).toEqual([101])
  })

  it('whose parent is one, however late it started', async () => {
    const table = [process(101), process(102, { ...stranger, parent: 101, startedAt: 2001 })]
    expect(await found({ table }, { ended: true })).toEqual([101, 102])
  })

  it('not whose parent has the pid of the child', async () => {
    expect(await found({ table: [process(101, { ...stranger, parent: 100, startedAt: 2001 })] }, { ended: true })).toEqual([])
  })
})

describe('a look is', () => {
  const look = async (system: System, of = leader) => {
    play(system)
    const { alive, hasHidden, isComplete } = await new Descendants(of, 1000).find()
    return { alive: alive.length, hasHidden, isComplete }
  }

  it('complete when nobody answers', async () => {
    expect(await look({ answer: 'ESRCH' })).toEqual({ alive: 0, hasHidden: false, isComplete: true })
  })

  it('complete when only zombies answer', async () => {
    expect(await look({ table: [process(101, { state: 'Z' })] })).toEqual({ alive: 0, hasHidden: false, isComplete: true })
  })

  it('not complete when someone answers whom we may not see', async () => {
    expect(await look({ table: [] })).toEqual({ alive: 0, hasHidden: true, isComplete: false })
  })

  it('not complete when there is no table', async () => {
    expect(await look({ table: undefined })).toEqual({ alive: 0, hasHidden: true, isComplete: false })
  })

  it('not complete when we may not ask', async () => {
    expect(await look({ answer: 'EPERM' })).toEqual({ alive: 0, hasHidden: false, isComplete: false })
  })

  it('not complete without a marker', async () => {
    expect(await look({ answer: 'ESRCH' }, { ...leader, token: undefined })).toEqual({ alive: 0, hasHidden: false, isComplete: false })
  })

  it('not complete where environments cannot be read', async () => {
    vi.spyOn(host, 'showsEnvironments').mockReturnValue(false)
    expect(await look({ answer: 'ESRCH' })).toEqual({ alive: 0, hasHidden: false, isComplete: false })
  })

  it('taken again while a process is between two programs', async () => {
    play({ table: [process(101, { ...stranger, isExecuting: true })] })
    const environment = vi.spyOn(host, 'environment').mockReturnValueOnce('').mockReturnValue('token-of-100,')
    expect((await new Descendants(leader, 1000).find()).alive).toHaveLength(1)
    expect(environment).toHaveBeenCalledTimes(2)
  })
})

describe('a signal', () => {
  it('goes to each process', () => {
    const { kill } = play({ table: [process(101), process(102)] })
    expect(new Descendants(leader, 1000).signal([process(101), process(102)], 'SIGTERM')).toBe(true)
    expect(kill.mock.calls).toEqual([[101, 'SIGTERM'], [102, 'SIGTERM']])
  })

  it('goes to no process that has its pid from another one', () => {
    const { kill } = play({ table: [process(101, { startedAt: 1500 })] })
    expect(new Descendants(leader, 1000).signal([process(101)], 'SIGKILL')).toBe(false)
    expect(kill).not.toHaveBeenCalled()
  })

  it('that is refused was not sent', () => {
    play({ answer: 'EPERM', table: [process(101)] })
    expect(new Descendants(leader, 1000).signal([process(101)], 'SIGKILL')).toBe(false)
  })
})
