import type { ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { marked } from '../descendants/marker.js'
import type { Settings } from '../settings/settings.js'
import { pollPhase } from '../waiting/grace.js'
import { spawnStdio } from './stdio.js'

/** `fail` is called later, whether spawn() throws, emits an error, or leaves us without a process and without a word. */
export function spawnWith(settings: Settings, token: string, fail: (error: unknown) => void): ChildProcess | null {
  const { spawnFn, command, args, spawn, stdio, group, marker } = settings
  try {
    const env = marker ? marked(spawn.env ?? process.env, token) : spawn.env
    const child = spawnFn(command, [...args], { ...spawn, env, stdio: spawnStdio(stdio), detached: group })
    child.on('error', (error) => { if (child.pid === undefined) fail(error) })
    if (child.pid === undefined) void pollPhase().then(() => { fail(new Error('no process, and no reason given')) })
    return child
  } catch (error) {
    queueMicrotask(() => { fail(error) })
    return null
  }
}

/** A directory that is not there looks like a program that is not there. */
export function hintAt(cwd: string | URL | undefined): string {
  return cwd === undefined || existsSync(cwd) ? '' : `. There is no directory ${String(cwd)}`
}

/** Closes the pipes of a child without a process. */
export function closePipes(child: ChildProcess | null): void {
  for (const pipe of [child?.stdin, child?.stdout, child?.stderr]) pipe?.on('error', () => undefined).destroy()
}
