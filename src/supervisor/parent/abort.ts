interface Abort {
  readonly stops: Set<() => void>
  readonly onAbort: () => void
}

const aborts = new WeakMap<AbortSignal, Abort>()

/**
 * Calls `stop` when `signal` aborts, until what it returns is called. All share one listener: one signal ends a whole application, and
 * Node warns of the eleventh listener as of a leak.
 */
export function stopOnAbort(signal: AbortSignal, stop: () => void): () => void {
  const abort = aborts.get(signal) ?? abortOf(new Set())
  const { stops, onAbort } = abort
  if (stops.size === 0) signal.addEventListener('abort', onAbort)
  aborts.set(signal, abort)
  stops.add(stop)
  return () => {
    if (stops.delete(stop) && stops.size === 0) signal.removeEventListener('abort', onAbort)
  }
}

function abortOf(stops: Set<() => void>): Abort {
  return { stops, onAbort: () => { for (const stop of [...stops]) stop() } }
}
