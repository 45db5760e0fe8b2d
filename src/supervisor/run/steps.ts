import type { ExitReport } from '../api/report.js'
import type { Child } from '../child/child.js'
import type { Found } from '../descendants/descendants.js'
import type { Plan } from '../settings/settings.js'
import { host } from '../system/host.js'
import type { Grace } from '../waiting/grace.js'

/** What the child has left behind, and what became of it. */
export type Remains = Pick<ExitReport, 'orphans' | 'survivors'>

/** The steps of a teardown that concern the processes alone. Each is bounded; the order of them is the teardown's. */
export class Steps {
  readonly #child: Child
  readonly #grace: Grace
  readonly #plan: Plan
  readonly #onSignal: (signal: NodeJS.Signals) => void
  /** When the last signal that asks to end has been given its time (`host.now()`); null before the first. */
  #askedUntil: number | null = null
  /** A descendant that had left the group was asked to end. */
  #hasEndedEscaped = false

  constructor(child: Child, grace: Grace, plan: Plan, onSignal: (signal: NodeJS.Signals) => void) {
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
    let hasEnded = false
    let isGivenUp = false
    while (!hasEnded && !isGivenUp) {
      const before = activity()
      hasEnded = await this.#grace.wait(ended, Math.min(this.#plan.drainIdleMs, endsAt - host.now()))
      isGivenUp = activity() === before || this.#grace.isOver || host.now() >= endsAt
    }
    stdout.close()
    stderr.close()
  }

  /** Lets the readers of a child that has exited come to the end of its output. */
  async readOn(): Promise<void> {
    await this.drain()
    const { stdout, stderr } = this.#child
    await this.#grace.wait(Promise.all([stdout.readersDone(), stderr.readersDone()]), this.#plan.consumerMs)
  }

  async endInput(): Promise<void> {
    this.#child.input.end()
    this.#child.channel.close()
    await this.#grace.wait(this.#child.exited, this.#plan.eofMs)
  }

  /** Sends one signal after the other, and waits after each. When the grace is over, the first one is sent all the same. */
  async ask(): Promise<void> {
    const { signals, termTarget } = this.#plan
    for (const [index, { signal, waitMs }] of signals.entries()) {
      if (index > 0 && this.#grace.isOver) return
      this.#askedUntil = host.now() + waitMs
      const wasSent = this.#child.signal(signal, termTarget)
      if (!wasSent) return
      this.#onSignal(signal)
      // A stopped process gets the signal only when it goes on. Windows knows no such state, and there every signal is the end.
      if (process.platform !== 'win32') this.#child.signal('SIGCONT', termTarget)
      const hasExited = await this.#grace.wait(this.#child.exited, waitMs)
      if (hasExited) return
    }
  }

  /** Whether the child has exited; if not, nothing that we can do will make it. */
  async kill(): Promise<boolean> {
    this.#grace.end()
    const wasSent = this.#child.signal('SIGKILL', 'group')
    if (wasSent) this.#onSignal('SIGKILL')
    return this.#grace.wait(this.#child.exited, this.#plan.killMs)
  }

  /**
   * Ends the descendants that are left. After a stop they have as long as the child had to obey the last of `stop.signals`, which they get
   * now if they have not got any; those of a child that left by itself get SIGKILL at once.
   */
  async sweep({ isForced }: { readonly isForced: boolean }): Promise<Remains> {
    const { descendants, stdout, stderr } = this.#child
    if (!descendants) return { orphans: this.#child.pid === undefined ? 'none' : 'unknown', survivors: [] }
    let found = await descendants.find()
    const hasLeftSome = isLeft(found)
    if (hasLeftSome && !isForced && !this.#child.wasKilled) found = await this.#askDescendants(found)
    if (isLeft(found)) found = await this.#killDescendants(found)
    const survivors = found.alive.map(({ pid }) => ({ pid, command: host.commandLine(pid) }))
    if (survivors.length > 0) return { orphans: 'left', survivors }
    // A pipe that is still held open, and nobody was found who did: then someone was overlooked.
    const isHeldOpen = !hasLeftSome && (stdout.heldOpen || stderr.heldOpen)
    if (found.hasHidden || !found.isComplete || (isHeldOpen && !this.#child.wasKilled)) return { orphans: 'unknown', survivors }
    return { orphans: this.#child.wasKilled || this.#hasEndedEscaped ? 'killed' : 'none', survivors }
  }

  async #askDescendants(found: Found): Promise<Found> {
    const { descendants } = this.#child
    const last = this.#plan.signals.at(-1)
    if (!descendants || !last) return found
    const wasAsked = this.#askedUntil !== null
    this.#askedUntil ??= host.now() + last.waitMs
    // The group was asked with the child. With the leader as target, its descendants are not asked at all.
    const unasked = found.alive.filter((entry) => !wasAsked || (this.#plan.termTarget === 'group' && !descendants.isInGroup(entry)))
    const wasSent = descendants.signal(unasked, last.signal)
    if (wasSent) this.#onSignal(last.signal)
    this.#hasEndedEscaped ||= unasked.some((entry) => !descendants.isInGroup(entry))
    descendants.signal(unasked, 'SIGCONT')
    return this.#untilNoneIsLeft(this.#askedUntil - host.now(), () => undefined)
  }

  async #killDescendants(found: Found): Promise<Found> {
    this.#grace.end()
    const kill = (left: Found) => {
      const wasSent = this.#child.descendants?.signal(left.alive, 'SIGKILL')
      if (!wasSent) return
      if (!this.#child.wasKilled) this.#onSignal('SIGKILL')
      this.#child.wasKilled = true
    }
    kill(found)
    return this.#untilNoneIsLeft(this.#plan.killMs, kill)
  }

  /** Nobody tells us when a descendant ends, so this asks, and asks again. */
  async #untilNoneIsLeft(ms: number, onLeft: (found: Found) => void): Promise<Found> {
    const never = new Promise<void>(() => undefined)
    const { descendants } = this.#child
    const endsAt = host.now() + ms
    let found = await descendants?.find()
    for (let pause = 1; found && isLeft(found) && !this.#grace.isOver && host.now() < endsAt; pause = Math.min(2 * pause, 50)) {
      await this.#grace.wait(never, Math.min(pause, endsAt - host.now()))
      if (found.alive.some((entry) => host.isAlive(entry))) continue
      found = await descendants?.find()
      if (found) onLeft(found)
    }
    return await descendants?.find() ?? { alive: [], hasHidden: false, isComplete: true }
  }
}

function isLeft({ alive, hasHidden }: Found): boolean {
  return alive.length > 0 || hasHidden
}
