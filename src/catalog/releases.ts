/** Methods that end their resource. They count as releases only with the `strict` option. */
export const closers: ReadonlySet<string> = new Set(['close', 'destroy', 'dispose'])

/** Methods that end a connection, a database or a server: who still uses it then gets an error. */
export const connectionEnds: ReadonlySet<string> = new Set(['quit', 'end', 'shutdown', 'disconnect', '$disconnect', 'closeAsync'])

/** Functions that remove the file or the directory whose path they are given first. */
export const removers: ReadonlySet<string> = new Set(['rm', 'rmSync', 'unlink', 'unlinkSync', 'rmdir', 'rmdirSync', 'rimraf'])

/** Functions that make a file or a directory, or write to it: what was removed meanwhile is back, or cannot be written. */
export const fileWriters =
  /^(?:(?:write|append|output|copy)File|(?:output|write)Json|mkdir|rename|cp|symlink|link|truncate|createWriteStream)(?:Sync)?$/

/** Methods after which a handle yields nothing more: a loop that reads it to the end, or checks its state, stops. */
export const enders: ReadonlySet<string> = new Set([
  ...closers, 'end', 'kill', 'terminate', 'disconnect', 'cancel', 'abort', 'stop', 'return', 'shutdown', 'quit', 'releaseLock',
])

/** Methods that end nothing, even where what they are called on is given up behind them. */
export const notEnds: ReadonlySet<string> = new Set([
  'removeAllListeners', 'on', 'once', 'off', 'emit', 'then', 'catch', 'finally', 'clear', 'flush', 'commit', 'save', 'get', 'values',
  'keys',
  'entries', 'toString', 'toJSON', 'getValue', 'next', 'unref', 'ref', 'pause', 'resume', 'focus', 'blur', 'click', 'reset',
])

/** Methods that acquire what has to be released: what they opened is a resource, even if nothing in the file ends it. */
export const openers = /^(?:connect|open|listen|launch|start|spawn|login|attach)(?:Async)?$/

/** Functions that give back what was opened so. */
export const openingMakers = /^(?:connect|launch|spawn|openConnection|createConnection|connectTo[A-Z]\w*)$/

/** Methods that, if awaited, let a handle finish its earlier calls: a function that waits for an answer gets one. */
export const drains: ReadonlySet<string> = new Set(['quit', 'end', 'close', 'shutdown', 'drain', 'flush', 'finish', 'idle', 'onIdle'])

/** Methods of handles that process calls in order: the answer of a later call implies the answers of the earlier ones. */
export const inTurn: ReadonlySet<string> = new Set([
  'evaluate', 'evaluateHandle', 'exec', 'execute', 'query', 'write', 'send', 'sendCommand', 'runCommand',
])

/** Methods whose promise rejects when their object is closed, because they wait for its data. */
export const waitsOnResource =
  /^(?:goto|navigate|reload|goBack|goForward|wait(?:For\w*)?|read\w*|next|recv\w*|receive\w*|pull|accept|listen|once|mapAsync)$/
