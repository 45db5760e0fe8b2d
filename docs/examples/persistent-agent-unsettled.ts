import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { readLine } from './read-line.js'

/** Keeps a log of what a child process writes to stderr. */
export class PersistentAgent {
  #abort = new AbortController()
  readonly #log = createWriteStream('agent.log')

  start(command: string): void {
    void this.#record(spawn(command), this.#abort.signal)
  }

  /** Cancels first, but does not wait: a line that has just been read is written to a log that has ended. */
  kill(): void {
    this.#abort.abort()
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
