/** Listeners for the abort of signals: one per signal, however many requests it may cancel. Node warns of a leak at the eleventh. */
export class Cancels {
  readonly #signals = new Map<AbortSignal, { readonly callbacks: Set<() => void>, readonly remove: () => void }>()

  /** Calls back at the abort of `signal`, until the function returned is called. */
  add(signal: AbortSignal, onAbort: () => void): () => void {
    const { callbacks, remove } = this.#signals.get(signal) ?? this.#listen(signal)
    callbacks.add(onAbort)
    return () => {
      callbacks.delete(onAbort)
      if (callbacks.size > 0) return
      remove()
      this.#signals.delete(signal)
    }
  }

  #listen(signal: AbortSignal) {
    const callbacks = new Set<() => void>()
    const listener = () => { for (const callback of callbacks) callback() }
    signal.addEventListener('abort', listener, { once: true })
    const listened = { callbacks, remove: () => { signal.removeEventListener('abort', listener) } }
    this.#signals.set(signal, listened)
    return listened
  }
}
