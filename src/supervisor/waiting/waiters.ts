import { defer } from './deferred.js'

/** Those who wait for the next value of a kind. */
export class Waiters<T> {
  #waiting = new Set<{ resolve(value: T): void, reject(reason: unknown): void }>()

  /** Rejects with the reason of `signal` when that aborts. A rejection that nobody awaits is no unhandled rejection. */
  add(signal: AbortSignal | undefined): Promise<T> {
    const waiter = defer<T>()
    const abort = () => {
      this.#waiting.delete(waiter)
      waiter.reject(signal?.reason)
    }
    this.#waiting.add(waiter)
    signal?.addEventListener('abort', abort, { once: true })
    const ignore = () => { signal?.removeEventListener('abort', abort) }
    waiter.promise.then(ignore, ignore)
    return waiter.promise
  }

  resolve(value: T): void {
    for (const waiter of this.#takeAll()) waiter.resolve(value)
  }

  reject(reason: unknown): void {
    for (const waiter of this.#takeAll()) waiter.reject(reason)
  }

  #takeAll(): readonly { resolve(value: T): void, reject(reason: unknown): void }[] {
    const all = [...this.#waiting]
    this.#waiting.clear()
    return all
  }
}
