import { spawn, type ChildProcess } from 'node:child_process'

/** Keeps one child process at hand and starts it again on demand. */
export class PersistentAgent {
  #proc: ChildProcess | null = null

  get isRunning(): boolean {
    return this.#proc !== null
  }

  start(command: string): void {
    this.#proc = spawn(command)
    this.#proc.on('exit', () => {
      this.#proc = null
    })
  }

  kill(): void {
    this.#proc?.kill()
    this.#proc = null
  }
}
