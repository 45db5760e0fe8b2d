import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { readLine } from './read-line.js'

/** The agent in the right order, but its drain takes the abort for a line that could not be read: `kill()` never returns. */
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

  async kill(): Promise<void> {
    this.#abort.abort()
    await this.#drainTask
    this.#proc?.kill()
    this.#proc = null
  }

  async #drain(signal: AbortSignal): Promise<void> {
    while (this.#proc) {
      try {
        const line = await readLine(this.#proc.stderr, signal)
        if (line === null) return
        this.complaints.push(line)
      } catch (error) {
        this.complaints.push(String(error))
      }
    }
  }
}
