/**
 * All that the supervisor asks of the operating system beyond `spawn`: signals, the table of processes, and the time.
 *
 * Not exported from the package. A test replaces one function of {@link host} at a time:
 *
 *     vi.spyOn(host, 'kill').mockImplementation(() => { throw Object.assign(new Error('kill EPERM'), { code: 'EPERM' }) })
 *     vi.spyOn(host, 'processes').mockReturnValue(undefined) // a system that shows no processes
 *
 * Nobody else in this library calls `process.kill`, reads /proc or reads a clock, and nobody copies these functions out of the object.
 */
import {
  hasProc, isRunning, msPerTick, type PidTime, procCommandLine, procEnvironment, procEntry, type ProcessEntry, procHasChildren, procPidTime,
  procTable, procTicks,
} from './proc.js'
import { psTable } from './ps.js'
import { endTree } from './taskkill.js'

export { isRunning, type PidTime, type ProcessEntry } from './proc.js'

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
    if (process.platform === 'win32' && pid < 0) endTree(-pid)
    else process.kill(pid, signal)
  },

  /**
   * The processes of the system, as far as we may see them, zombies included; undefined where there is no table of them. With `since`,
   * only those whose pid was given out later, which costs much less.
   */
  processes(since?: PidTime): readonly ProcessEntry[] | undefined {
    if (hasProc()) return procTable(since)
    return process.platform === 'linux' || process.platform === 'win32' ? undefined : psTable()
  },

  /** The present, in terms of a pid that was given out just now; undefined where that is no help. */
  pidTime(pid: number): PidTime | undefined {
    return hasProc() ? procPidTime(pid) : undefined
  },

  /** One process; undefined when there is none, or no cheap way to know. */
  process(pid: number): ProcessEntry | undefined {
    return hasProc() ? procEntry(pid) : undefined
  },

  /** Whether a process has children; undefined where that is not known. */
  hasChildren(pid: number): boolean | undefined {
    return hasProc() ? procHasChildren(pid) : undefined
  },

  /** Whether the pid still belongs to that process, and the process is no zombie. */
  isAlive({ pid, startedAt }: ProcessEntry): boolean {
    const entry = hasProc() ? procEntry(pid) : host.processes()?.find((one) => one.pid === pid)
    return entry !== undefined && entry.startedAt === startedAt && isRunning(entry)
  },

  /** The present, as `startedAt` of a process would tell it. */
  ticks(): number {
    return hasProc() ? procTicks() : Date.now() / msPerTick
  },

  /** What a process got as its environment, as bytes of latin1; undefined when it has ended or we may not know. */
  environment(pid: number): string | undefined {
    return hasProc() ? procEnvironment(pid) : undefined
  },

  /** Whether `environment` can tell of the processes of this user: then none of them can hide by leaving its group and session. */
  showsEnvironments(): boolean {
    return hasProc()
  },

  /** The command line of a process; empty when it cannot be read. */
  commandLine(pid: number): string {
    return hasProc() ? procCommandLine(pid) : ''
  },
}
