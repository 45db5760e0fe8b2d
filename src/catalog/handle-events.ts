/** Events that a handle sends when it has ended, some time after the call that ends it. */
export const endEvents: ReadonlySet<string> = new Set([
  'close', 'exit', 'end', 'closed', 'disconnect', 'disconnected', 'finish', 'release', 'ended', 'terminated', 'stop', 'stopped',
  'destroyed',
])

/** Options and methods by which a handle is given the function that it runs when it has ended: `onClose`, `onExit`. */
export const endOptions = /^on(?:Close|Exit|End|Closed|Disconnect(?:ed)?|Finish|Release|Ended|Terminated|Stop|Stopped)$/

/** Methods of a handle that register a function for its end: `panel.onDidDispose(f)`. */
export const endRegistrars = /^on(?:Did|Will)?(?:Dispose|Close|End|Exit|Destroy|Disconnect|Terminate|Stop)d?$/

/** Methods that end a handle and return before its last event: the event is sent in a later turn. */
export const tellingEnds: ReadonlySet<string> = new Set([
  'close', 'end', 'kill', 'stop', 'terminate', 'destroy', 'disconnect', 'shutdown', 'quit', 'abort', 'closeAsync', 'forceClose',
])

/** Methods by which a timer ends what a place holds: those above, and stronger ones that only follow them. */
export const insistentEnds: ReadonlySet<string> = new Set([...tellingEnds, 'closeAllConnections', 'closeIdleConnections', 'destroySoon'])

/**
 * Classes and makers whose objects send nothing after the call that ends them. What `io()` of socket.io makes sends its `disconnect` within
 * that call.
 */
export const silentEnds = new RegExp(`^io$|(?:${[
  'EventSource', 'Observer', 'BroadcastChannel', 'MessageChannel', 'AbortController', 'Emitter', 'Disposable', 'DisposableStore',
  'CancellationTokenSource', 'AudioContext', 'Node',
].join('|')})$`)

/** Functions that end their owner for good: nobody fills its fields again. */
export const finalTeardowns = new RegExp([
  '^[#_]*(?:dispose|destroy|asyncDispose)(?:Async|Self|Internal)?$', '^ngOnDestroy$', '^onModuleDestroy$', '^componentWillUnmount$',
  '^onApplicationShutdown$', '^beforeDestroy$',
].join('|'))

/** Names of calls and flags that answer whether a handle, or a run, still is the latest one. */
export const latestWords =
  /current|latest|same|stale|supersed|own(?:ed|er|s)?(?![a-z])|mine|obsolete|outdated|generation|epoch|abort|expired/i
