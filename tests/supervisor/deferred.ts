export interface Deferred<T> {
  readonly promise: Promise<T>
  readonly resolve: (value: T) => void
  readonly reject: (error: Error) => void
}

/** A promise that a test settles when it is time. (Promise.withResolvers is not in Node 20.) */
export function deferred<T = void>(): Deferred<T> {
  let resolve!: (value: T) => void
  let reject!: (error: Error) => void
  const promise = new Promise<T>((first, second) => {
    resolve = first
    reject = second
  })
  return { promise, resolve, reject }
}

/** Resolves when the signal is aborted. */
export async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return
  await new Promise((resolve) => { signal.addEventListener('abort', resolve, { once: true }) })
}

/** One turn of the event loop: timers, what is readable, what has exited. */
export async function turn(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve))
}
