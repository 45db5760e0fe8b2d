import { spawn } from 'node:child_process'

/** The class of the report: `kill` drops the process before it cancels the loop that reads it. */
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
    this.#proc?.kill('SIGTERM')
    this.#proc = null
    this.#stderrAbort?.abort()
    await this.#stderrTask
  }
}
