interface Abort {
  readonly callbacks: Set<() => void>
  readonly onAbort: () => void
}

const aborts = new WeakMap<AbortSignal, Abort>()

/**
 * Calls `stop` when `signal` aborts, until what it returns is called. All share one listener: one signal ends a whole application, and
 * Node warns of the eleventh listener as of a leak.
 */
export function stopOnAbort(signal: AbortSignal, stop: () => void): () => void {
  const abort = aborts.get(signal) ?? abortOf(new Set())
  const { callbacks, onAbort } = abort
  if (callbacks.size === 0) signal.addEventListener('abort', onAbort)
  aborts.set(signal, abort)
  callbacks.add(stop)
  return () => {
    if (callbacks.delete(stop) && callbacks.size === 0) signal.removeEventListener('abort', onAbort)
  }
}

function abortOf(callbacks: Set<() => void>): Abort {
  return { callbacks, onAbort: () => { for (const callback of [...callbacks]) callback() } }
}
