import { setTimeout as sleep } from 'node:timers/promises'
import type { Consumer, Run } from './api/run.js'
import { check, count, duration, func, object } from './settings/checks.js'
import { defer } from './waiting/deferred.js'
import { longestTimer } from './waiting/timer.js'

/** How to ask a child whether it is well. Times in milliseconds. */
export interface HeartbeatOptions {
  /** From an answer to the next question, and from the start to the first. */
  readonly everyMs: number
  /** How long an answer may take; then the signal of that ping aborts, and it has failed whether it heeds the abort or not. */
  readonly timeoutMs: number
  /** The run fails when so many pings in a row have. Default: 1. */
  readonly misses?: number
  /** Rejects, or does not settle, when the child is not well. */
  ping(run: Run, signal: AbortSignal): Promise<void>
}

const kinds = { everyMs: duration, timeoutMs: duration, misses: count, ping: func }

/**
 * A consumer that rejects when the child does not answer: health is a consumer like any other, with the same teardown. The error says
 * how many pings failed; its `cause` is what the last one rejected with.
 *
 * @throws {TypeError} when an option is missing, unknown or of the wrong kind; the message names it
 */
export function heartbeat(options: HeartbeatOptions): Consumer {
  check('', { options: object }, { options }, ['options'])
  check('', kinds, options, ['everyMs', 'timeoutMs', 'ping'])
  const { everyMs, timeoutMs, misses = 1 } = options
  return async (run, signal) => {
    for (let missed = 0; ;) {
      await sleep(Math.min(everyMs, longestTimer), undefined, { signal })
      try {
        await within(timeoutMs, signal, (pingSignal) => options.ping(run, pingSignal))
        missed = 0
      } catch (error) {
        signal.throwIfAborted()
        missed++
        if (missed < misses) continue
        throw new Error(`No heartbeat: ${missed} ${missed === 1 ? 'ping' : 'pings in a row'} failed.`, { cause: error })
      }
    }
  }
}

/** Rejects when `work` does, or after `ms`. An abort of `signal` only cancels `work`, which has the rest of its time to settle. */
async function within(ms: number, signal: AbortSignal, work: (signal: AbortSignal) => Promise<void>): Promise<void> {
  const cancel = new AbortController()
  const onAbort = () => { cancel.abort(signal.reason) }
  signal.addEventListener('abort', onAbort, { once: true })
  const expired = defer<never>()
  const timer = setTimeout(() => {
    const error = new Error(`There was no answer within ${ms} ms.`)
    cancel.abort(error)
    expired.reject(error)
  }, Math.min(ms, longestTimer))
  try {
    await Promise.race([work(cancel.signal), expired.promise])
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', onAbort)
  }
}
