/** Methods that end the resource they are called on. They are releases under `strict` only: null is the report's own case. */
export const closers: ReadonlySet<string> = new Set(['close', 'destroy', 'dispose'])

/** Methods after which a handle gives nothing more: who reads it to its end, or looks at its state, notices. */
export const enders: ReadonlySet<string> = new Set([
  ...closers, 'end', 'kill', 'terminate', 'disconnect', 'cancel', 'abort', 'stop', 'return', 'shutdown', 'quit', 'releaseLock',
])

/** Methods that, waited for, let a handle finish what it was asked before; what waits for an answer of it gets one. */
export const drains: ReadonlySet<string> = new Set(['quit', 'end', 'close', 'shutdown', 'drain', 'flush', 'finish', 'idle', 'onIdle'])

/** Methods of a handle that answers one call after the other: who has the answer of a later one has that of an earlier one. */
export const inTurn: ReadonlySet<string> = new Set([
  'evaluate', 'evaluateHandle', 'exec', 'execute', 'query', 'write', 'send', 'sendCommand', 'runCommand',
])

/** Methods whose promise is rejected when what they are called on is closed: they wait for something that it would have brought. */
export const waitsOnResource =
  /^(?:goto|navigate|reload|goBack|goForward|wait(?:For\w*)?|read\w*|next|recv\w*|receive\w*|pull|accept|listen|once)$/
