import type { Consumer, Run } from './types.js'

/** How to ask a child whether it is well. Times in milliseconds. */
export interface HeartbeatOptions {
  /** From one answer to the next question. */
  readonly everyMs: number
  /** How long an answer may take; then the signal of that ping aborts. */
  readonly timeoutMs: number
  /** How many pings in a row may fail before the run does. Default: 1. */
  readonly misses?: number
  /** Rejects, or never settles, when the child is not well. */
  ping(run: Run, signal: AbortSignal): Promise<void>
}

export function heartbeat(options: HeartbeatOptions): Consumer {
  return () => Promise.reject(new Error(`not written yet: ${options.everyMs}`))
}
