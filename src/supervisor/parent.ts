import { host } from './host.js'

/** What must not outlive this process. */
const kills = new Set<() => void>()
let isListening = false

/** Calls `kill` when this process exits, until what it returns is called. All share one listener, installed once. */
export function killAtExit(kill: () => void): () => void {
  if (!isListening) process.on('exit', () => { for (const each of kills) each() })
  isListening = true
  kills.add(kill)
  return () => { kills.delete(kill) }
}

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

type Stop = (graceMs?: number) => Promise<unknown>

const stops = new Map<NodeJS.Signals, Set<Stop>>()
let received: NodeJS.Signals | null = null

/**
 * Calls `stop` at the first of these signals to this process and `stop(0)` at the next, until what it returns is called. When everyone
 * has stopped, the first signal is raised again without our listeners. They are shared: with one listener for each supervisor, the
 * signal that the fastest raises again would force the others.
 */
export function stopOnSignals(signals: readonly NodeJS.Signals[], stop: Stop): () => void {
  for (const signal of signals) {
    const listeners = stops.get(signal) ?? new Set()
    if (listeners.size === 0) process.on(signal, onSignal)
    stops.set(signal, listeners.add(stop))
  }
  return () => { for (const signal of signals) forget(signal, stop) }
}

function forget(signal: NodeJS.Signals, stop: Stop): void {
  const listeners = stops.get(signal)
  if (listeners?.delete(stop) && listeners.size === 0) process.removeListener(signal, onSignal)
}

function onSignal(signal: NodeJS.Signals): void {
  const isFirst = received === null
  received ??= signal
  const stopping = [...stops.get(signal) ?? []].map((stop) => isFirst ? stop() : stop(0))
  if (isFirst) void Promise.allSettled(stopping).then(() => { raise(signal) })
}

function raise(signal: NodeJS.Signals): void {
  received = null
  for (const stop of stops.get(signal) ?? []) forget(signal, stop)
  host.kill(process.pid, signal)
}
