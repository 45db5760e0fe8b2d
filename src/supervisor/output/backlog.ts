/** An iterator over what is pushed. It keeps what nobody has taken yet, and ends after that. */
export class Backlog<T> implements AsyncIterableIterator<T> {
  readonly #onEnd: () => void
  readonly #items: T[] = []
  #waiting: ((result: IteratorResult<T>) => void)[] = []
  #isOver = false

  constructor(onEnd: () => void) {
    this.#onEnd = onEnd
  }

  push(item: T): void {
    if (this.#isOver) return
    const waiting = this.#waiting.shift()
    if (waiting) waiting({ done: false, value: item })
    else this.#items.push(item)
  }

  /** Nothing more comes. */
  end(): void {
    if (this.#isOver) return
    this.#isOver = true
    for (const waiting of this.#waiting) waiting({ done: true, value: undefined })
    this.#waiting = []
    this.#onEnd()
  }

  [Symbol.asyncIterator](): this {
    return this
  }

  next(): Promise<IteratorResult<T>> {
    if (this.#items.length > 0) return Promise.resolve({ done: false, value: this.#items.shift() as T })
    if (this.#isOver) return Promise.resolve({ done: true, value: undefined })
    return new Promise((resolve) => { this.#waiting.push(resolve) })
  }

  return(): Promise<IteratorResult<T>> {
    this.#items.length = 0
    this.end()
    return Promise.resolve({ done: true, value: undefined })
  }
}
