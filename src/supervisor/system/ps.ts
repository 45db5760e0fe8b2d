import { spawnSync } from 'node:child_process'
import { msPerTick, type ProcessEntry } from './proc.js'

const columns = ['pid', 'ppid', 'pgid', 'stat', 'lstart']

/**
 * The processes as `ps` lists them, for macOS and the BSDs. It knows of no sessions and no environments there, so it finds the members
 * of a group and the children of a process, and nothing that has left both.
 */
export function psTable(): readonly ProcessEntry[] | undefined {
  const { status, stdout } = spawnSync('/bin/ps', ['-A', '-o', columns.map((name) => `${name}=`).join(',')], {
    encoding: 'utf8', env: { LC_ALL: 'C', TZ: 'UTC' }, maxBuffer: 2 ** 26,
  })
  return status === 0 ? stdout.split('\n').flatMap((line) => entryOf(line) ?? []) : undefined
}

/** From `  42     1    42 Ss   Mon Nov 30 09:00:00 2026`. */
function entryOf(line: string): ProcessEntry | undefined {
  const [pid, parent, group, state, ...start] = line.trim().split(/\s+/)
  if (!state) return undefined
  return {
    pid: Number(pid),
    state: state.slice(0, 1),
    parent: Number(parent),
    group: Number(group),
    session: -1,
    startedAt: Date.parse(`${start.join(' ')} UTC`) / msPerTick,
    isExecuting: false,
  }
}
