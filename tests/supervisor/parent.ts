import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Scene } from './scene.js'

export interface Parent {
  readonly pid: number
  /** Resolves with the first line of its stdout that matches; rejects at the end of stdout. */
  says(pattern: RegExp): Promise<string>
  /** What it has said so far. */
  readonly lines: readonly string[]
  kill(signal: NodeJS.Signals): void
  /** Resolves with its exit; a descendant may hold its output open for longer. */
  readonly exited: Promise<unknown>
  readonly ended: Promise<{ code: number | null, signal: NodeJS.Signals | null }>
}

/** Runs one of the programs in ./parents, which supervise a child themselves, for the faults that only a dying process shows. */
export function runParent(scene: Scene, name: string, { args = [], descriptors }: { args?: string[], descriptors?: number } = {}): Parent {
  const file = fileURLToPath(new URL(`./parents/${name}`, import.meta.url))
  const limit = descriptors === undefined ? '' : `ulimit -n ${descriptors};`
  const child = spawn('sh', ['-c', `${limit} exec "$0" --import tsx "$@"`, process.execPath, file, ...args], {
    env: scene.env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const lines: string[] = []
  const complaints: string[] = []
  const output = createInterface({ input: child.stdout })
  output.on('line', (line) => lines.push(line))
  child.stderr.setEncoding('utf8').on('data', (text: string) => complaints.push(text))
  const ended = once(child, 'close').then(() => ({ code: child.exitCode, signal: child.signalCode }))
  return {
    pid: child.pid ?? 0,
    ended,
    lines,
    exited: once(child, 'exit'),
    kill: (signal) => child.kill(signal),
    says: async (pattern) => {
      for (;;) {
        const line = lines.find((text) => pattern.test(text))
        if (line !== undefined) return line
        await Promise.race([once(output, 'line'), ended])
        if ((child.exitCode ?? child.signalCode) !== null && !lines.some((text) => pattern.test(text))) {
          throw new Error(`${name} ended and never said ${String(pattern)}, but: ${JSON.stringify({ lines, complaints })}`)
        }
      }
    },
  }
}
