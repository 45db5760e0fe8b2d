import { afterEach, describe, expect, it, vi } from 'vitest'
import { Group } from '../../src/supervisor/group.js'
import { host, type ProcessState } from '../../src/supervisor/host.js'

/** A system in which kill() answers like this, and /proc shows these members. */
function system(answer: 'ok' | 'ESRCH' | 'EPERM', members?: readonly ProcessState[]) {
  const kill = vi.spyOn(host, 'kill').mockImplementation(() => {
    if (answer !== 'ok') throw Object.assign(new Error(`kill ${answer}`), { code: answer })
  })
  const membersOf = vi.spyOn(host, 'membersOf').mockReturnValue(members)
  return { kill, membersOf }
}

afterEach(() => { vi.restoreAllMocks() })

describe('a group is', () => {
  it('empty when nobody answers', () => {
    const { membersOf } = system('ESRCH')
    expect(new Group(100, true).state).toBe('empty')
    expect(membersOf).not.toHaveBeenCalled()
  })

  it('empty when only zombies answer', () => {
    system('ok', [{ pid: 100, state: 'Z' }, { pid: 101, state: 'X' }])
    expect(new Group(100, true).state).toBe('empty')
  })

  it('alive when anyone else answers', () => {
    system('ok', [{ pid: 100, state: 'Z' }, { pid: 101, state: 'T' }])
    expect(new Group(100, true).state).toBe('alive')
  })

  it('alive when someone answers whom we may not see', () => {
    system('ok', [])
    expect(new Group(100, true).state).toBe('alive')
  })

  it('alive when someone answers where there is no /proc', () => {
    system('ok', undefined)
    expect(new Group(100, true).state).toBe('alive')
  })

  it('unknown when we may not ask', () => {
    system('EPERM')
    expect(new Group(100, true).state).toBe('unknown')
  })

  it('unknown when the child has none of its own', () => {
    const { kill } = system('ok')
    expect(new Group(100, false).state).toBe('unknown')
    expect(kill).not.toHaveBeenCalled()
  })

  it('empty when there never was a process', () => {
    const { kill } = system('ok')
    expect(new Group(undefined, true).state).toBe('empty')
    expect(kill).not.toHaveBeenCalled()
  })

  it('searched among those seen alive before all processes are', () => {
    const { membersOf } = system('ok', [{ pid: 101, state: 'S' }])
    const group = new Group(100, true)
    expect([group.state, group.state]).toEqual(['alive', 'alive'])
    expect(membersOf.mock.calls).toEqual([[100], [100, [101]]])
  })
})

describe('a signal', () => {
  it('goes to the group', () => {
    const { kill } = system('ok')
    expect(new Group(100, true).signal('SIGTERM', 'group', true)).toBe(true)
    expect(kill.mock.calls).toEqual([[-100, 'SIGTERM']])
  })

  it('goes to the leader when that is the target', () => {
    const { kill } = system('ok')
    expect(new Group(100, true).signal('SIGTERM', 'leader', true)).toBe(true)
    expect(kill.mock.calls).toEqual([[100, 'SIGTERM']])
  })

  it('goes to the leader when the group refuses it', () => {
    const { kill } = system('EPERM')
    expect(new Group(100, true).signal('SIGTERM', 'group', true)).toBe(false)
    expect(kill.mock.calls).toEqual([[-100, 'SIGTERM'], [100, 'SIGTERM']])
  })

  it('goes to no leader that is gone', () => {
    const { kill } = system('ok')
    expect(new Group(100, true).signal('SIGTERM', 'leader', false)).toBe(false)
    expect(kill).not.toHaveBeenCalled()
  })

  it('goes to no group that was seen empty, whoever answers now', () => {
    system('ESRCH')
    const group = new Group(100, true)
    expect(group.state).toBe('empty')
    vi.restoreAllMocks()
    const { kill } = system('ok', [{ pid: 100, state: 'R' }])
    expect(group.signal('SIGKILL', 'group', false)).toBe(false)
    expect(group.state).toBe('empty')
    expect(kill).not.toHaveBeenCalled()
  })

  it('that found no group finds it empty', () => {
    system('ESRCH')
    const group = new Group(100, true)
    expect(group.signal('SIGKILL', 'group', false)).toBe(false)
    expect([group.state, group.wasKilled]).toEqual(['empty', false])
  })

  it('SIGKILL is remembered, SIGTERM is not', () => {
    system('ok')
    const group = new Group(100, true)
    group.signal('SIGTERM', 'group', true)
    expect(group.wasKilled).toBe(false)
    group.signal('SIGKILL', 'group', true)
    expect(group.wasKilled).toBe(true)
  })
})
