import type { spawn, SpawnOptions } from 'node:child_process'

/** What a {@link Supervisor} needs to know; checked when it is constructed. */
export interface SuperviseOptions {
  /** The program, as `child_process.spawn` takes it. One that cannot be started is a {@link SpawnError} of `start()`. */
  readonly command: string
  /** Its arguments. Default: none. */
  readonly args?: readonly string[]
  /** `cwd`, `env`, `uid` and the like, handed to `spawn` as they are. */
  readonly spawn?: Omit<SpawnOptions, 'stdio' | 'signal' | 'detached' | 'timeout' | 'killSignal'>
  /**
   * Give the child a process group of its own, so that what it starts can be ended with it. Default: true, except on Windows, which
   * has no such groups. A child in a group of its own gets no Ctrl-C from the terminal: see `parentSignals`.
   */
  readonly group?: boolean
  /** What runs as long as the child does, by name. Started in the same tick as the child, so that no early output is lost. */
  readonly consumers?: Readonly<Record<string, Consumer>>
  /** Settles when the child can be used; a rejection fails the start. Its signal aborts after `stop.readyMs` and when the run ends. */
  readonly ready?: (run: Run, signal: AbortSignal) => Promise<void>
  /**
   * Last words with a living child, before its input is closed; runs when the run is stopped, after the consumers have settled, and is
   * then the only reader of the outputs. Its signal aborts after `stop.goodbyeMs`. A rejection becomes the `error` of the report.
   */
  readonly goodbye?: (run: Run, signal: AbortSignal) => Promise<void>
  /** How long each step of a teardown may take. */
  readonly stop?: Readonly<Partial<StopPlan>>
  /** Whether, when and how often to start again. Default: never. */
  readonly restart?: RestartPolicy
  /** How many bytes of stderr to keep for the report. Default: 16 KiB. */
  readonly tailBytes?: number
  /** Its abort is a `stop()`. A `start()` that it interrupts or precedes rejects with its reason. */
  readonly signal?: AbortSignal
  /**
   * Signals to this process that stop the child first: the first one is `stop()`, the second `stop({ graceMs: 0 })`; then the signal is
   * raised again, without our listener. Default: none. When this process exits, the group gets SIGKILL with or without this option.
   */
  readonly parentSignals?: readonly NodeJS.Signals[]
  /** Called synchronously with everything that happens. What it throws changes nothing. */
  readonly onEvent?: (event: SupervisorEvent) => void
  /** Replaces `child_process.spawn`. */
  readonly spawnFn?: typeof spawn
}

/** How long each step of a teardown may take, in milliseconds. Each is a bound: a step ends as soon as it has nothing to wait for. */
export interface StopPlan {
  /** From the start until `ready` has settled. Default: 30 000. */
  readonly readyMs: number
  /** From the abort of `run.signal` until every consumer has settled; later ones are `'stuck'`. Default: 2000. */
  readonly consumerMs: number
  /** For `goodbye`, until its signal aborts. Default: 5000. */
  readonly goodbyeMs: number
  /** From the end of the child's input until SIGTERM. Default: 1000. */
  readonly eofMs: number
  /** From SIGTERM until SIGKILL. Default: 5000. */
  readonly termMs: number
  /** From SIGKILL until the stop has failed. Default: 5000. */
  readonly killMs: number
  /** After the exit: a pipe that another process holds open is given up after so long without a byte. Default: 250. */
  readonly drainIdleMs: number
  /** After the exit: and after so long in any case. Default: 2000. */
  readonly drainMaxMs: number
  /** Who gets SIGTERM: the child alone, or all of its group. SIGKILL always goes to the group. Default: `'group'`. */
  readonly termTarget: 'leader' | 'group'
}

/** Whether, when and how often a run that ended without a `stop()` is followed by another. */
export interface RestartPolicy {
  /** `'failure'`: any end but exit code 0, a failed start included. */
  readonly on: 'never' | 'failure' | 'always'
  /** The first delay, in milliseconds; each further start within `withinMs` doubles it. Default: 500. */
  readonly minMs?: number
  /** The longest delay, in milliseconds. Default: 30 000. */
  readonly maxMs?: number
  /** How many starts there may be within `withinMs`, the first included; and how many reports are kept. Default: 5. */
  readonly max?: number
  /** In milliseconds. Default: 60 000. */
  readonly withinMs?: number
}

/**
 * A task that belongs to a run: it begins with the child and is cancelled by `signal`. A rejection before that abort fails the run;
 * a return ends only this task.
 */
export type Consumer = (run: Run, signal: AbortSignal) => void | Promise<void>

/** One life of the child. Every start makes a new one, and none is ever used again. */
export interface Run {
  /** 1 for the first run of a supervisor. */
  readonly id: number
  readonly pid: number
  /** Aborts when the run ends. */
  readonly signal: AbortSignal
  readonly stdout: Output
  readonly stderr: Output
  /**
   * Writes to the child's stdin; resolves when the system has taken the data. Always settles: a closed pipe or a dead child is a
   * rejection (`EPIPE` and the like), and one that nobody awaits is no unhandled rejection.
   */
  write(data: string | Uint8Array): Promise<void>
  /** Ends the child's stdin after what was written. */
  endInput(): void
  /** `supervisor.stop({ reason })`, for consumers. Returns nothing on purpose: a consumer cannot await its own teardown. */
  requestStop(reason?: unknown): void
  /** Resolves after the release. Never rejects. */
  readonly exited: Promise<ExitReport>
  /** When the last byte came on stdout or stderr, as `performance.now()` tells time; before the first one, when the run began. */
  readonly lastOutputAt: number
}

/**
 * An output of the child, for one reader at a time. Claim it before your first `await`: what nobody has claimed is read and dropped, so
 * that the child never blocks (of stderr the tail is kept). The claim ends when the iterator returns, and what it had not delivered
 * is there for the next one. Iterators end at the end of the output, and when the run's signal aborts.
 */
export interface Output {
  /**
   * The output as lines of UTF-8, without their LF or CRLF.
   *
   * @throws {TypeError} when an option is wrong; the message names it
   * @throws {Error} when the output has a reader already
   */
  lines(options?: LineOptions): AsyncIterable<string>
  /**
   * The output as it comes.
   *
   * @throws {Error} when the output has a reader already
   */
  bytes(): AsyncIterable<Uint8Array>
}

/** What to do with a line that would not end. */
export interface LineOptions {
  /** The longest line in bytes, its end not counted. Default: 1 MiB. */
  readonly maxLineBytes?: number
  /**
   * A longer line is cut between two characters, left out, or makes the iterator throw a RangeError after all lines before it.
   * Default: `'truncate'`.
   */
  readonly tooLong?: 'truncate' | 'skip' | 'fail'
}

/** How a consumer ended: by itself, after the abort, with an error, or not within `consumerMs` of the abort. */
export type ConsumerOutcome = 'done' | 'aborted' | 'failed' | 'stuck'

/** What became of one run. There is exactly one for each start, a failed one included. */
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
  /** The step of the teardown that ended the child; absent when it left by itself. */
  readonly step?: 'goodbye' | 'eof' | 'term' | 'kill'
  /** From the start to the exit, in milliseconds. */
  readonly uptimeMs: number
  /** The last bytes of stderr. */
  readonly stderrTail: string
  /** A pipe was given up before its end, or a reader did not get all that was written for it. */
  readonly truncated: boolean
  /**
   * What the child left behind in its group. `'none'`: nothing. `'killed'`: SIGKILL was sent to the group, and now it is empty.
   * `'unknown'`: it was not seen empty, there was no group to look at, or someone outside of it still held a pipe.
   */
  readonly orphans: 'none' | 'killed' | 'unknown'
  readonly consumers: readonly { readonly name: string, readonly outcome: ConsumerOutcome, readonly error?: unknown }[]
}

/** What a supervisor is doing. `'failed'`: `restart.max` was reached, or a child outlived its SIGKILL. */
export type SupervisorState = 'idle' | 'starting' | 'ready' | 'stopping' | 'backoff' | 'failed' | 'disposed'

/** What `onEvent` is told. `run` is the run's `id`; `'late'` is a rejection of a task that was given up before. */
export type SupervisorEvent =
  | { readonly type: 'state', readonly state: SupervisorState }
  | { readonly type: 'spawned', readonly run: number, readonly pid: number }
  | { readonly type: 'consumer.settled', readonly run: number, readonly name: string, readonly outcome: ConsumerOutcome }
  | { readonly type: 'signal', readonly run: number, readonly signal: NodeJS.Signals }
  | { readonly type: 'exit', readonly run: number, readonly code: number | null, readonly signal: NodeJS.Signals | null }
  | { readonly type: 'released', readonly run: number }
  | { readonly type: 'report', readonly report: ExitReport }
  | { readonly type: 'late', readonly run: number, readonly name: string, readonly error: unknown }
