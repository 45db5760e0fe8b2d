import { spawn, type ChildProcess } from 'node:child_process'

/** The class of the report: `kill` drops the process before it cancels the loop that reads it. */
export class PersistentAgent {
  #proc: ChildProcess | null = null
  #stderrAbort: AbortController | null = null
  #stderrTask: Promise<void> | null = null
  readonly #lines: string[] = []

  start(command: string): void {
    this.#proc = spawn(command)
    this.#stderrAbort = new AbortController()
    this.#stderrTask = this.#drainStderr(this.#stderrAbort.signal)
  }

  async #drainStderr(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      if (!this.#proc) return
      const chunk: unknown = this.#proc.stderr?.read()
      if (typeof chunk === 'string') this.#lines.push(chunk)
      await new Promise<void>((resolve) => setTimeout(resolve, 50))
    }
  }

  async kill(): Promise<void> {
    this.#proc?.kill('SIGTERM')
    this.#proc = null
    this.#stderrAbort?.abort()
    await this.#stderrTask
  }
}
