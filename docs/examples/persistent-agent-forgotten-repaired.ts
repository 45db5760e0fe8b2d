import { spawn, type ChildProcess } from 'node:child_process'

/** Starts its process anew, one second after it has exited. */
export class PersistentAgent {
  #proc: ChildProcess | null = null
  #restart: NodeJS.Timeout | undefined
  readonly #command: string

  constructor(command: string) {
    this.#command = command
  }

  start(): void {
    const proc = spawn(this.#command)
    proc.once('exit', () => {
      if (this.#proc === proc) this.#restart = setTimeout(() => { this.start() }, 1000)
    })
    this.#proc = proc
  }

  get isRestarting(): boolean {
    return this.#restart !== undefined
  }

  stop(): void {
    clearTimeout(this.#restart)
    this.#restart = undefined
    this.#proc?.kill()
    this.#proc = null
  }
}
