import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { readLine } from './read-line.js'

/** Keeps a log of what a child process writes to stderr. */
export class PersistentAgent {
  #abort = new AbortController()
  #recordTask: Promise<void> | null = null
  readonly #log = createWriteStream('agent.log')

  start(command: string): void {
    this.#recordTask = this.#record(spawn(command), this.#abort.signal)
  }

  /** Cancels the task, waits until it has settled, and only then ends the log. */
  async kill(): Promise<void> {
    this.#abort.abort()
    await Promise.allSettled([this.#recordTask])
    this.#log.end()
  }

  async #record(proc: ChildProcessWithoutNullStreams, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const line = await readLine(proc.stderr, signal)
      if (line === null) return
      this.#log.write(`${line}\n`)
    }
  }
}
