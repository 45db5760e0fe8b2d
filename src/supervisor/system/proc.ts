import { closeSync, existsSync, openSync, readdirSync, readlinkSync, readSync } from 'node:fs'

/** A process as /proc/PID/stat describes it. */
export interface ProcessEntry {
  readonly pid: number
  /** R running, S sleeping, T stopped, Z zombie, X dead and so on. */
  readonly state: string
  readonly parent: number
  readonly group: number
  readonly session: number
  /** In ticks since the system started: with the pid, it identifies a process, since pids are used again. */
  readonly startedAt: number
  /** It is between two programs, and has no environment for a moment. */
  readonly isExecuting: boolean
}

/** One tick of `startedAt`: the kernel reports hundredths of a second on every Linux. */
export const msPerTick = 10

/** A zombie has ended; it stays in the table until its parent has asked for its end, which in some containers nobody does. */
export function isRunning({ state }: ProcessEntry): boolean {
  return state !== 'Z' && state !== 'X'
}

/** The present in ticks since the system started, rounded up. */
export function procTicks(): number {
  return Math.ceil(Number(readStart('/proc/uptime').split(' ')[0]) * 1000 / msPerTick)
}

let isUsable: boolean | undefined

/** Whether /proc is there and shows the processes as we number them. (A container may have mounted that of another one.) */
export function hasProc(): boolean {
  return isUsable ??= process.platform === 'linux' && readOwnPid() === process.pid
}

function readOwnPid(): number | undefined {
  try {
    return Number(readlinkSync('/proc/self'))
  } catch {
    return undefined
  }
}

/** When a pid was given out. */
export interface PidTime {
  readonly pid: number
  /** How many processes and threads the system had made by then. */
  readonly forks: number
}

export function procPidTime(pid: number): PidTime {
  return { pid, forks: countForks() }
}

/** So few pids are tried one by one, which is cheaper than to list them all. */
const shortRange = 64

/** All processes; with `since`, only those whose pid was given out after that one. */
export function procTable(since?: PidTime): readonly ProcessEntry[] | undefined {
  try {
    return (since && pidsSince(since) || allPids()).flatMap((pid) => procEntry(pid) ?? [])
  } catch {
    return undefined
  }
}

function allPids(): number[] {
  return readdirSync('/proc').map(Number).filter((pid) => pid > 0)
}

/**
 * Pids are given out in ascending order, and from the beginning again after the greatest one. Undefined when that may have happened since:
 * the last pid is below the first, or there were so many forks that it may have come around.
 */
function pidsSince({ pid, forks }: PidTime): readonly number[] | undefined {
  const last = Number(readStart('/proc/loadavg').trim().split(' ').at(-1))
  const hasOrder = last >= pid && countForks() - forks < greatestPid() / 2
  if (!hasOrder) return undefined
  if (last - pid > shortRange) return allPids().filter((each) => each >= pid)
  return Array.from({ length: last - pid + 1 }, (_, index) => pid + index).filter((each) => existsSync(`/proc/${each}`))
}

/** A count of forks is good for so long, in milliseconds: in that time nobody makes as many processes as there are pids. */
const forksAreGoodMs = 100

let forks = { count: NaN, at: -Infinity }

/** NaN where the system does not tell. */
function countForks(): number {
  const now = performance.now()
  if (now - forks.at > forksAreGoodMs) forks = { count: Number(/^processes (\d+)$/m.exec(readAll('/proc/stat'))?.[1]), at: now }
  return forks.count
}

let pidMax: number | undefined

function greatestPid(): number {
  return pidMax ??= Number(readStart('/proc/sys/kernel/pid_max'))
}

export function procEntry(pid: number): ProcessEntry | undefined {
  try {
    return parsed(pid, readStart(`/proc/${pid}/stat`))
  } catch {
    return undefined // It has ended.
  }
}

/** From `PID (name) STATE PPID PGRP SESSION ...`, where the name may hold spaces and parentheses. See proc_pid_stat(5). */
function parsed(pid: number, stat: string): ProcessEntry {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const [state = 'X', parent, group, session] = fields
  const [startedAt, memory, , environmentEnd] = [fields[19], fields[20], fields[21], fields[48]]
  const isKernelThread = memory === '0'
  return {
    pid,
    state,
    parent: Number(parent),
    group: Number(group),
    session: Number(session),
    startedAt: Number(startedAt),
    isExecuting: !isKernelThread && environmentEnd === '0',
  }
}

/** Whether a process has children; undefined where the system does not list them. */
export function procHasChildren(pid: number): boolean | undefined {
  try {
    return readdirSync(`/proc/${pid}/task`).some((thread) => readStart(`/proc/${pid}/task/${thread}/children`) !== '')
  } catch {
    return undefined
  }
}

export function procEnvironment(pid: number): string | undefined {
  try {
    return readAll(`/proc/${pid}/environ`)
  } catch {
    return undefined
  }
}

export function procCommandLine(pid: number): string {
  try {
    return Buffer.from(readAll(`/proc/${pid}/cmdline`), 'latin1').toString().replaceAll('\0', ' ').trim()
  } catch {
    return ''
  }
}

let buffer = Buffer.alloc(64 * 1024)

/** One read, which is all of a small file: a table has hundreds of these. readFileSync makes twice the system calls. */
function readStart(path: string): string {
  return withFile(path, (file) => buffer.toString('latin1', 0, readSync(file, buffer, 0, buffer.length, null)))
}

/** A file of any length, through a buffer that is kept: readFileSync takes a new one of 64 KiB for each file in /proc. */
function readAll(path: string): string {
  return withFile(path, (file) => {
    let length = 0
    for (let read = -1; read !== 0; length += read) {
      if (length === buffer.length) buffer = Buffer.concat([buffer, Buffer.alloc(buffer.length)])
      read = readSync(file, buffer, length, buffer.length - length, null)
    }
    return buffer.toString('latin1', 0, length)
  })
}

function withFile<T>(path: string, use: (file: number) => T): T {
  const file = openSync(path, 'r')
  try {
    return use(file)
  } finally {
    closeSync(file)
  }
}
