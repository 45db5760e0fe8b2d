/** The child could not be started. `cause` is the error of `spawn`, whether it was thrown or came later. */
export class SpawnError extends Error {
  override readonly name = 'SpawnError'
  /** Node's code: `ENOENT`, `EACCES`, `E2BIG`, `EMFILE`, `ERR_INVALID_ARG_VALUE` and the like. */
  readonly code: string

  constructor(command: string, cause: unknown, hint = '') {
    const { code, message } = cause as NodeJS.ErrnoException
    super(`Could not start ${JSON.stringify(command)}: ${message}${hint}`, { cause })
    this.code = code ?? 'UNKNOWN'
  }
}

/** A `start()` was interrupted by a `stop()`, or came too late. `cause` is the reason of the stop. */
export class StoppedError extends Error {
  override readonly name = 'StoppedError'
}

/**
 * The child outlived SIGKILL by `killMs`. It is still held: `start()` is refused until it has exited, and another `stop()` sends SIGKILL
 * once more.
 */
export class StopFailedError extends Error {
  override readonly name = 'StopFailedError'
}
