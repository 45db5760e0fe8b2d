/**
 * All that the supervisor asks of the operating system beyond `spawn`: signals, the state of processes, and the time.
 *
 * Not exported from the package. A test replaces one function of {@link host} at a time:
 *
 *     vi.spyOn(host, 'kill').mockImplementation(() => { throw Object.assign(new Error('kill EPERM'), { code: 'EPERM' }) })
 *     vi.spyOn(host, 'membersOf').mockReturnValue(undefined) // a system without /proc
 *
 * Nobody else in this folder calls `process.kill`, reads /proc or reads a clock, and nobody copies these functions out of the object.
 */
import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

/** A process and the letter of its state: R running, S sleeping, T stopped, Z zombie, X dead and so on. */
export interface ProcessState {
  readonly pid: number
  readonly state: string
}

export const host = {
  /** Milliseconds that no change of the wall clock touches; the zero is that of `performance.now()`. */
  now(): number {
    return performance.now()
  },

  /**
   * Sends a signal to a process, or to a group as -pid; signal 0 only asks. On Windows, a group is what `taskkill /T` finds below a pid
   * that still lives, and every signal is the end.
   *
   * @throws {NodeJS.ErrnoException} ESRCH when there is no such process, EPERM when it is not ours
   */
  kill(pid: number, signal: NodeJS.Signals | 0): void {
    if (process.platform !== 'win32' || pid > 0) process.kill(pid, signal)
    else spawn('taskkill', ['/PID', String(-pid), '/T', '/F'], { stdio: 'ignore', windowsHide: true }).on('error', () => undefined).unref()
  },

  /**
   * The processes of a group with their states, as far as we may see them, read from /proc/PID/stat; undefined where there is no /proc.
   * `among` limits the search, which costs a read for each process of the system otherwise.
   */
  membersOf(group: number, among?: readonly number[]): readonly ProcessState[] | undefined {
    return (among ?? allPids())?.flatMap((pid) => stateOf(pid, group) ?? [])
  },
}

function allPids(): readonly number[] | undefined {
  try {
    return process.platform === 'linux' ? readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number) : undefined
  } catch {
    return undefined // It is not mounted.
  }
}

/** From `PID (name) STATE PPID PGRP ...`, where the name may hold spaces and parentheses. */
function stateOf(pid: number, group: number): ProcessState | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    const [state = '', , pgrp] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return Number(pgrp) === group ? { pid, state } : undefined
  } catch {
    return undefined // It ended before the read.
  }
}
