import { Work, type WorkOrder } from '../order/index.js'

export type { Work, WorkOrder }

/** Thrown where a file, or one question about it, needs more work than it may have; whoever asked falls silent. */
export class Exhausted extends Error {}

/** Counts the steps of an analysis and ends it at a limit. */
export class Budget {
  #left: number
  #spent = 0
  readonly #works = new Map<string, Work>()
  readonly #order: WorkOrder | undefined

  constructor(limit: number, order?: WorkOrder) {
    this.#left = limit
    this.#order = order
  }

  /** What each question has cost so far, by its name. */
  get works(): ReadonlyMap<string, Work> { return this.#works }

  /** Where a question counts the steps of its flows. */
  work(question: string): Work {
    const work = this.#works.get(question) ?? new Work(this.spend, this.#order)
    this.#works.set(question, work)
    return work
  }

  get spent(): number { return this.#spent }

  /** @throws {Exhausted} when the limit is reached */
  readonly spend = (): void => {
    this.#spent++
    if (--this.#left < 0) throw new Exhausted()
  }

  /** Runs `question` with at most `limit` further steps; calls `onExhausted` and returns undefined when they do not suffice. */
  within<Answer>(limit: number, question: () => Answer, onExhausted?: () => void): Answer | undefined {
    const before = this.#left
    const started = this.#spent
    this.#left = Math.min(before, limit)
    try {
      return question()
    } catch (error) {
      if (!(error instanceof Exhausted)) throw error
      onExhausted?.()
      return undefined
    } finally {
      this.#left = before - (this.#spent - started)
    }
  }
}
