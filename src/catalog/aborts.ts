/**
 * Names of values that are abort signals, where nothing speaks against it. The signals of processes, of peers that want to be
 * connected and of markets have names of their own.
 */
export const signalNames = new RegExp(`^[#_]*(?:(?!(?:${[
  'exit', 'kill', 'unix', 'posix', 'process', 'custom', 'term', 'stop', 'os', '(?:web)?rtc', 'peer', 'ice', 'sdp', 'buy', 'sell',
  'trad(?:e|ing)', 'entry', 'market',
].join('|')})_?signal$)(?:\\w*[a-z\\d_])?signal|\\w*cancell?ation_?token)$`, 'i')

/** Types of an abort signal, and of the token that editors and .NET use for one. */
export const signalTypes = /\bAbort\w*Signal\b|\bCancel\w*Signal\b|\bCancell?ationToken\b/

/** Types of a token: it is asked and told of by other names than a signal. */
export const tokenTypes = /\bCancell?ationToken\b/

/** What only a cancellation token has. */
export const tokenMembers: ReadonlySet<string> = new Set([
  'isCancellationRequested', 'onCancellationRequested', 'throwIfCancellationRequested',
])

/** What an abort signal has. */
export const signalMembers = /^(?:reason|dispatchEvent|any|throwIf\w+|constructor)$|abort|cancel|listener/i

/** Calls that throw when the signal, or token, that they are made on was aborted. */
export const abortThrowers = /^[#_]*throwIf\w*(?:Abort|Cancel)\w*$/

/** Calls that join signals: whatever their elements are called, they are signals. */
export const signalJoiners = /^(?:(?:any|all|race)_?Signals?|(?:combine|merge|join|link|compose|race)\w*Signals?)$/i

/** Calls that take a token beside a promise. */
export const tokenRaces: ReadonlySet<string> = new Set(['raceCancellation', 'raceCancellationError'])

/** Calls that answer a cancellation with nothing, and do not reject by it. */
export const answersCancellation: ReadonlySet<string> = new Set([
  'raceCancellation', 'showInputBox', 'showQuickPick', 'showWorkspaceFolderPick', 'findFiles',
])

/** Calls that tell others of an event: what they are given is for whoever listens, and an abort is none of theirs. */
export const eventSenders = /^(?:dispatch|emit|fire|publish|send)\w*Events?$/

/** Functions that make values which tell of their changes and are called signals as well: in Angular, Solid, Preact. */
export const reactiveMakers = /^(?:signal|computed|linkedSignal|toSignal|useSignal|useComputed|createSignal|input|model|deepSignal)$/

/** Types of objects that carry a signal, as libraries name them. */
export const carrierTypes = /\bAbortOptions\b|\b\w*RequestInit\b/

/** Members in which a type of one's own carries a signal. */
export const carryingMembers = /signal$|^(?:cancell?ation)?token$/i

/** Names of types and parameters of what is made to be handed on to whoever works: it needs no reader to carry a signal. */
export const optionBags = /(?:opt(?:ion)?s|init|params|config|settings)$/i

/** Functions whose result carries the signal of their arguments: `mergeInits(defaults, init)`. */
export const carrierMakers = /^(?:merge|combine|extend|with|assign|defaults?|normali[sz]e|resolve|prepare)/i

/** Names of flags by which an owner ends its own loops. */
export const stopFlags = new RegExp(`^[#_]*(?:is|was|has|should|been|must|to)?_*(?:${[
  'closed', 'closing', 'stop', 'stopped', 'stopping', 'stoprequested', 'stoprequest', 'running', 'started', 'starting', 'dispos(?:ed|ing)',
  'destroy(?:ed|ing)', 'detached', 'settled', 'killed', 'killing', 'paused', 'shutdown', 'shut_?down', 'shuttingdown', 'isshuttingdown',
  'cancell?ed', 'cancell?ing', 'aborted', 'aborting', 'terminat(?:ed|ing)', 'quit', 'quitting', 'exit', 'exiting', 'exited', 'ended',
  'finished', 'done', 'disconnect(?:ed|ing)', 'unmounted', 'mounted', 'alive', 'active', 'enabled', 'disabled', 'deactivated', 'open',
  'connected', 'listening', 'draining', 'drained', 'torndown', 'tearingdown', 'receiving', 'keepgoing', 'keeprunning', 'pollingrunning',
  'polling', 'complete', 'completed', '\\w*should_?(?:close|stop|exit|quit|end)',
].join('|')})(?:flag|requested)?$`, 'i')

/** Names of properties and methods that say whether an object was closed. */
export const lifeFlags = new RegExp(`^[#_]*(?:is|was)?_*(?:${[
  'disposed', 'disposing', 'destroy(?:ed|ing)', 'closed', 'closing', 'stopped', 'stopping', 'ended', 'terminat(?:ed|ing)', 'killed',
  'cancell?ed', 'shut_?down', 'shutting_?down', 'torn_?down', 'unmounted', 'mounted', 'alive', 'connected',
].join('|')})$`, 'i')

/** Flags that say whether work is in progress. A write to one when the work ends is bookkeeping. */
export const busyFlags = new RegExp(`(?:${[
  'ing', 'ed', '[aA]ctive', '[rR]eady', '[bB]usy', 'open', 'isOpen', 'online', '[iI]nProgress', 'inFlight', '[pP]romise', '[tT]imer',
  '[tT]imeout',
].join('|')})$`)

/** Words in a check of an error for an abort: `e.name === 'AbortError'`, `e instanceof CanceledError`, `isAbort(e)`. */
export const abortWords = /abort|cancell?(?:ed|ation|lation)|\bcancel\w*error|isCancel|DOMException|ERR_CANCELED|shut_?down|interrupt/i

/** Functions that throw, or may throw, because of their argument: `throwIfAborted(signal)`, `rethrowFatal(error)`. */
export const rethrowers = /^[#_]*(?:throw|rethrow|reraise|raise|assert|ensureNot|bail|propagate|fail$|panic|handle\w*Error)/

/** Words in the name of a function or its object that mark a log, a metric or a trace. */
export const logWords = new RegExp(`^[#_$]*(?:${[
  '\\w*log', '\\w*logs', '\\w*logger', 'logging', 'log[A-Z_]\\w*', 'console', 'debug\\w*', '\\w*[dD]ebug', 'trace\\w*', '\\w*[tT]racer',
  'warn\\w*', '\\w*Warn', 'info', 'verbose', 'print\\w*', 'stderr', 'stdout', '\\w*metrics?', '\\w*Metrics?', '\\w*[sS]pan',
  '\\w*[tT]elemetry\\w*', 'stats', '\\w*[cC]ounter', 'histogram', 'gauge', 'increment', 'inc', 'observe', 'timing', 'sentry',
  'Sentry', 'analytics', 'breadcrumbs?', 'reporter', 'spinner', 'toast\\w*', 'notif\\w*', 'alert', 'progress\\w*', 'performance',
  'breakpoint', 'captureException', 'record\\w*(?:Error|Exception|Metric|Failure|Event)', 'track[A-Z]?\\w*',
].join('|')})$`)

/** Words before the verb of a name that change nothing: `tryClose`, `_safeStop`, `onDispose`. */
const modifiers = new Set([
  'on', 'do', 'try', 'safe', 'safely', 'force', 'maybe', 'async', 'graceful', 'gracefully', 'internal', 'before', 'after', 'self',
])

/** Returns the verb of a name in lower case: `close` for `#tryCloseSocket`. */
export function verbOf(name: string): string {
  const words = name.replace(/^[#_$]+/, '').split(/(?=[A-Z])|_|(?<=[a-z])(?=\d)/).map(word => word.toLowerCase())
  return (modifiers.has(words[0] ?? '') && words.length > 1 ? words[1] : words[0]) ?? ''
}

/** Functions that end something. Errors in them are expected. */
export const teardownVerbs: ReadonlySet<string> = new Set([
  'close', 'stop', 'cancel', 'dispose', 'release', 'destroy', 'abort', 'disconnect', 'remove', 'unsubscribe', 'cleanup', 'clean',
  'kill', 'terminate', 'teardown', 'shutdown', 'shut', 'tear', 'detach', 'rollback', 'revert', 'unwatch', 'unlisten', 'interrupt',
  'unmount', 'quit', 'exit',
])

/** Calls that clean up. */
export const cleanUpVerbs: ReadonlySet<string> = new Set([
  ...teardownVerbs, 'clear', 'end', 'finish', 'reset', 'unlock', 'unref', 'restore', 'off', 'return', 'drain', 'flush', 'unlink', 'rm',
  'rmdir', 'hide', 'leave', 'unregister', 'deregister', 'uninstall', 'delete', 'discard', 'drop', 'purge', 'free', 'pop', 'shift',
  'complete', 'settle', 'done', 'deactivate', 'logout', 'undo', 'unsub', 'expire', 'unbind', 'dismiss', 'collapse', 'cleared',
  'decrement',
])

/** Clean-up by name that is none where it is given a signal: then it waits until there is something to take. */
export const takingVerbs: ReadonlySet<string> = new Set(['pop', 'shift'])

/** Calls that only read or wait, or that report the failure themselves. */
export const idleVerbs: ReadonlySet<string> = new Set([
  'get', 'is', 'has', 'should', 'can', 'find', 'peek', 'look', 'read', 'wait', 'sleep', 'delay', 'pause', 'backoff', 'tick', 'expect',
  'assert', 'next', 'resolve', 'callback', 'cb', 'reject', 'noop', 'super', 'settimeout', 'setimmediate', 'queuemicrotask',
])

/** Calls that only pass time: only an abort makes them fail. */
export const waits = /^(?:sleep|delay|wait|pause|backoff|setTimeout|waitFor(?:Ms|Timeout|Delay))$|(?:Sleep|Delay|Backoff)$/

/** Calls that store an error or emit it to listeners. The code after them does not see it. */
export const keepers = /^(?:push|add|set|unshift|append|emit\w*|\w*[dD]ispatch\w*|fire\w*)$/

/** Functions that turn an error into text or into another error. */
export const conversions = new RegExp(`^(?:${[
  'String', 'stringify', 'inspect', 'includes', 'test', 'match', 'startsWith', 'endsWith',
  '\\w*(?:ErrorMessage|ErrorText|Stringify|ToString|toString)',
  `(?:${[
    'to', 'as', 'get', 'format', 'normali[sz]e', 'coerce', 'serialize', 'describe', 'ensure', 'wrap', 'parse', 'extract', 'create', 'make',
    'build', 'convert', 'map', 'render', 'safe', 'error', 'bounded', 'redact', 'sanitize', 'truncate', 'summari[sz]e', 'err',
  ].join('|')})(?:[A-Z_]\\w*)?`,
].join('|')})$`)

/** Functions that classify an error. */
export const predicates = /^[#_]*(?:is|has|should|can|must|was|needs|may|will|allow|matches|contains|instanceOf)(?![a-z])/

/** Methods that read a body to its end. A failure counts as an empty body. */
export const bodyReaders: ReadonlySet<string> = new Set(['text', 'json', 'arrayBuffer', 'blob', 'bytes', 'formData', 'cancel'])

/** Calls by which code asks whether it was aborted: `throwIfStopped(signal)`, `#assertNotCancelled()`. */
export const abortAsks = /^[#_]*(?:throwIf|assert|ensure|check|is|has|was)\w*(?:Abort|Cancel|Stopp)\w*$/

/** Functions that only wait, by their name: each turn of a loop calls them anew. */
export const waitHelpers = /^[#_]*(?:\w*(?:sleep|delay|wait|pause|backoff|nap(?![a-z]))\w*|\w*OrAbort\w*|withAbort\w*|abortable\w*)$/i

/** Calls that throw away what work has made. */
export const undoings = new RegExp(`^[#_]*(?:(?:rm|unlink)(?:Sync)?|(?:remove|delete|unlink)(?:${[
  'File', 'Dir', 'Directory', 'Path', 'Folder', 'Temp', 'Tmp', 'Partial', 'Output', 'Blob', 'Object', 'Upload', 'Download', 'Artifact',
].join('|')})\\w*)$`)

/** Functions that may act on an error that they are given: they settle, stop, retry or leave. Others only tell of it. */
export const errorTakers = new RegExp(`^[#_]*(?:${[
  'reject', 'resolve', 'next', 'cb', 'callback', 'done', 'fail', 'error', 'destroy', 'abort', 'close', 'end', 'cancel', 'stop',
  'throw\\w*', 'return', 'exit', 'retry\\w*', 'handle\\w*Error', '\\w*Callback',
].join('|')})$`, 'i')

/** Functions by which an owner tells its users of a failure. */
export const failureTellers = /^[#_]*(?:on\w*Error|onFail\w*|\w*[eE]mit\w*|show\w*Message|toast\w*|alert|notify\w*)$/

/** State that shows a failure. */
export const failureState = /(?:^|[a-z_#])(?:[eE]rr(?:or|Msg|Message)?s?|[fF]ail(?:ed|ure)?|[pP]roblem)(?:$|[A-Z_])/
