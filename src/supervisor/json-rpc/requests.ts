import { defer, type Deferred } from '../waiting/deferred.js'
import type { Id } from './message.js'

/** A request that was sent and is not answered. */
interface OpenRequest {
  readonly method: string
  readonly answer: Deferred<unknown>
}

/** Our requests, each until it is answered, cancelled or given up. */
export class OpenRequests {
  #lastId = 0
  readonly #open = new Map<Id, OpenRequest>()

  nextId(): number {
    return ++this.#lastId
  }

  /** A rejection that nobody awaits is not an unhandled rejection. */
  add(id: number, method: string): Promise<unknown> {
    const answer = defer<unknown>()
    this.#open.set(id, { method, answer })
    return answer.promise
  }

  get isEmpty(): boolean {
    return this.#open.size === 0
  }

  /** Whether there was, or is, a request of this id: its answer is late when the request was cancelled. */
  wasSent(id: Id): boolean {
    return typeof id === 'number' && id >= 1 && id <= this.#lastId
  }

  resolve(id: Id, result: unknown): boolean {
    return this.#take(id, ({ answer }) => { answer.resolve(result) })
  }

  reject(id: Id, error: unknown): boolean {
    return this.#take(id, ({ answer }) => { answer.reject(error) })
  }

  /** Every open request, with an error made for its method. */
  rejectAll(errorFor: (method: string) => Error): void {
    for (const [id, { method }] of [...this.#open]) this.reject(id, errorFor(method))
  }

  /** Whether the request was open. */
  #take(id: Id, settle: (request: OpenRequest) => void): boolean {
    const request = this.#open.get(id)
    this.#open.delete(id)
    if (request) settle(request)
    return request !== undefined
  }
}
