import type { spawn, SpawnOptions } from 'node:child_process'
import type { Writable } from 'node:stream'
import type { SupervisorEvent } from './events.js'
import type { Consumer, Run } from './run.js'

/** What a {@link Supervisor} needs to know; checked when it is constructed. */
export interface SuperviseOptions {
  /** The program, as `child_process.spawn` takes it. If it cannot be started, `start()` rejects with a {@link SpawnError}. */
  readonly command: string
  /** Its arguments. Default: none. */
  readonly args?: readonly string[]
  /** `cwd`, `env`, `uid` and the like, passed to `spawn` unchanged, except for the marker in `env`: see `marker`. */
  readonly spawn?: Omit<SpawnOptions, 'stdio' | 'signal' | 'detached' | 'timeout' | 'killSignal'>
  /** Where stdin, stdout, stderr and further descriptors of the child go, as in {@link Stdio}. Default: three pipes. */
  readonly stdio?: Stdio
  /**
   * Give the child a process group of its own, so that what it starts can be ended with it. Default: true, except on Windows, which
   * has no such groups. A child in a group of its own gets no Ctrl-C from the terminal: see `parentSignals`.
   */
  readonly group?: boolean
  /**
   * Mark the child and its descendants with the environment variable `TEARDOWN_RUN`, so that those that leave the group and the session
   * are found and ended too. Without it they cannot be found, and the report says `orphans: 'unknown'`. Default: true.
   */
  readonly marker?: boolean
  /**
   * What becomes of the child when this process ends without stopping it: by SIGKILL, out of memory, `process.exit()`, an uncaught error,
   * or by `worker.terminate()`. `'kill'`: the child and its descendants get SIGKILL. `'leave'`: nothing happens to them, and
   * `parentSignals` is empty by default. Default: `'kill'`.
   */
  readonly onParentDeath?: 'kill' | 'leave'
  /** What runs as long as the child does, by name. Started in the same tick as the child, so that no early output is lost. */
  readonly consumers?: Readonly<Record<string, Consumer>>
  /** Settles when the child can be used; a rejection fails the start. Its signal aborts after `stop.readyMs` and when the run ends. */
  readonly ready?: (run: Run, signal: AbortSignal) => Promise<void>
  /**
   * Last words with a living child, before its input is closed; runs when the run is stopped, after the consumers have settled, and is
   * then the only reader of the outputs. Its signal aborts after `stop.goodbyeMs`. A rejection becomes the `error` of the report.
   */
  readonly goodbye?: (run: Run, signal: AbortSignal) => Promise<void>
  /** The steps of a teardown, and how long each may take. */
  readonly stop?: Readonly<Partial<StopPlan>>
  /** Whether, when and how often to start again. Default: never. */
  readonly restart?: RestartPolicy
  /** How many reports `supervisor.reports` keeps. Default: 5. */
  readonly history?: number
  /** How many bytes of stderr to keep for the report. Default: 16 KiB. */
  readonly tailBytes?: number
  /** Its abort is a `stop()`. A `start()` that it interrupts or precedes rejects with its reason. */
  readonly signal?: AbortSignal
  /**
   * Signals to this process that stop the child first: the first one is `stop()`, the second `stop({ graceMs: 0 })`. Then the signal is
   * raised again, unless the process has a listener of its own for it, which decides what comes next. While a signal is handled,
   * `start()` is refused. Default: SIGINT, SIGTERM and SIGHUP; SIGHUP only as long as the process has no listener of its own for it,
   * since many programs reload their configuration on it. In a worker thread Node delivers no signals.
   */
  readonly parentSignals?: readonly NodeJS.Signals[]
  /** Called synchronously with everything that happens. What it throws changes nothing. */
  readonly onEvent?: (event: SupervisorEvent) => void
  /** Replaces `child_process.spawn`. */
  readonly spawnFn?: typeof spawn
}

/**
 * Where the descriptors of the child go: one word for stdin, stdout and stderr, or a list in the order of the descriptors.
 *
 * - `'pipe'`: to this process. From descriptor 3 on it is in `run.stdio`.
 * - `'ignore'`: to /dev/null. `'inherit'`: to the same descriptor of this process. A number: to that descriptor of this process.
 * - a Writable, for stdout and stderr only: a pipe whose bytes are also written there. It is never ended.
 * - `'ipc'`, once, from descriptor 3 on: a channel for `run.send()` and `run.messages()`.
 */
export type Stdio = 'pipe' | 'ignore' | 'inherit' | readonly ('pipe' | 'ignore' | 'inherit' | 'ipc' | number | Writable)[]

/** The steps of a teardown and how long each may take, in milliseconds. A step ends as soon as it has nothing to wait for. */
export interface StopPlan {
  /** From the start until `ready` has settled. Default: 30 000. */
  readonly readyMs: number
  /** From the abort of `run.signal` until every consumer has settled; later ones are `'stuck'`. Default: 2000. */
  readonly consumerMs: number
  /** For `goodbye`, until its signal aborts. Default: 5000. */
  readonly goodbyeMs: number
  /** Whether the end of the child's input is a step. False: the signals come at once, and the input is closed last. Default: true. */
  readonly eof: boolean
  /** From the end of the child's input until the first signal. Default: 1000. */
  readonly eofMs: number
  /**
   * The signals that ask the child to end, in order. A name waits `termMs`; an object has a wait of its own. Each is followed by SIGCONT,
   * so that a stopped child gets it too. An empty list means SIGKILL at once. Default: `['SIGTERM']`.
   */
  readonly signals: readonly (NodeJS.Signals | { readonly signal: NodeJS.Signals, readonly waitMs: number })[]
  /** From each of `signals` until the next one, and from the last one until SIGKILL. Default: 5000. */
  readonly termMs: number
  /** From SIGKILL until the stop has failed. Default: 5000. */
  readonly killMs: number
  /** After the exit: a pipe that another process holds open is given up after so long without a byte. Default: 250. */
  readonly drainIdleMs: number
  /** After the exit: a pipe is given up after so long in any case. Default: 2000. */
  readonly drainMaxMs: number
  /** Who gets `signals`: the child alone, or all of its group. SIGKILL always goes to the group. Default: `'group'`. */
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
  /** How many starts there may be within `withinMs`, the first included; Infinity for no limit. Default: 5. */
  readonly max?: number
  /** In milliseconds. Default: 60 000. */
  readonly withinMs?: number
}
