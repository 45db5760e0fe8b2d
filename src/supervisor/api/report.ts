/**
 * How a consumer ended: by itself (or waiting for `run.exited`), after the abort, with an error, or not within `consumerMs` of the abort.
 */
export type ConsumerOutcome = 'done' | 'aborted' | 'failed' | 'stuck'

/**
 * What became of one run. There is exactly one for each start, a failed one included. It is frozen, and its JSON has the name, message
 * and code of every error.
 */
export interface ExitReport {
  /** The run's `id`. */
  readonly run: number
  /** Absent when there never was a process. */
  readonly pid?: number
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  /** What ended the run, whichever came first. */
  readonly cause: 'exit' | 'stop' | 'spawn-error' | 'not-ready' | 'consumer-failed'
  /** The error of that cause; after a stop, what `goodbye` rejected with. */
  readonly error?: unknown
  /** The step of the teardown that ended the child; absent when it left by itself. `'term'`: one of `stop.signals`. */
  readonly step?: 'goodbye' | 'eof' | 'term' | 'kill'
  /** From the start to the exit, in milliseconds. */
  readonly uptimeMs: number
  /** The last bytes of stderr. */
  readonly stderrTail: string
  /** A pipe was given up before its end, or a reader did not get all that was written for it, because it came late or left. */
  readonly truncated: boolean
  /**
   * What the child left behind. `'none'`: nothing, or only processes of its group that ended when they were asked to. `'killed'`: SIGKILL
   * was sent, or processes that had left the group had to be ended, and now nothing is left. `'left'`: see `survivors`. `'unknown'`: the
   * system does not let us see all descendants.
   */
  readonly orphans: 'none' | 'killed' | 'left' | 'unknown'
  /** The descendants that were still alive when the report was made, after SIGKILL and `killMs`. */
  readonly survivors: readonly Survivor[]
  readonly consumers: readonly { readonly name: string, readonly outcome: ConsumerOutcome, readonly error?: unknown }[]
}

/** A descendant that could not be ended. */
export interface Survivor {
  readonly pid: number
  /** Its command line; empty when it cannot be read. */
  readonly command: string
}
