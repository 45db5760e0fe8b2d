import { spawn } from 'node:child_process'

/** The repaired class: cancel the consumer, wait until it has settled, and only then release what it consumes. */
export class PersistentAgent {
  #proc = null
  #stderrAbort = null
  #stderrTask = null
  #lines = []

  start(command) {
    this.#proc = spawn(command)
    this.#stderrAbort = new AbortController()
    this.#stderrTask = this.#drainStderr(this.#stderrAbort.signal)
  }

  async #drainStderr(signal) {
    while (!signal.aborted) {
      if (!this.#proc) return
      const chunk = this.#proc.stderr?.read()
      if (typeof chunk === 'string') this.#lines.push(chunk)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }

  async kill() {
    this.#stderrAbort?.abort()
    this.#proc?.kill('SIGTERM')
    this.#proc = null
    await this.#stderrTask
  }
}
