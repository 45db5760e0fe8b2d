import { setMaxListeners } from 'node:events'
import type { Duplex } from 'node:stream'
import { StopFailedError } from '../api/errors.js'
import type { ExitReport } from '../api/report.js'
import type { Run } from '../api/run.js'
import type { Channel } from '../child/channel.js'
import { Child, type Exit } from '../child/child.js'
import type { Input } from '../child/input.js'
import type { Pump } from '../output/pump.js'
import { Tail } from '../output/tail.js'
import { isSignal } from '../settings/kinds.js'
import type { Settings } from '../settings/settings.js'
import { host } from '../system/host.js'
import { defer } from '../waiting/deferred.js'
import { Grace } from '../waiting/grace.js'
import type { EventBody } from './event-body.js'
import { sealed } from './report.js'
import { Steps } from './steps.js'
import { Task } from './task.js'
import { Tasks } from './tasks.js'
import { type End, Teardown, type TeardownResult } from './teardown.js'

/** Who starts runs. It hears of a child from the run that holds it and from no one else, and never after `ended` but for `emit`. */
export interface RunOwner {
  emit(run: number, news: EventBody): void
  requestStop(run: ChildRun, reason: unknown): void
  ready(run: ChildRun): void
  /** The teardown begins. */
  ending(run: ChildRun): void
  /** The child outlived SIGKILL. The teardown goes on when it exits. */
  outlived(run: ChildRun, error: StopFailedError): void
  /** The teardown is complete. */
  ended(report: ExitReport): void
}

/**
 * One life of the child, from spawn to report. Whoever wants it to end says so to `#end`; the first cause wins, and the teardown is the
 * only way there from any of them.
 */
export class ChildRun implements Run {
  readonly id: number
  readonly stdout: Pump
  readonly stderr: Pump
  readonly stdio: readonly (Duplex | null)[]
  /** Resolves when the run is ready; rejects after the release when it never was. */
  readonly started = defer<Run>()
  isEnding = false
  lastOutputAt = host.now()
  readonly #startedAt = host.now()
  readonly #settings: Settings
  readonly #owner: RunOwner
  /** Null when it is released. */
  #child: Child | null
  /** Undefined when there never was a process. */
  readonly #pid: number | undefined
  readonly #input: Input
  readonly #channel: Channel
  readonly #abort = new AbortController()
  readonly signal: AbortSignal = this.#abort.signal
  readonly #grace = new Grace()
  readonly #consumers: Task[] = []
  readonly #tasks: Tasks
  readonly #ended = defer<End>()
  readonly #report = defer<ExitReport>()
  readonly #teardown: Teardown
  readonly #tail: Tail
  #stopFailed = defer<never>()

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
      claimant: () => this.#tasks.calling,
      readerEnded: () => { this.#tasks.openHandover() },
    })
    this.#pid = child.pid
    this.stdout = child.stdout
    this.stderr = child.stderr
    this.stdio = child.stdio
    this.#tasks = new Tasks([this.stdout, this.stderr])
    this.#input = child.input
    this.#channel = child.channel
    const steps = new Steps(child, this.#grace, settings.plan, (signal) => { owner.emit(id, { type: 'signal', signal }) })
    const teardown = this.#teardown = new Teardown(child, settings, this.#grace, steps, {
      abort: (reason) => {
        this.#tasks.openHandover()
        this.#abort.abort(reason)
        child.channel.end()
      },
      consumersSettled: () => this.#tasks.settle(this.#grace, settings.plan.consumerMs),
      goodbye: (signal) => settings.goodbye?.(this, signal),
      late: this.#late,
      outlived: (failure) => { this.#outlived(failure) },
    })
    void this.#ended.promise.then(async (end) => { this.#finish(child, end, await teardown.run(end)) })
  }

  /** Whether there ever was a process. */
  get hasProcess(): boolean {
    return this.#pid !== undefined
  }

  get pid(): number {
    if (this.#pid === undefined) throw new Error('There is no process.')
    return this.#pid
  }

  /** Who asks may be a consumer that awaits it, and so cannot settle before. */
  get exited(): Promise<ExitReport> {
    this.#tasks.noteWait()
    return this.#report.promise
  }

  /** Starts the consumers, in the tick of the spawn. */
  begin(): void {
    if (this.#pid === undefined) return
    this.#owner.emit(this.id, { type: 'spawned', pid: this.#pid })
    for (const [name, consume] of this.#settings.consumers) {
      const task = new Task(name, this.signal, {
        settled: ({ outcome = 'stuck' }) => { this.#owner.emit(this.id, { type: 'consumer.settled', name, outcome }) },
        failed: ({ error }) => { this.#end({ cause: 'consumer-failed', failure: error }) },
        late: this.#late,
      })
      this.#consumers.push(task)
      this.#tasks.begin(task, () => consume(this, this.signal))
    }
    void this.#getReady()
  }

  /** Ends the run, or shortens its end. Rejects when the child outlives SIGKILL. */
  stop(failure: unknown, graceMs?: number): Promise<ExitReport> {
    if (graceMs !== undefined) this.#grace.shorten(graceMs)
    this.#end({ cause: 'stop', failure })
    this.#teardown.retryKill()
    return Promise.race([this.#report.promise, this.#stopFailed.promise])
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

  send(message: unknown): Promise<void> {
    return this.#channel.send(message)
  }

  messages(): AsyncIterable<unknown> {
    return this.#channel.messages()
  }

  sendSignal(signal: NodeJS.Signals, target: 'leader' | 'group' = 'leader'): boolean {
    if (!isSignal(signal)) throw new TypeError(`There is no signal named ${String(signal)}.`)
    return this.#child?.signal(signal, target) ?? false
  }

  async #getReady(): Promise<void> {
    const { ready, plan } = this.#settings
    const task = new Task('ready', this.signal, {
      failed: ({ error }) => { this.#end({ cause: 'not-ready', failure: error }) },
      late: this.#late,
    })
    this.#tasks.begin(task, () => ready?.(this, this.signal))
    const inTime = await this.#grace.wait(Promise.race([task.settled, this.#ended.promise]), plan.readyMs)
    if (!inTime) this.#end({ cause: 'not-ready', failure: new Error(`The child was not ready within ${plan.readyMs} ms.`) })
    if (this.isEnding || task.outcome !== 'done') return
    this.started.resolve(this)
    this.#owner.ready(this)
  }

  #exited({ code, signal }: Exit): void {
    this.#owner.emit(this.id, { type: 'exit', code, signal })
    const how = signal === null ? `with code ${code}` : `by ${signal}`
    this.#end({ cause: 'exit', failure: new Error(`The child exited ${how}.`) })
  }

  #end(end: End): void {
    if (this.isEnding) return
    this.isEnding = true
    this.#ended.resolve(end)
    this.#owner.ending(this)
  }

  #outlived(failure: unknown): void {
    const error = new StopFailedError(`Process ${this.pid} outlived SIGKILL by ${this.#settings.plan.killMs} ms; stop() sends it again.`)
    this.#stopFailed.reject(error)
    this.#stopFailed = defer()
    this.started.reject(failure)
    this.#owner.outlived(this, error)
  }

  #finish(child: Child, end: End, torn: TeardownResult): void {
    child.release()
    this.#child = null
    this.#owner.emit(this.id, { type: 'released' })
    const report = this.#describe(child, end, torn)
    this.started.reject(end.failure)
    this.#owner.ended(report)
    this.#report.resolve(report)
  }

  #describe(child: Child, { cause, failure }: End, { step, goodbyeError, orphans, survivors }: TeardownResult): ExitReport {
    const { code, signal, at } = child.exit ?? { code: null, signal: null, at: this.#startedAt }
    const error = cause === 'stop' ? goodbyeError : cause === 'exit' ? undefined : failure
    return sealed({
      run: this.id,
      ...child.pid === undefined ? {} : { pid: child.pid },
      code,
      signal,
      cause,
      ...error === undefined ? {} : { error },
      ...step ? { step } : {},
      uptimeMs: at - this.#startedAt,
      stderrTail: this.#tail.toString(),
      truncated: child.stdout.truncated || child.stderr.truncated,
      orphans,
      survivors,
      consumers: this.#consumers.map((task) => ({
        name: task.name, outcome: task.outcome ?? 'stuck', ...task.error === undefined ? {} : { error: task.error },
      })),
    })
  }

  readonly #late = ({ name }: Task, error: unknown): void => {
    this.#owner.emit(this.id, { type: 'late', name, error })
  }
}
