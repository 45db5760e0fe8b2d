import type { Decoder } from './lines.js'

/** Where a reader gets its chunks. */
export interface Source {
  /** The next chunk; undefined when there is none yet, null when none will come. */
  take(): Buffer | null | undefined
  /** The reader has returned; `rest` is what it had taken and not delivered. `isAtEnd`: nobody made it return. */
  release(rest: readonly Buffer[], isAtEnd: boolean): void
}

interface Waiter<T> {
  readonly resolve: (result: IteratorResult<T>) => void
  readonly reject: (error: Error) => void
}

/**
 * The iterator over a claimed output. Written by hand because an async generator takes three turns of the microtask queue for each item,
 * and its return() waits behind a next() that waits for the child.
 */
export class Reader<T> implements AsyncIterableIterator<T> {
  /** Resolves when the iterator has ended. */
  readonly ended: Promise<void>
  /** How many items were taken. */
  taken = 0
  readonly #source: Source
  readonly #decoder: Decoder<T>
  readonly #waiters: Waiter<T>[] = []
  #items: readonly T[] = []
  #at = 0
  #isDrained = false
  #isOver = false
  #onEnded: () => void = () => undefined

  constructor(source: Source, decoder: Decoder<T>) {
    this.#source = source
    this.#decoder = decoder
    this.ended = new Promise((resolve) => { this.#onEnded = resolve })
  }

  /** Whether someone waits for the next item. */
  get isWaiting(): boolean {
    return this.#waiters.length > 0
  }

  /** Whether items or parts of one are left that nobody took. */
  get owes(): boolean {
    return !this.#isOver && this.#decoder.undelivered(this.#at).some(({ length }) => length > 0)
  }

  [Symbol.asyncIterator](): this {
    return this
  }

  next(): Promise<IteratorResult<T>> {
    const result = this.#waiters.length === 0 ? this.#pull() : undefined
    if (result) return result instanceof Error ? Promise.reject(result) : Promise.resolve(result)
    return new Promise((resolve, reject) => { this.#waiters.push({ resolve, reject }) })
  }

  return(): Promise<IteratorResult<T>> {
    this.#finish(this.#decoder.undelivered(this.#at), false)
    this.wake()
    return Promise.resolve({ done: true, value: undefined })
  }

  /** There may be something to take. */
  wake(): void {
    while (this.#waiters.length > 0) {
      const result = this.#pull()
      if (!result) return
      const waiter = this.#waiters.shift()
      if (result instanceof Error) waiter?.reject(result)
      else waiter?.resolve(result)
    }
  }

  /** Ends the iterator where it stands: nothing more is delivered. */
  end(): void {
    this.#finish([], true)
    this.wake()
  }

  #pull(): IteratorResult<T> | Error | undefined {
    while (!this.#isOver) {
      if (this.#at < this.#items.length) {
        this.taken++
        return { done: false, value: this.#items[this.#at++] as T }
      }
      const { failure } = this.#decoder
      if (failure || this.#isDrained) this.#finish([], true)
      if (failure) return failure
      if (this.#isDrained) break
      const chunk = this.#source.take()
      if (chunk === undefined) return undefined
      this.#at = 0
      this.#items = chunk ? this.#decoder.push(chunk) : this.#decoder.end()
      this.#isDrained = chunk === null
    }
    return { done: true, value: undefined }
  }

  #finish(rest: readonly Buffer[], isAtEnd: boolean): void {
    if (this.#isOver) return
    this.#isOver = true
    this.#items = []
    this.#source.release(rest, isAtEnd)
    this.#onEnded()
  }
}
