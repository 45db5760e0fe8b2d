import { defer, type Deferred } from './deferred.js'
import { StoppedError, type StopFailedError } from './errors.js'
import { longestTimer } from './grace.js'
import { host } from './host.js'
import { checkStopOptions, settingsOf, type Settings } from './options.js'
import { stopOnAbort, stopOnSignals } from './parent.js'
import { Restarts } from './restarts.js'
import { ChildRun, type RunOwner } from './run.js'
import type { ExitReport, Run, SuperviseOptions, SupervisorEvent, SupervisorState } from './types.js'

/**
 * Keeps one child: starts it, runs its consumers, stops it in the right order, and starts it again where the restart policy says so.
 * The last of start() and stop() wins, and there are never two living children.
 */
export class Supervisor implements AsyncDisposable {
  readonly #settings: Settings
  readonly #restarts: Restarts
  readonly #reports: ExitReport[] = []
  #state: SupervisorState = 'idle'
  #run: ChildRun | null = null
  #lastId = 0
  /** A start() that waits for the end of this run. */
  #queued: Deferred<Run> | null = null
  #backoff: NodeJS.Timeout | null = null
  #isWanted = false
  #isDisposed = false
  #failure: StopFailedError | null = null
  #unlisten: (() => void) | null = null

  /**
   * Starts nothing yet.
   *
   * @throws {TypeError} when an option is missing, unknown or of the wrong kind; the message names it
   */
  constructor(options: SuperviseOptions) {
    this.#settings = settingsOf(options)
    this.#restarts = new Restarts(this.#settings.restart)
  }

  /** What the supervisor is doing. */
  get state(): SupervisorState {
    return this.#state
  }

  /** The run that lives, or is being torn down; null only when its child is released. */
  get run(): Run | null {
    return this.#run && !Number.isNaN(this.#run.pid) ? this.#run : null
  }

  /** The last `restart.max` reports, oldest first. */
  get reports(): readonly ExitReport[] {
    return [...this.#reports]
  }

  /**
   * Starts the child, and resolves when it is ready. Joins a start under way, resolves to the run that is ready, waits for the end of one
   * that is being torn down, and cuts a backoff short.
   *
   * Rejects, after the teardown, with
   * - {@link SpawnError} when there is no process
   * - what `ready` or a consumer rejected with, or an Error when `readyMs` are over or the child exits before
   * - {@link StoppedError} when a `stop()` comes in between, or the supervisor is disposed; the reason of `options.signal` when that aborts
   * - {@link StopFailedError} while a child that could not be stopped is still there
   */
  async start(): Promise<Run> {
    if (this.#isDisposed) throw new StoppedError('The supervisor is disposed: it starts nothing any more.')
    this.#settings.signal?.throwIfAborted()
    if (this.#failure) throw this.#failure
    this.#isWanted = true
    if (!this.#run) return this.#spawn()
    if (!this.#run.isEnding) return this.#run.started.promise
    return (this.#queued ??= defer<Run>()).promise
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
    if (this.#queued) return this.#queued.promise
    this.#stop(stopped(reason)).catch(() => undefined) // A stop that fails is what start() rejects with.
    return this.start()
  }

  /** `stop()`, and no `start()` any more. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#isDisposed = true
    await this.#stop(stopped('disposed'))
    this.#enter('disposed')
  }

  async #stop(failure: unknown, graceMs?: number): Promise<ExitReport | null> {
    this.#isWanted = false
    this.#restarts.forget()
    this.#queued?.reject(failure)
    this.#queued = null
    if (this.#run) return this.#run.stop(failure, graceMs)
    if (this.#backoff) this.#rest('idle')
    return this.#reports.at(-1) ?? null
  }

  #spawn(): Promise<Run> {
    if (this.#backoff) clearTimeout(this.#backoff)
    this.#backoff = null
    if (this.#state === 'failed') this.#restarts.forget()
    this.#restarts.count(host.now())
    this.#unlisten ??= this.#listen()
    const run = this.#run = new ChildRun(++this.#lastId, this.#settings, this.#owner)
    this.#enter('starting')
    run.begin()
    return run.started.promise
  }

  readonly #owner: RunOwner = {
    emit: (event) => { this.#emit(event) },
    requestStop: (run, reason) => { if (this.#run === run) this.#stop(stopped(reason)).catch(() => undefined) },
    ready: () => { this.#enter('ready') },
    ending: () => { this.#enter('stopping') },
    outlived: (error) => {
      this.#failure = error
      this.#isWanted = false
      this.#queued?.reject(error)
      this.#queued = null
      this.#rest('failed')
    },
    ended: (report) => { this.#ended(report) },
  }

  #ended(report: ExitReport): void {
    this.#run = null
    this.#failure = null
    this.#reports.push(report)
    if (this.#reports.length > this.#settings.restart.max) this.#reports.shift()
    this.#emit({ type: 'report', report })
    this.#next(report)
  }

  #next(report: ExitReport): void {
    const queued = this.#queued
    this.#queued = null
    if (queued && !this.#run) this.#spawn().then(queued.resolve, queued.reject)
    else if (this.#run) queued?.resolve(this.#run.started.promise) // onEvent has called start().
    else if (this.#isDisposed) this.#rest('disposed')
    else if (this.#isWanted && this.#restarts.isDue(report)) this.#backOff()
    else this.#rest('idle')
  }

  #backOff(): void {
    const delay = this.#restarts.delay(host.now())
    if (delay === undefined) {
      this.#rest('failed')
      return
    }
    this.#backoff = setTimeout(() => { void this.#spawn() }, Math.min(delay, longestTimer))
    this.#enter('backoff')
  }

  /** Nothing will happen until the next start(). */
  #rest(state: 'idle' | 'failed' | 'disposed'): void {
    if (this.#backoff) clearTimeout(this.#backoff)
    this.#backoff = null
    this.#unlisten?.()
    this.#unlisten = null
    this.#enter(state)
  }

  #listen(): () => void {
    const { signal, parentSignals } = this.#settings
    const ignoreAbort = signal && stopOnAbort(signal, () => { this.#stop(signal.reason).catch(() => undefined) })
    const ignoreSignals = stopOnSignals(parentSignals, (graceMs) => this.#stop(stopped('a signal to this process'), graceMs))
    return () => {
      ignoreAbort?.()
      ignoreSignals()
    }
  }

  #enter(state: SupervisorState): void {
    if (state === this.#state) return
    this.#state = state
    this.#emit({ type: 'state', state })
  }

  #emit(event: SupervisorEvent): void {
    const { onEvent } = this.#settings
    void (async () => { await (onEvent?.(event) as unknown) })().catch(() => undefined)
  }
}

function stopped(reason: unknown): StoppedError {
  return new StoppedError('The child was stopped.', { cause: reason })
}
