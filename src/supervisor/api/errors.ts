/** The child could not be started. `cause` is what `spawn` threw, or the error that came later. */
export class SpawnError extends Error {
  override readonly name = 'SpawnError'
  /** Node's code: `ENOENT`, `EACCES`, `E2BIG`, `EMFILE`, `ERR_INVALID_ARG_VALUE` and the like; `UNKNOWN` when the cause has none. */
  readonly code: string

  constructor(command: string, cause: unknown, hint = '') {
    super(`Could not start ${JSON.stringify(command)}: ${textOf(cause)}${hint}`, { cause })
    const code = propertyOf(cause, 'code')
    this.code = typeof code === 'string' ? code : 'UNKNOWN'
  }
}

/**
 * A `start()` was interrupted by a `stop()`, or came too late: the supervisor is disposed, or this process is handling a signal that
 * ends it. `cause` is the reason of the stop, or the name of the signal.
 */
export class StoppedError extends Error {
  override readonly name = 'StoppedError'
}

/** The error of a stop for this reason. */
export function stopped(reason: unknown): StoppedError {
  return new StoppedError('The child was stopped.', { cause: reason })
}

/**
 * The child outlived SIGKILL by `killMs`. It is still held: `start()` is refused until it has exited, and another `stop()` sends SIGKILL
 * once more.
 */
export class StopFailedError extends Error {
  override readonly name = 'StopFailedError'
}

/** The message of an error; anything else that was thrown, as text. */
export function textOf(thrown: unknown): string {
  const message = propertyOf(thrown, 'message')
  if (typeof message === 'string') return message
  try {
    return String(thrown)
  } catch {
    return 'a value without a text was thrown'
  }
}

/** Anything may be thrown, a revoked Proxy included. */
function propertyOf(thrown: unknown, key: string): unknown {
  try {
    return (thrown as Record<string, unknown> | null | undefined)?.[key]
  } catch {
    return undefined
  }
}
