import type { ChildProcess, StdioOptions } from 'node:child_process'
import type { Duplex, Readable } from 'node:stream'
import { Writable } from 'node:stream'
import type { StdioEntry } from '../settings/kinds.js'

/** The entries as `spawn` takes them: what goes to a Writable comes through a pipe of ours. */
export function spawnStdio(entries: readonly StdioEntry[]): StdioOptions {
  return entries.map((entry) => entry instanceof Writable ? 'pipe' : entry)
}

/** The Writable that gets a copy of an output. */
export function copyOf(entries: readonly StdioEntry[], descriptor: 1 | 2): Writable | undefined {
  const entry = entries[descriptor]
  return entry instanceof Writable ? entry : undefined
}

/** The pipes from descriptor 3 on. An error of theirs is for whoever uses them, and no uncaught one. */
export function extraPipes(child: ChildProcess | null): readonly (Duplex | null)[] {
  const pipes = (child?.stdio as readonly (Readable | Writable | null | undefined)[] | undefined) ?? []
  return pipes.map((pipe, descriptor) => descriptor < 3 || !pipe ? null : pipe.on('error', () => undefined) as Duplex)
}
