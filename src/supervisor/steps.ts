import type { Child } from './child.js'
import type { Grace } from './grace.js'
import { host } from './host.js'
import type { ExitReport, StopPlan } from './types.js'

/** The steps of a teardown that concern the child alone. Each is bounded; the order of them is the run's. */
export class Steps {
  readonly #child: Child
  readonly #grace: Grace
  readonly #plan: StopPlan
  readonly #onSignal: (signal: NodeJS.Signals) => void
  /** When SIGTERM is not enough any more (`host.now()`). */
  #termEndsAt: number | undefined

  constructor(child: Child, grace: Grace, plan: StopPlan, onSignal: (signal: NodeJS.Signals) => void) {
    this.#child = child
    this.#grace = grace
    this.#plan = plan
    this.#onSignal = onSignal
  }

  /** Reads what is left in the pipes. Ends with them, or when nothing moves any more while a descendant holds them open. */
  async drain(): Promise<void> {
    const { stdout, stderr } = this.#child
    const ended = Promise.all([stdout.ended, stderr.ended])
    const endsAt = host.now() + this.#plan.drainMaxMs
    const activity = () => stdout.activity + stderr.activity
    let before: number
    do {
      before = activity()
      if (await this.#grace.wait(ended, Math.min(this.#plan.drainIdleMs, endsAt - host.now()))) break
    } while (activity() !== before && !this.#grace.isOver && host.now() < endsAt)
    stdout.close()
    stderr.close()
  }

  /** Lets the readers of a child that has exited come to the end of its output. */
  async readOn(): Promise<void> {
    await this.drain()
    const { stdout, stderr } = this.#child
    await this.#grace.wait(Promise.all([stdout.unclaimed(), stderr.unclaimed()]), this.#plan.consumerMs)
  }

  async endInput(): Promise<void> {
    this.#child.input.end()
    await this.#grace.wait(this.#child.exited, this.#plan.eofMs)
  }

  async terminate(): Promise<void> {
    if (this.#sendTerm()) await this.#grace.wait(this.#child.exited, this.#plan.termMs)
  }

  /** Whether the child has exited; if not, nothing that we can do will make it. */
  async kill(): Promise<boolean> {
    this.#sendKill()
    return this.#grace.wait(this.#child.exited, this.#plan.killMs)
  }

  /**
   * Ends what the child left behind in its group. After a stop, the descendants have as long as the child had to obey SIGTERM (which
   * they get now if the child left without one); those of a child that left by itself get SIGKILL at once.
   */
  async sweep({ atOnce }: { atOnce: boolean }): Promise<ExitReport['orphans']> {
    const { group, stdout, stderr } = this.#child
    const isCivil = !atOnce && !group.wasKilled
    const leftSome = group.state === 'alive'
    if (isCivil && leftSome && this.#sendTerm()) await this.#emptied((this.#termEndsAt ?? 0) - host.now())
    if (group.state === 'alive' && (group.wasKilled || this.#sendKill())) await this.#emptied(this.#plan.killMs)
    if (group.state !== 'empty') return 'unknown'
    if (group.wasKilled) return 'killed'
    // Who holds a pipe of a child that left no one in its group has left the group.
    return !leftSome && (stdout.heldOpen || stderr.heldOpen) ? 'unknown' : 'none'
  }

  async #emptied(ms: number): Promise<void> {
    const cancel = new AbortController()
    const emptied = this.#child.group.emptied(cancel.signal)
    await this.#grace.wait(emptied, ms)
    cancel.abort()
    await emptied
  }

  /** Once, however often it is called; whether anyone got it. */
  #sendTerm(): boolean {
    if (this.#termEndsAt !== undefined) return true
    this.#termEndsAt = host.now() + this.#plan.termMs
    return this.#send('SIGTERM', this.#plan.termTarget)
  }

  #sendKill(): boolean {
    this.#grace.lift()
    return this.#send('SIGKILL', 'group')
  }

  #send(signal: NodeJS.Signals, target: 'leader' | 'group'): boolean {
    const wasSent = this.#child.signal(signal, target)
    if (wasSent) this.#onSignal(signal)
    return wasSent
  }
}
