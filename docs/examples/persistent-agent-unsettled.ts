import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { readLine } from './read-line.js'

/** Keeps one child process at hand and answers each line that it writes to stderr. */
export class PersistentAgent {
  #proc: ChildProcessWithoutNullStreams | null = null
  #abort = new AbortController()
  #answerTask: Promise<void> | null = null

  start(command: string): void {
    this.#abort = new AbortController()
    const proc = spawn(command)
    this.#proc = proc
    this.#answerTask = this.#answer(proc, this.#abort.signal)
  }

  /** Cancels first, but does not wait: an answer that is under way is written to a process that is gone. */
  async kill(): Promise<void> {
    this.#abort.abort()
    this.#proc?.kill()
    this.#proc = null
  }

  async #answer(proc: ChildProcessWithoutNullStreams, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const line = await readLine(proc.stderr, signal)
      if (line === null) return
      this.#proc!.stdin.write(`${line}\n`)
    }
  }
}
