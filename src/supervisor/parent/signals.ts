import { constants } from 'node:os'
import { host } from '../system/host.js'
import { onePerThread } from './one-per-thread.js'

type Stop = (graceMs?: number) => Promise<unknown>

/** Hears the signals to this process for all supervisors, those of other copies of this package included. */
class SignalHub {
  /** The signal that is being handled; null when there is none. */
  #handling: NodeJS.Signals | null = null
  #isRefusing = false
  readonly #listeners = new Map<NodeJS.Signals, Set<Stop>>()

  /**
   * The signal for which nothing is started any more. What is called in the turn of the signal itself (a listener of a run that is being
   * stopped, for example) may still start something: that is stopped with the others.
   */
  get refusing(): NodeJS.Signals | null {
    return this.#isRefusing ? this.#handling : null
  }

  add(signal: NodeJS.Signals, stop: Stop): void {
    const listeners = this.#listeners.get(signal) ?? new Set()
    // First in line, so that listeners that remove themselves when they are called are still there to be counted.
    if (listeners.size === 0) process.prependListener(signal, this.#onSignal)
    this.#listeners.set(signal, listeners.add(stop))
  }

  remove(signal: NodeJS.Signals, stop: Stop): void {
    const listeners = this.#listeners.get(signal)
    if (listeners?.delete(stop) && listeners.size === 0) process.removeListener(signal, this.#onSignal)
  }

  /** Whether someone else listens to the signal, and so decides what becomes of this process. */
  hasOtherListeners(signal: NodeJS.Signals): boolean {
    const others = process.listeners(signal).filter((listener) => listener !== this.#onSignal)
    return others.length > countSignalExit()
  }

  readonly #onSignal = (signal: NodeJS.Signals): void => {
    if (this.#handling) for (const stop of this.#listeners.get(signal) ?? []) stop(0).catch(() => undefined)
    else void this.#handle(signal)
  }

  async #handle(signal: NodeJS.Signals): Promise<void> {
    this.#handling = signal
    setImmediate(() => { this.#isRefusing = this.#handling !== null })
    const isForOthers = this.hasOtherListeners(signal)
    const stopped = new Set<Stop>()
    for (let left = this.#left(signal, stopped); left.length > 0; left = this.#left(signal, stopped)) {
      for (const stop of left) stopped.add(stop)
      await Promise.allSettled(left.map((stop) => stop()))
    }
    this.#handling = null
    this.#isRefusing = false
    if (!isForOthers) this.#raise(signal)
  }

  #left(signal: NodeJS.Signals, stopped: ReadonlySet<Stop>): readonly Stop[] {
    return [...this.#listeners.get(signal) ?? []].filter((stop) => !stopped.has(stop))
  }

  #raise(signal: NodeJS.Signals): void {
    for (const stop of this.#listeners.get(signal) ?? []) this.remove(signal, stop)
    // The system delivers no signal to process 1 that it does not listen to.
    if (process.pid === 1) process.exit(128 + constants.signals[signal])
    host.kill(process.pid, signal)
  }
}

/** The listeners of the package signal-exit, which many tools load: they end the process as soon as nobody else listens. */
function countSignalExit(): number {
  const emitters = [
    (globalThis as unknown as Record<symbol, unknown>)[Symbol.for('signal-exit emitter')],
    (process as unknown as Record<string, unknown>)['__signal_exit_emitter__'],
  ] as ({ count?: number } | undefined)[]
  return emitters.reduce((sum, emitter) => sum + (emitter?.count ?? 0), 0)
}

const hub = onePerThread('signals', () => new SignalHub())

/**
 * Calls `stop` at the first of these signals to this process and `stop(0)` at the next, until what it returns is called. When everyone
 * has stopped, the first signal is raised again without our listener, so that this process ends as it was told to. With a listener of
 * the user's it is not raised: that listener was called already.
 */
export function stopOnSignals(signals: readonly NodeJS.Signals[], areGiven: boolean, stop: Stop): () => void {
  const mayReload: Stop = async (graceMs) => {
    if (!hub.hasOtherListeners('SIGHUP')) await stop(graceMs)
  }
  const stopFor = (signal: NodeJS.Signals) => signal === 'SIGHUP' && !areGiven ? mayReload : stop
  for (const signal of signals) hub.add(signal, stopFor(signal))
  return () => { for (const signal of signals) hub.remove(signal, stopFor(signal)) }
}

/** The signal that is ending this process at the moment, so that nothing is to be started; null when there is none. */
export function signalBeingHandled(): NodeJS.Signals | null {
  return hub.refusing
}
