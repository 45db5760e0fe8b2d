import { stopped } from '../api/errors.js'
import type { Settings } from '../settings/settings.js'
import { stopOnAbort } from './abort.js'
import { stopOnSignals } from './signals.js'

/** Stops when `options.signal` aborts, and at the signals to this process, until what it returns is called. */
export function stopWithParent(
  { signal, parentSignals, areParentSignalsGiven }: Pick<Settings, 'signal' | 'parentSignals' | 'areParentSignalsGiven'>,
  stop: (failure: unknown, graceMs?: number) => Promise<unknown>,
): () => void {
  const ignoreAbort = signal && stopOnAbort(signal, () => { stop(signal.reason).catch(() => undefined) })
  const onSignal = (graceMs?: number) => stop(stopped('a signal to this process'), graceMs)
  const ignoreSignals = stopOnSignals(parentSignals, areParentSignalsGiven, onSignal)
  return () => {
    ignoreAbort?.()
    ignoreSignals()
  }
}
