import type { ConsumerOutcome, ExitReport } from './report.js'

/** What a supervisor is doing. `'failed'`: `restart.max` was reached, or a child outlived its SIGKILL. */
export type SupervisorState = 'idle' | 'starting' | 'ready' | 'stopping' | 'backoff' | 'failed' | 'disposed'

/**
 * What `onEvent` is told. `at` is the time, as `performance.now()` tells it; `run` is the run's `id`, of `'state'` the last run's, 0
 * before the first. `'late'` is a rejection of a task that was given up before.
 *
 * Subscribers of the `diagnostics_channel` named `eslint-plugin-teardown:supervisor` get `{ supervisor, event }`.
 */
export type SupervisorEvent = { readonly at: number, readonly run: number } & (
  | { readonly type: 'state', readonly state: SupervisorState }
  | { readonly type: 'spawned', readonly pid: number }
  | { readonly type: 'consumer.settled', readonly name: string, readonly outcome: ConsumerOutcome }
  | { readonly type: 'signal', readonly signal: NodeJS.Signals }
  | { readonly type: 'exit', readonly code: number | null, readonly signal: NodeJS.Signals | null }
  | { readonly type: 'released' }
  | { readonly type: 'report', readonly report: ExitReport }
  | { readonly type: 'late', readonly name: string, readonly error: unknown }
)
