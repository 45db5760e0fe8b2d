import type { ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { marked } from '../descendants/marker.js'
import type { Settings } from '../settings/settings.js'
import { pollPhase } from '../waiting/grace.js'
import { spawnStdio } from './stdio.js'

/** A process, and what it is known by. */
export interface Spawned {
  readonly process: ChildProcess
  readonly pid: number
}

/** Null when there is no process: `fail` is called later, whether spawn() throws, emits an error, or gives no process and no word. */
export function spawnWith(settings: Settings, token: string, fail: (error: unknown) => void): Spawned | null {
  const { spawnFn, command, args, spawn, stdio, group, marker } = settings
  try {
    const env = marker ? marked(spawn.env ?? process.env, token) : spawn.env
    const options = { ...spawn, env, stdio: spawnStdio(stdio), detached: group }
    const child: ChildProcess & Partial<Thenable> = spawnFn(command, [...args], options)
    // An async spawnFn gives a promise, whose rejection says what went wrong.
    child.then?.(undefined, fail)
    child.on('error', (error) => { if (!isPid(child.pid)) fail(error) })
    if (isPid(child.pid)) return { process: child, pid: child.pid }
    void pollPhase().then(() => { fail(new Error('no process, and no reason given')) })
    closePipes(child)
  } catch (error) {
    queueMicrotask(() => { fail(error) })
  }
  return null
}

interface Thenable {
  then(onFulfilled: undefined, onRejected: (reason: unknown) => void): unknown
}

/** Whether a child of ours can have this pid. To signal 0 or -1 would be to signal our own group, or every process there is. */
function isPid(pid: unknown): pid is number {
  return Number.isSafeInteger(pid) && Number(pid) > 1
}

/** A directory that is not there looks like a program that is not there. */
export function hintAt(cwd: string | URL | undefined): string {
  return cwd === undefined || existsSync(cwd) ? '' : `. There is no directory ${String(cwd)}`
}

/** Closes the pipes of a child without a process. */
function closePipes(child: Partial<ChildProcess>): void {
  for (const pipe of [child.stdin, child.stdout, child.stderr]) pipe?.on('error', () => undefined).destroy()
}
