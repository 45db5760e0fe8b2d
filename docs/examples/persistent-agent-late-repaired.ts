import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'

/** Keeps one child process at hand, as soon as it runs; a kill during the start ends it, too. */
export class PersistentAgent {
  #proc: ChildProcess | null = null
  #isKilled = false

  get isKilled(): boolean {
    return this.#isKilled
  }

  async start(command: string): Promise<void> {
    this.#isKilled = false
    const proc = spawn(command)
    await once(proc, 'spawn')
    if (this.isKilled) {
      proc.kill()
      return
    }
    this.#proc = proc
  }

  kill(): void {
    this.#isKilled = true
    this.#proc?.kill()
    this.#proc = null
  }
}
