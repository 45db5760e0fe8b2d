import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { setImmediate } from 'node:timers/promises'
import { readLine } from './read-line.js'

/** Keeps one child process at hand and collects what it writes to stderr. */
export class PersistentAgent {
  #proc: ChildProcessWithoutNullStreams | null = null
  #abort = new AbortController()
  #drainTask: Promise<void> | null = null
  readonly complaints: string[] = []

  start(command: string): void {
    this.#abort = new AbortController()
    this.#proc = spawn(command)
    this.#drainTask = this.#drain(this.#abort.signal)
  }

  async ended(): Promise<void> {
    await this.#drainTask
  }

  kill(): void {
    this.#abort.abort()
    this.#proc?.kill()
    this.#proc = null
  }

  async #drain(signal: AbortSignal): Promise<void> {
    while (this.#proc) {
      await setImmediate()
      const line = await readLine(this.#proc.stderr, signal)
      if (line === null) return
      this.complaints.push(line)
    }
  }
}
