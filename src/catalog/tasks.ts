/** The kind of a task, which decides its name in messages and the calls that end it. */
export type TaskKind = 'interval' | 'timeout' | 'frame' | 'listener' | 'subscription' | 'promise'

/** Functions that run a callback later and return a handle to cancel it. */
export const timers: ReadonlyMap<string, { readonly kind: TaskKind, readonly clears: readonly string[] }> = new Map([
  ['setInterval', { kind: 'interval', clears: ['clearInterval', 'clearTimeout'] }],
  ['setTimeout', { kind: 'timeout', clears: ['clearTimeout', 'clearInterval'] }],
  ['setImmediate', { kind: 'timeout', clears: ['clearImmediate'] }],
  ['requestAnimationFrame', { kind: 'frame', clears: ['cancelAnimationFrame'] }],
  ['requestIdleCallback', { kind: 'frame', clears: ['cancelIdleCallback'] }],
])

/** Functions that cancel the timer in their first argument. */
export const timerClears: ReadonlySet<string> = new Set([...timers.values()].flatMap(timer => timer.clears))

/** Methods that attach a listener: the event name, then the callback. */
export const listenerAdders: ReadonlySet<string> = new Set([
  'on', 'addListener', 'addEventListener', 'prependListener', 'once', 'prependOnceListener',
])

/** Constructors of observers: the first argument is the callback, and `disconnect()` ends it. */
export const observers: ReadonlySet<string> = new Set([
  'MutationObserver', 'ResizeObserver', 'IntersectionObserver', 'PerformanceObserver', 'ReportingObserver',
])

/** Sources whose own `close()` ends the listeners on them. */
export const closingSources: ReadonlySet<string> = new Set(['EventSource', 'WebSocket', 'BroadcastChannel', 'MessagePort'])

/** Names of classes that run the function in their constructor argument later or repeatedly. */
export const taskClasses = /Task|Job|Timer|Interval|Poll|Watch|Loop|Schedul|Worker|Cancel|Abortable|Heartbeat|Keepalive|Repeat|Cron/i

/** Functions that take something which a second call takes once more: a process, a connection, a port. */
export const acquirers = new RegExp(`^[#_]*(?:${[
  '(?:async)?(?:spawn|fork|connect|launch|acquire|reserve|allocate|listen|subscribe|mount|attach)(?![a-z])\\w*',
  '(?:find|get|pick|choose)(?:Free|Open|Available|Unused)\\w*',
  '(?:open|start|create|make|build|new|init|initialize)\\w*(?:Client|Connection|Session|Socket|Server|Worker|Process|Browser|Page|Watcher'
  + '|Pool|Transport|Terminal|Stream|Pty|Container|Sandbox|Subscription|Channel|Tunnel)',
].join('|')})$`)

/** Classes whose objects are at work until somebody ends them. */
export const resourceClasses =
  /(?:Client|Connection|Session|Socket|Server|Worker|Process|Browser|Watcher|Pool|Transport|Terminal|Stream|EventSource)$/
