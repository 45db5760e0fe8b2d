import type { ConsumerOutcome } from './types.js'

/** Who wants to know how a task ended: `failed` before its signal aborted, `late` after it was given up. */
export interface TaskListener {
  settled?(task: Task): void
  failed?(task: Task): void
  late(task: Task, error: unknown): void
}

/** A piece of the user's code that runs beside the child until it settles, or is given up. */
export class Task {
  readonly name: string
  /** Resolves when the work has settled. Never rejects. */
  readonly settled: Promise<void>
  outcome: ConsumerOutcome | undefined
  error: unknown
  readonly #listener: TaskListener

  /** Calls `work` at once; what it throws is a rejection. */
  constructor(name: string, work: () => void | Promise<void>, signal: AbortSignal, listener: TaskListener) {
    this.name = name
    this.#listener = listener
    this.settled = (async () => { await work() })().then(
      () => { this.#settle(signal.aborted ? 'aborted' : 'done') },
      (error: unknown) => {
        if (this.outcome === 'stuck') listener.late(this, error)
        else this.#settle(signal.aborted && isAbort(error, signal) ? 'aborted' : 'failed', error)
      },
    )
  }

  /** It does not settle, and nobody will wait for it any longer. */
  giveUp(): void {
    this.#settle('stuck')
  }

  #settle(outcome: ConsumerOutcome, error?: unknown): void {
    if (this.outcome) return
    this.outcome = outcome
    if (outcome === 'failed') this.error = error
    this.#listener.settled?.(this)
    if (outcome === 'failed') this.#listener.failed?.(this)
  }
}

function isAbort(error: unknown, signal: AbortSignal): boolean {
  return error === signal.reason || (error instanceof Error && error.name === 'AbortError')
}
