/** Thrown where a file, or one question about it, needs more work than it may have; whoever asked falls silent. */
export class Exhausted extends Error {}

/** Counts the steps of an analysis and ends it at a limit. */
export class Budget {
  #left: number
  #spent = 0

  constructor(limit: number) {
    this.#left = limit
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
