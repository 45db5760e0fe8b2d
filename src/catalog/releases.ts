/** Methods that end their resource. They count as releases only with the `strict` option. */
export const closers: ReadonlySet<string> = new Set(['close', 'destroy', 'dispose'])

/** Methods after which a handle yields nothing more: a loop that reads it to the end, or checks its state, stops. */
export const enders: ReadonlySet<string> = new Set([
  ...closers, 'end', 'kill', 'terminate', 'disconnect', 'cancel', 'abort', 'stop', 'return', 'shutdown', 'quit', 'releaseLock',
])

/** Methods that, if awaited, let a handle finish its earlier calls: a function that waits for an answer gets one. */
export const drains: ReadonlySet<string> = new Set(['quit', 'end', 'close', 'shutdown', 'drain', 'flush', 'finish', 'idle', 'onIdle'])

/** Methods of handles that process calls in order: the answer of a later call implies the answers of the earlier ones. */
export const inTurn: ReadonlySet<string> = new Set([
  'evaluate', 'evaluateHandle', 'exec', 'execute', 'query', 'write', 'send', 'sendCommand', 'runCommand',
])

/** Methods whose promise rejects when their object is closed, because they wait for its data. */
export const waitsOnResource =
  /^(?:goto|navigate|reload|goBack|goForward|wait(?:For\w*)?|read\w*|next|recv\w*|receive\w*|pull|accept|listen|once)$/
