/** A promise and those who settle it. (Promise.withResolvers came with Node 22.) */
export interface Deferred<T> {
  readonly promise: Promise<T>
  readonly resolve: (value: T | PromiseLike<T>) => void
  readonly reject: (reason: unknown) => void
}

/** A rejection that nobody awaits is no unhandled rejection. */
export function defer<T = void>(): Deferred<T> {
  const { promise, ...settlers } = withResolvers<T>()
  promise.catch(() => undefined)
  return { promise, ...settlers }
}

function withResolvers<T>(): Deferred<T> {
  let resolve!: (value: T | PromiseLike<T>) => void
  let reject!: (reason: unknown) => void
  const promise = new Promise<T>((onResolve, onReject) => {
    resolve = onResolve
    reject = onReject
  })
  return { promise, resolve, reject }
}
