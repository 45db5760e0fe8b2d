import type { ConsumerOutcome } from '../api/report.js'
import { defer } from '../waiting/deferred.js'

/** Who wants to know how a task ended: `failed` before its signal aborted, `late` after it was given up. */
export interface TaskListener {
  settled?(task: Task): void
  failed?(task: Task): void
  late(task: Task, error: unknown): void
}

/** A piece of the user's code that runs beside the child until it settles, or is given up. */
export class Task {
  readonly name: string
  outcome: ConsumerOutcome | undefined
  error: unknown
  /** It awaits the end of its run, and so cannot settle before. */
  awaitsExit = false
  readonly #signal: AbortSignal
  readonly #listener: TaskListener
  readonly #settled = defer()
  /** Resolves when the work has settled. Never rejects. */
  readonly settled = this.#settled.promise

  constructor(name: string, signal: AbortSignal, listener: TaskListener) {
    this.name = name
    this.#signal = signal
    this.#listener = listener
  }

  /** Calls `work` at once; what it throws is a rejection. */
  begin(work: () => void | Promise<void>): void {
    const signal = this.#signal
    void (async () => { await work() })().then(
      () => { this.#settle(signal.aborted ? 'aborted' : 'done') },
      (error: unknown) => {
        if (this.outcome) this.#listener.late(this, error)
        else this.#settle(signal.aborted && isAbort(error, signal) ? 'aborted' : 'failed', error)
      },
    ).finally(() => { this.#settled.resolve() })
  }

  /** It has not settled, and nobody waits for it any longer: because it waits for us, or because its time is over. */
  giveUp(outcome: 'done' | 'stuck'): void {
    this.#settle(outcome)
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
