/** How a task runs, which decides how it is named and what ends it. */
export type TaskKind = 'interval' | 'timeout' | 'frame' | 'listener' | 'subscription' | 'promise'

/** Functions that run a callback later and return the handle that cancels it. */
export const timers: ReadonlyMap<string, { readonly kind: TaskKind, readonly clears: readonly string[] }> = new Map([
  ['setInterval', { kind: 'interval', clears: ['clearInterval', 'clearTimeout'] }],
  ['setTimeout', { kind: 'timeout', clears: ['clearTimeout', 'clearInterval'] }],
  ['setImmediate', { kind: 'timeout', clears: ['clearImmediate'] }],
  ['requestAnimationFrame', { kind: 'frame', clears: ['cancelAnimationFrame'] }],
  ['requestIdleCallback', { kind: 'frame', clears: ['cancelIdleCallback'] }],
])

/** Functions whose first argument is the handle of a timer that ends here. */
export const timerClears: ReadonlySet<string> = new Set([...timers.values()].flatMap(timer => timer.clears))

/** Methods that attach a callback to what they are called on; the event's name comes first, the callback second. */
export const listenerAdders: ReadonlySet<string> = new Set([
  'on', 'addListener', 'addEventListener', 'prependListener', 'once', 'prependOnceListener',
])

/** Constructors of observers: the first argument is the callback, `disconnect()` ends it. */
export const observers: ReadonlySet<string> = new Set([
  'MutationObserver', 'ResizeObserver', 'IntersectionObserver', 'PerformanceObserver', 'ReportingObserver',
])

/** Sources whose own `close()` ends the listeners on them. */
export const closingSources: ReadonlySet<string> = new Set(['EventSource', 'WebSocket', 'BroadcastChannel', 'MessagePort'])

/** Names of classes whose objects run the function that they are made with, again and again or later. */
export const taskClasses = /Task|Job|Timer|Interval|Poll|Watch|Loop|Schedul|Worker|Cancel|Abortable|Heartbeat|Keepalive|Repeat|Cron/i
