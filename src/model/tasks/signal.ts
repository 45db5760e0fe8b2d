import type { Cell, Variable } from '../../source/index.js'

/** Who aborts a signal: the caller of the function, the owner of a controller, or nobody but a timer or the function itself. */
export type Origin = 'caller' | 'owner' | 'self'

export interface Signal {
  readonly origin: Origin
  /** What holds it: a signal of one's own parameter ends with the call, one from outside outlives it. */
  readonly root: Variable | Cell | undefined
  /** Whether it is a cancellation token, which is asked by other names and rejects with another error. */
  readonly isToken?: boolean
}
