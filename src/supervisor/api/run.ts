import type { Duplex } from 'node:stream'
import type { ExitReport } from './report.js'

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
  /** The pipes from descriptor 3 on that the option `stdio` asked for, by descriptor; null elsewhere. Closed when the run is released. */
  readonly stdio: readonly (Duplex | null)[]
  /**
   * Writes to the child's stdin; resolves when the system has taken the data. Always settles: a closed pipe or a dead child is a
   * rejection (`EPIPE` and the like), and so is a write after `endInput()` (`ERR_STREAM_WRITE_AFTER_END`), which changes nothing for the
   * writes before it. A rejection that nobody awaits is not an unhandled rejection.
   */
  write(data: string | Uint8Array): Promise<void>
  /** Ends the child's stdin after what was written. */
  endInput(): void
  /**
   * Sends a message over the IPC channel, as `child.send()` does. Rejects when the option `stdio` has no `'ipc'` or the channel is closed.
   * A rejection that nobody awaits is not an unhandled rejection.
   */
  send(message: unknown): Promise<void>
  /**
   * The messages that the child sends over the IPC channel. As with an output, what comes while nobody iterates is dropped, and the
   * iterator ends when the channel or the run does.
   *
   * @throws {Error} when there is a reader already, or no channel
   */
  messages(): AsyncIterable<unknown>
  /**
   * Sends a signal to the child, or to its group, and says whether it was sent. A child that has exited gets none, whoever has its pid
   * now. An end that this causes is an exit like any other; to stop the run, call `requestStop()`.
   *
   * @throws {TypeError} when there is no signal of that name
   */
  sendSignal(signal: NodeJS.Signals, target?: 'leader' | 'group'): boolean
  /** `supervisor.stop({ reason })`, for consumers. Returns nothing on purpose: a consumer cannot await its own teardown. */
  requestStop(reason?: unknown): void
  /**
   * Resolves after the release. Never rejects. A consumer may await it, at once or when its loop over an output has ended: the teardown
   * then does not wait for that consumer, and its outcome is `'done'`.
   */
  readonly exited: Promise<ExitReport>
  /** When the last byte came on stdout or stderr, as `performance.now()` tells time; before the first one, when the run began. */
  readonly lastOutputAt: number
}

/**
 * An output of the child, for one reader at a time. Claim it before your first `await`: what nobody has claimed is read and dropped, so
 * that the child never blocks (of stderr the tail is kept). The claim ends when the iterator returns, and what it had not delivered
 * is there for the next one. A claim whose consumer returns without reading on no longer holds the child up, and may be taken over.
 * Iterators end at the end of the output, and when the run's signal aborts.
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
