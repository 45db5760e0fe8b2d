import { stopped, StoppedError, type StopFailedError } from './api/errors.js'
import type { SupervisorState } from './api/events.js'
import type { SuperviseOptions } from './api/options.js'
import type { ExitReport } from './api/report.js'
import type { Run } from './api/run.js'
import { signalBeingHandled } from './parent/signals.js'
import { stopWithParent } from './parent/stop-with-parent.js'
import { ChildRun, type RunOwner } from './run/child-run.js'
import { History } from './run/history.js'
import type { EventBody } from './run/event-body.js'
import { publish } from './run/publish.js'
import { Restarts } from './run/restarts.js'
import { checkStopOptions, checkWaitOptions, type Settings, settingsOf } from './settings/settings.js'
import { host } from './system/host.js'
import { defer, type Deferred } from './waiting/deferred.js'
import { startTimer, type Timer } from './waiting/timer.js'
import { Waiters } from './waiting/waiters.js'

/** What the supervisor is doing, and what belongs to that. */
type Phase =
  | { readonly state: 'idle' | 'disposed' }
  | { readonly state: 'backoff', readonly timer: Timer }
  | { readonly state: 'starting' | 'ready', readonly run: ChildRun }
  /** The run is null while its report is announced. */
  | { readonly state: 'stopping', readonly run: ChildRun | null }
  /** With a run: the child that outlived SIGKILL, and the error that says so. */
  | { readonly state: 'failed', readonly run: ChildRun | null, readonly error: StopFailedError | null }

/** What follows the end of the run: the start() that waits for it, what the restart policy says, or nothing since it was stopped. */
type Next = Deferred<Run> | 'policy' | { readonly stoppedBy: unknown }

/**
 * Keeps one child: starts it, runs its consumers, stops it in the right order, and starts it again where the restart policy says so.
 * The last of start() and stop() wins, and there are never two living children.
 */
export class Supervisor implements AsyncDisposable {
  readonly #settings: Settings
  readonly #restarts: Restarts
  readonly #history: History
  readonly #waiters = new Waiters<Run>()
  #phase: Phase = { state: 'idle' }
  #next: Next = 'policy'
  #lastId = 0
  #isDisposed = false
  #stopListening: (() => void) | null = null

  /**
   * Starts nothing yet.
   *
   * @throws {TypeError} when an option is missing, unknown or of the wrong kind; the message names it
   */
  constructor(options: SuperviseOptions) {
    this.#settings = settingsOf(options)
    this.#restarts = new Restarts(this.#settings.restart)
    this.#history = new History(this.#settings.history)
  }

  /** What the supervisor is doing. */
  get state(): SupervisorState {
    return this.#phase.state
  }

  /** The run that lives, or is being torn down; null only when its child is released. */
  get run(): Run | null {
    return this.#run?.hasProcess ? this.#run : null
  }

  /** The last reports, oldest first, as many as the option `history` says. */
  get reports(): readonly ExitReport[] {
    return this.#history.reports
  }

  /**
   * Starts the child, and resolves when it is ready. Joins a start under way, resolves to the run that is ready, waits for the end of one
   * that is being torn down, and cuts a backoff short.
   *
   * Rejects, after the teardown, with
   * - {@link SpawnError} when there is no process
   * - what `ready` or a consumer rejected with, or an Error when `readyMs` are over or the child exits before
   * - {@link StoppedError} when a `stop()` comes in between, the supervisor is disposed, or this process is handling a signal that ends it;
   *   the reason of `options.signal` when that aborts
   * - {@link StopFailedError} while a child that could not be stopped is still there
   */
  async start(): Promise<Run> {
    if (this.#isDisposed) throw new StoppedError('The supervisor is disposed: it starts nothing any more.')
    this.#settings.signal?.throwIfAborted()
    const signal = signalBeingHandled()
    if (signal) throw new StoppedError(`This process is handling ${signal}: nothing is started any more.`, { cause: signal })
    if (this.#phase.state === 'failed' && this.#phase.error) throw this.#phase.error
    const run = this.#run
    if (!run) return this.#spawn()
    if (run.isEnding) return this.#startAfterwards()
    this.#next = 'policy'
    return run.started.promise
  }

  /**
   * Resolves to the run that is ready, or to the next one that will be, however many restarts come before it. Does not start the child.
   *
   * Rejects with
   * - {@link StoppedError} when the supervisor is stopped or disposed before, or has come to rest for another reason; `cause` says why
   * - the reason of `options.signal` when that aborts
   * - TypeError when an option is wrong
   *
   * @param options.signal gives up the wait
   */
  async whenReady(options: { signal?: AbortSignal } = {}): Promise<Run> {
    checkWaitOptions(options)
    for (const signal of [options.signal, this.#settings.signal]) signal?.throwIfAborted()
    if (this.#isDisposed) throw new StoppedError('The supervisor is disposed: it starts nothing any more.')
    return this.#phase.state === 'ready' ? this.#phase.run : this.#waiters.add(options.signal)
  }

  /**
   * Ends the run: aborts its signal, awaits its consumers, then goodbye, EOF, SIGTERM and SIGKILL as far as the child needs them.
   * Resolves to its report, without a run to the last report, without any to null. Ends a backoff, too. A `stop()` during a teardown
   * joins it, and can only make it shorter.
   *
   * Rejects with
   * - {@link StopFailedError} when the child outlives SIGKILL by `killMs`
   * - TypeError when `graceMs` is no duration
   *
   * @param options.graceMs the time from now to SIGKILL, in milliseconds. Default: as the plan says.
   * @param options.reason the `cause` of the StoppedError that `run.signal` aborts with
   */
  async stop(options: { graceMs?: number, reason?: unknown } = {}): Promise<ExitReport | null> {
    checkStopOptions(options)
    return this.#stop(stopped(options.reason), options.graceMs)
  }

  /** `stop({ reason })` and `start()`. */
  restart(reason?: unknown): Promise<Run> {
    if (isWaiting(this.#next)) return this.#next.promise
    this.#stop(stopped(reason)).catch(() => undefined) // A stop that fails is what start() rejects with.
    return this.start()
  }

  /** `stop()`, and no `start()` any more. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#isDisposed = true
    const failure = stopped('disposed')
    await this.#stop(failure)
    this.#settle({ state: 'disposed' }, failure)
  }

  get #run(): ChildRun | null {
    return 'run' in this.#phase ? this.#phase.run : null
  }

  #startAfterwards(): Promise<Run> {
    const next = isWaiting(this.#next) ? this.#next : defer<Run>()
    this.#next = next
    return next.promise
  }

  async #stop(failure: unknown, graceMs?: number): Promise<ExitReport | null> {
    this.#restarts.forget()
    this.#cancelNext(failure)
    if (this.#run) return this.#run.stop(failure, graceMs)
    if (this.#phase.state === 'backoff') this.#settle({ state: 'idle' }, failure)
    return this.#history.last
  }

  /** Nothing follows the end of the run, and a start() that waits for it rejects. */
  #cancelNext(failure: unknown): void {
    if (isWaiting(this.#next)) this.#next.reject(failure)
    this.#next = { stoppedBy: failure }
  }

  #spawn(): Promise<Run> {
    if (this.#phase.state === 'failed') this.#restarts.forget()
    this.#restarts.count(host.now())
    this.#stopListening ??= stopWithParent(this.#settings, (failure, graceMs) => this.#stop(failure, graceMs))
    this.#next = 'policy'
    const run = new ChildRun(++this.#lastId, this.#settings, this.#owner)
    this.#enter({ state: 'starting', run })
    run.begin()
    return run.started.promise
  }

  readonly #owner: RunOwner = {
    emit: (run, news) => { this.#emit(run, news) },
    requestStop: (run, reason) => { if (this.#run === run) this.#stop(stopped(reason)).catch(() => undefined) },
    ready: (run) => {
      this.#enter({ state: 'ready', run })
      this.#waiters.resolve(run)
    },
    ending: (run) => { this.#enter({ state: 'stopping', run }) },
    outlived: (run, error) => {
      this.#cancelNext(error)
      this.#settle({ state: 'failed', run, error }, error)
    },
    ended: (report) => { this.#ended(report) },
  }

  #ended(report: ExitReport): void {
    this.#phase = this.#phase.state === 'failed' ? { ...this.#phase, run: null, error: null } : { state: 'stopping', run: null }
    this.#history.add(report)
    this.#emit(report.run, { type: 'report', report })
    this.#proceed(report)
  }

  /** By now onEvent may have called start() or stop(). */
  #proceed(report: ExitReport): void {
    const next = this.#next
    if (this.#run) {
      if (isWaiting(next)) next.resolve(this.#run.started.promise)
    } else if (isWaiting(next)) {
      this.#spawn().then(next.resolve, next.reject)
    } else if (this.#isDisposed) {
      this.#settle({ state: 'disposed' }, stopped('disposed'))
    } else if (next === 'policy' && this.#restarts.isDue(report)) {
      this.#backOff(report)
    } else {
      this.#settle({ state: 'idle' }, next === 'policy' ? stopped(report.error ?? report) : next.stoppedBy)
    }
  }

  #backOff(report: ExitReport): void {
    const delay = this.#restarts.delay(host.now())
    if (delay === undefined) {
      this.#settle({ state: 'failed', run: null, error: null }, stopped(report.error ?? report))
      return
    }
    this.#enter({ state: 'backoff', timer: startTimer(delay, () => { void this.#spawn() }) })
  }

  /** Nothing will happen until the next start(). */
  #settle(phase: Phase, reason: unknown): void {
    this.#stopListening?.()
    this.#stopListening = null
    this.#enter(phase)
    this.#waiters.reject(reason)
  }

  #enter(phase: Phase): void {
    if (this.#phase.state === 'backoff') this.#phase.timer.cancel()
    const { state } = this.#phase
    this.#phase = phase
    if (phase.state !== state) this.#emit(this.#lastId, { type: 'state', state: phase.state })
  }

  #emit(run: number, news: EventBody): void {
    publish(this, this.#settings.onEvent, { at: host.now(), run, ...news })
  }
}

function isWaiting(next: Next): next is Deferred<Run> {
  return next !== 'policy' && 'promise' in next
}
