import type { RestartPolicy } from '../api/options.js'
import type { ExitReport } from '../api/report.js'

/** Without a limit, starts are only counted for the delay, which depends on no more than these. */
const remembered = 64

/** The delay has long reached `maxMs` then; a greater power of two would be Infinity. */
const maxDoublings = 50

/** The restart policy, and the starts that it counts. Times as `host.now()` tells them. */
export class Restarts {
  readonly #policy: Required<RestartPolicy>
  #starts: readonly number[] = []

  constructor(policy: Required<RestartPolicy>) {
    this.#policy = policy
  }

  /** Whether the end of a run that nobody stopped is followed by another start. */
  isDue({ code, cause }: Pick<ExitReport, 'code' | 'cause'>): boolean {
    if (cause === 'stop' || this.#policy.on === 'never') return false
    return this.#policy.on === 'always' || cause !== 'exit' || code !== 0
  }

  /** Counts a start. */
  count(now: number): void {
    this.#starts = [...this.#within(now), now].slice(-(this.#policy.max === Infinity ? remembered : this.#policy.max))
  }

  /** Begins a fresh window. */
  forget(): void {
    this.#starts = []
  }

  /** How long to wait before the next start, in milliseconds; undefined when it would be one too many in its window. */
  delay(now: number): number | undefined {
    const { minMs, maxMs, max } = this.#policy
    const delay = Math.min(maxMs, minMs * 2 ** Math.min(maxDoublings, Math.max(0, this.#within(now).length - 1)))
    return max === Infinity || this.#within(now + delay).length < max ? delay : undefined
  }

  #within(now: number): readonly number[] {
    return this.#starts.filter((start) => start > now - this.#policy.withinMs)
  }
}
