import { setMaxListeners } from 'node:events'
import { Child, type Exit } from './child.js'
import { defer, type Deferred } from './deferred.js'
import { StopFailedError } from './errors.js'
import { Grace } from './grace.js'
import { host } from './host.js'
import type { Input } from './input.js'
import type { Settings } from './options.js'
import type { Pump } from './pump.js'
import { Steps } from './steps.js'
import { Tail } from './tail.js'
import { Task } from './task.js'
import type { ExitReport, Run, SupervisorEvent } from './types.js'

/** Who starts runs. It hears of a child from the run that holds it and from no one else, and never after `ended` but for `emit`. */
export interface RunOwner {
  emit(event: SupervisorEvent): void
  requestStop(run: ChildRun, reason: unknown): void
  ready(): void
  /** The teardown begins. */
  ending(): void
  /** The child outlived SIGKILL. The teardown goes on when it exits. */
  outlived(error: StopFailedError): void
  /** The teardown is complete. */
  ended(report: ExitReport): void
}

/** What ended a run. `failure` is what a start() that waits for it rejects with, and the reason of `run.signal`. */
interface End {
  readonly cause: ExitReport['cause']
  readonly failure: unknown
}

/**
 * One life of the child, from spawn to report. Whoever wants it to end says so to `#end`; the first cause wins, and `#teardown` is the
 * only way there from any of them.
 */
export class ChildRun implements Run {
  readonly id: number
  readonly pid: number
  readonly stdout: Pump
  readonly stderr: Pump
  /** Resolves when the run is ready; rejects after the release when it never was. */
  readonly started = defer<Run>()
  isEnding = false
  lastOutputAt = host.now()
  readonly #startedAt = host.now()
  readonly #settings: Settings
  readonly #owner: RunOwner
  #child: Child | null
  readonly #input: Input
  readonly #abort = new AbortController()
  readonly signal: AbortSignal = this.#abort.signal
  readonly #consumers: Task[] = []
  #ready: Task | null = null
  readonly #grace = new Grace()
  readonly #ended = defer<End>()
  readonly #report = defer<ExitReport>()
  readonly exited = this.#report.promise
  readonly #steps: Steps
  #lastStep: ExitReport['step']
  readonly #tail: Tail
  #goodbyeError: unknown
  #stopFailed = defer<never>()
  #insist: Deferred<void> | null = null

  /** Spawns. The owner knows the run before anyone hears of it: see begin(). */
  constructor(id: number, settings: Settings, owner: RunOwner) {
    this.id = id
    this.#settings = settings
    this.#owner = owner
    this.#tail = new Tail(settings.tailBytes)
    setMaxListeners(0, this.signal) // There may be any number of consumers.
    const child = this.#child = new Child(settings, {
      failed: (failure) => { this.#end({ cause: 'spawn-error', failure }) },
      exited: (exit) => { this.#exited(exit) },
      output: (chunk, from) => {
        this.lastOutputAt = host.now()
        if (from === 'stderr') this.#tail.push(chunk)
      },
    })
    this.pid = child.pid ?? NaN
    this.stdout = child.stdout
    this.stderr = child.stderr
    this.#input = child.input
    this.#steps = new Steps(child, this.#grace, settings.plan, (signal) => { owner.emit({ type: 'signal', run: id, signal }) })
    void this.#ended.promise.then((end) => this.#teardown(child, end))
  }

  /** Starts the consumers, in the tick of the spawn. */
  begin(): void {
    if (Number.isNaN(this.pid)) return
    this.#owner.emit({ type: 'spawned', run: this.id, pid: this.pid })
    for (const [name, consume] of this.#settings.consumers) {
      this.#consumers.push(new Task(name, () => consume(this, this.signal), this.signal, {
        settled: ({ outcome = 'stuck' }) => { this.#owner.emit({ type: 'consumer.settled', run: this.id, name, outcome }) },
        failed: ({ error }) => { this.#end({ cause: 'consumer-failed', failure: error }) },
        late: this.#late,
      }))
    }
    void this.#getReady()
  }

  /** Ends the run, or hurries its end. Rejects when the child outlives SIGKILL. */
  stop(failure: unknown, graceMs?: number): Promise<ExitReport> {
    if (graceMs !== undefined) this.#grace.shorten(graceMs)
    this.#end({ cause: 'stop', failure })
    this.#insist?.resolve()
    return Promise.race([this.exited, this.#stopFailed.promise])
  }

  requestStop(reason?: unknown): void {
    this.#owner.requestStop(this, reason)
  }

  write(data: string | Uint8Array): Promise<void> {
    return this.#input.write(data)
  }

  endInput(): void {
    this.#input.end()
  }

  async #getReady(): Promise<void> {
    const { ready, plan } = this.#settings
    const task = this.#ready = new Task('ready', () => ready?.(this, this.signal), this.signal, {
      failed: ({ error }) => { this.#end({ cause: 'not-ready', failure: error }) },
      late: this.#late,
    })
    const inTime = await this.#grace.wait(Promise.race([task.settled, this.#ended.promise]), plan.readyMs)
    if (!inTime) this.#end({ cause: 'not-ready', failure: new Error(`The child was not ready within ${plan.readyMs} ms.`) })
    if (this.isEnding || task.outcome !== 'done') return
    this.started.resolve(this)
    this.#owner.ready()
  }

  #exited({ code, signal }: Exit): void {
    this.#owner.emit({ type: 'exit', run: this.id, code, signal })
    const how = signal === null ? `with code ${code}` : `by ${signal}`
    this.#end({ cause: 'exit', failure: new Error(`The child exited ${how}.`) })
  }

  #end(end: End): void {
    if (this.isEnding) return
    this.isEnding = true
    this.#ended.resolve(end)
    this.#owner.ending()
  }

  /**
   * The only end of a run, whatever the cause: a child that has gone already only skips the steps that it does not need. Such a child's
   * consumers read on to the end of its output before they are cancelled.
   */
  async #teardown(child: Child, { cause, failure }: End): Promise<void> {
    const leftByItself = !child.isAlive()
    if (leftByItself) await this.#steps.readOn()

    this.#abort.abort(failure)
    this.#discard({ owed: leftByItself })
    await this.#settled()

    const { goodbye } = this.#settings
    if (cause === 'stop' && goodbye && !this.#grace.isOver) await this.#step('goodbye', () => this.#say(child, goodbye))
    await this.#step('eof', () => this.#steps.endInput())
    await this.#step('term', () => this.#steps.terminate())
    await this.#step('kill', () => this.#kill(child, failure))

    await this.#steps.drain()
    const orphans = await this.#steps.sweep({ atOnce: leftByItself })
    child.release()
    this.#child = null
    this.#owner.emit({ type: 'released', run: this.id })

    const error = cause === 'stop' ? this.#goodbyeError : cause === 'exit' ? undefined : failure
    const report = this.#describe(child, { cause, orphans, ...(error === undefined ? {} : { error }) })
    this.started.reject(failure)
    this.#owner.ended(report)
    this.#report.resolve(report)
  }

  /** Every consumer, and ready(), or `consumerMs`. */
  async #settled(): Promise<void> {
    const tasks = [...this.#consumers, ...this.#ready ? [this.#ready] : []]
    await this.#grace.wait(Promise.all(tasks.map(({ settled }) => settled)), this.#settings.plan.consumerMs)
    for (const task of tasks) task.giveUp()
  }

  /** Takes a step if the child still lives, and notes whether it was the last that was needed. */
  async #step(step: NonNullable<ExitReport['step']>, take: () => Promise<void>): Promise<void> {
    if (!this.#child?.isAlive()) return
    await take()
    if (!this.#child.isAlive()) this.#lastStep = step === 'goodbye' && this.#child.input.hasEnded ? 'eof' : step
  }

  /** Its reading goes on for a while when the child leaves, as that of the consumers would. */
  async #say(child: Child, goodbye: NonNullable<Settings['goodbye']>): Promise<void> {
    const { goodbyeMs, consumerMs } = this.#settings.plan
    const cancel = new AbortController()
    this.stdout.offer()
    this.stderr.offer()
    const task = new Task('goodbye', () => goodbye(this, cancel.signal), cancel.signal, {
      failed: ({ error }) => { this.#goodbyeError = error },
      late: this.#late,
    })
    await this.#grace.wait(Promise.race([task.settled, child.exited]), goodbyeMs)
    if (!child.isAlive() && !task.outcome) await this.#steps.readOn()
    cancel.abort()
    this.#discard({ owed: false })
    await this.#grace.wait(task.settled, consumerMs)
    task.giveUp()
  }

  /** As often as it takes: every stop() that comes after a failed one tries again. */
  async #kill(child: Child, failure: unknown): Promise<void> {
    while (!(await this.#steps.kill()) && child.isAlive()) {
      const error = new StopFailedError(`Process ${this.pid} outlived SIGKILL by ${this.#settings.plan.killMs} ms; stop() sends it again.`)
      const insist = this.#insist = defer()
      this.#stopFailed.reject(error)
      this.#stopFailed = defer()
      this.started.reject(failure)
      this.#owner.outlived(error)
      await Promise.race([child.exited, insist.promise])
    }
  }

  #discard(how: { owed: boolean }): void {
    this.stdout.discard(how)
    this.stderr.discard(how)
  }

  #describe(child: Child, end: Pick<ExitReport, 'cause' | 'error' | 'orphans'>): ExitReport {
    const { code, signal, at } = child.exit ?? { code: null, signal: null, at: this.#startedAt }
    return {
      run: this.id,
      ...child.pid === undefined ? {} : { pid: child.pid },
      code,
      signal,
      ...end,
      ...this.#lastStep ? { step: this.#lastStep } : {},
      uptimeMs: at - this.#startedAt,
      stderrTail: this.#tail.toString(),
      truncated: child.stdout.truncated || child.stderr.truncated,
      consumers: this.#consumers.map(({ name, outcome = 'stuck', error }) => ({ name, outcome, ...error === undefined ? {} : { error } })),
    }
  }

  readonly #late = ({ name }: Task, error: unknown): void => {
    this.#owner.emit({ type: 'late', run: this.id, name, error })
  }
}
