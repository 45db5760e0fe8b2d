import { spawn, type ChildProcess } from 'node:child_process'

/** The repaired class: cancel the consumer, wait until it has settled, and only then release what it consumes. */
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
    this.#stderrAbort?.abort()
    this.#proc?.kill('SIGTERM')
    this.#proc = null
    await this.#stderrTask
  }
}
