/** Methods that end the resource they are called on. They are releases under `strict` only: null is the report's own case. */
export const closers: ReadonlySet<string> = new Set(['close', 'destroy', 'dispose'])

/** Methods after which a handle gives nothing more: who reads it to its end, or looks at its state, notices. */
export const enders: ReadonlySet<string> = new Set([
  ...closers, 'end', 'kill', 'terminate', 'disconnect', 'cancel', 'abort', 'stop', 'return', 'shutdown', 'quit', 'releaseLock',
])
