import { host } from '../system/host.js'
import { longestTimer } from './timer.js'

/** One turn of the event loop's poll phase, in which exits and bytes come in. */
export function pollPhase(): Promise<void> {
  return new Promise((resolve) => { setImmediate(resolve) })
}

/**
 * The waits of one teardown. Each ends at its own deadline or when the grace is over, the time that a stop() left until SIGKILL,
 * whichever is first; a later stop() can shorten the grace of a wait that has begun.
 *
 * The timers hold the process: without that it could leave before the SIGKILL.
 */
export class Grace {
  #endsAt = Infinity
  #hasEnded = false
  readonly #armed = new Set<() => void>()

  shorten(ms: number): void {
    if (this.#hasEnded) return
    this.#endsAt = Math.min(this.#endsAt, host.now() + ms)
    for (const arm of this.#armed) arm()
  }

  /** SIGKILL was sent: what comes after it has its own deadlines only. */
  end(): void {
    this.#hasEnded = true
    this.#endsAt = Infinity
  }

  get isOver(): boolean {
    return host.now() >= this.#endsAt
  }

  /**
   * Waits until `task` has settled, or `ms` have passed, or the grace is over; whether it was the first. When the deadline comes, a poll
   * phase passes before the answer: after a stall of the event loop the timer fires first, and the exit waits to be seen behind it.
   */
  wait(task: Promise<unknown>, ms: number): Promise<boolean> {
    const endsAt = host.now() + ms
    return new Promise((resolve) => {
      let timer: NodeJS.Timeout | undefined
      const expire = () => { void pollPhase().then(() => { finish(false) }) }
      const arm = () => {
        clearTimeout(timer)
        const left = Math.min(endsAt, this.#endsAt) - host.now()
        // A timer counts from the beginning of the turn that made it, and so may be early: it is armed again.
        if (left > 0) timer = setTimeout(arm, Math.min(left, longestTimer))
        else expire()
      }
      const finish = (hasSettled: boolean) => {
        clearTimeout(timer)
        this.#armed.delete(arm)
        resolve(hasSettled)
      }
      this.#armed.add(arm)
      task.then(() => { finish(true) }, () => { finish(true) })
      arm()
    })
  }
}
