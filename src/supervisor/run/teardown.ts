import type { ExitReport } from '../api/report.js'
import type { Child } from '../child/child.js'
import type { Settings } from '../settings/settings.js'
import { defer } from '../waiting/deferred.js'
import type { Grace } from '../waiting/grace.js'
import type { Remains, Steps } from './steps.js'
import { Task } from './task.js'

/** What ended a run. `failure` is what a start() that waits for it rejects with, and the reason of `run.signal`. */
export interface End {
  readonly cause: ExitReport['cause']
  readonly failure: unknown
}

/** What a teardown does to the run beside ending its child. */
export interface TeardownListener {
  /** Cancels the consumers. */
  abort(reason: unknown): void
  /** Resolves when the consumers have settled, or were given up. */
  consumersSettled(): Promise<void>
  /** Calls the user's goodbye. */
  goodbye(signal: AbortSignal): Promise<void> | void
  late(task: Task, error: unknown): void
  /** The child has outlived SIGKILL. */
  outlived(failure: unknown): void
}

/** How a teardown went. */
export interface TeardownResult extends Remains {
  readonly step: ExitReport['step']
  readonly goodbyeError: unknown
}

/**
 * The only end of a run, whatever the cause: a child that has gone already only skips the steps that it does not need. Such a child's
 * consumers read on to the end of its output before they are cancelled.
 */
export class Teardown {
  readonly #child: Child
  readonly #settings: Settings
  readonly #grace: Grace
  readonly #steps: Steps
  readonly #listener: TeardownListener
  #lastStep: ExitReport['step']
  #goodbyeError: unknown
  #retry = defer()

  constructor(child: Child, settings: Settings, grace: Grace, steps: Steps, listener: TeardownListener) {
    this.#child = child
    this.#settings = settings
    this.#grace = grace
    this.#steps = steps
    this.#listener = listener
  }

  async run({ cause, failure }: End): Promise<TeardownResult> {
    const leftByItself = !this.#child.isAlive()
    if (leftByItself) await this.#steps.readOn()

    this.#listener.abort(failure)
    this.#discard({ isOwed: leftByItself })
    await this.#listener.consumersSettled()

    const { goodbye, plan } = this.#settings
    if (this.#child.isAlive()) await this.#child.descendants?.remember()
    if (cause === 'stop' && goodbye && !this.#grace.isOver) await this.#step('goodbye', () => this.#sayGoodbye())
    if (plan.eof) await this.#step('eof', () => this.#steps.endInput())
    await this.#step('term', () => this.#steps.ask())
    await this.#step('kill', () => this.#kill(failure))

    await this.#steps.drain()
    const remains = await this.#steps.sweep({ isForced: leftByItself })
    return { ...remains, step: this.#lastStep, goodbyeError: this.#goodbyeError }
  }

  /** Sends SIGKILL once more to a child that has outlived it. */
  retryKill(): void {
    this.#retry.resolve()
  }

  /** Takes a step if the child still lives, and notes whether it was the last that was needed. */
  async #step(step: NonNullable<ExitReport['step']>, take: () => Promise<void>): Promise<void> {
    if (!this.#child.isAlive()) return
    await take()
    if (!this.#child.isAlive()) this.#lastStep = step === 'goodbye' && this.#child.input.hasEnded ? 'eof' : step
  }

  /** Its reading goes on for a while when the child leaves, as that of the consumers would. */
  async #sayGoodbye(): Promise<void> {
    const { goodbyeMs, consumerMs } = this.#settings.plan
    const cancel = new AbortController()
    this.#child.stdout.reopen()
    this.#child.stderr.reopen()
    const task = new Task('goodbye', cancel.signal, {
      failed: ({ error }) => { this.#goodbyeError = error },
      late: (late, error) => { this.#listener.late(late, error) },
    })
    task.begin(() => this.#listener.goodbye(cancel.signal))
    await this.#grace.wait(Promise.race([task.settled, this.#child.exited]), goodbyeMs)
    if (!this.#child.isAlive() && !task.outcome) await this.#steps.readOn()
    cancel.abort()
    this.#discard({ isOwed: false })
    await this.#grace.wait(task.settled, consumerMs)
    if (!task.outcome) task.giveUp('stuck')
  }

  /** From now on the outputs are read and dropped. */
  #discard(how: { readonly isOwed: boolean }): void {
    this.#child.stdout.discard(how)
    this.#child.stderr.discard(how)
  }

  /** As often as it takes: every stop() that comes after a failed one tries again. */
  async #kill(failure: unknown): Promise<void> {
    for (;;) {
      const hasExited = await this.#steps.kill()
      if (hasExited || !this.#child.isAlive()) return
      this.#retry = defer()
      this.#listener.outlived(failure)
      await Promise.race([this.#child.exited, this.#retry.promise])
    }
  }
}
