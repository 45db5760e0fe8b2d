/** Methods that remove a listener: the event name, then the callback. */
export const listenerRemovers: ReadonlySet<string> = new Set(['off', 'removeListener', 'removeEventListener'])

/** Methods that remove all listeners, or all listeners of one event. */
export const listenerClearers: ReadonlySet<string> = new Set(['removeAllListeners'])

/** Methods of a handle that end its task. Users add `close`, `stop`, `kill` and similar in the settings. */
export const handleCancels: ReadonlySet<string> = new Set([
  'abort', 'cancel', 'unsubscribe', 'dispose', 'remove', 'removeListener', 'off', 'disconnect', 'unobserve',
])

/** Methods without arguments, on the result of an attach call, that remove the listener: React Native, VS Code. */
export const listenerEnds: ReadonlySet<string> = new Set(['remove', 'unsubscribe', 'dispose', 'cancel', 'off'])

/** Methods that return the values of a map or set, to cancel each: `for (const c of this.controllers.values()) c.abort()`. */
export const collectionViews: ReadonlySet<string> = new Set(['values', 'get', 'keys', 'entries'])

/** Methods that add their last argument to a collection. */
export const collectionAdders: ReadonlySet<string> = new Set(['set', 'add', 'push', 'unshift'])

/** Methods that add each argument to a collection. */
export const listAdders: ReadonlySet<string> = new Set(['push', 'unshift'])

/** Names of functions whose result ends a subscription. */
export const subscribers =
  /^(?:on|event|every|on[A-Z_].*|(?:subscribe|listen|watch|observe|register|schedule|poll).*|add.*(?:Listener|Observer|Handler))$/

/** Names of functions that end a subscription: `this.unsubscribe()`, `stopWatching()`. */
export const endingNames = /^[#_]*(?:un|off|stop|cancel|dispose|remove|clear|clean|detach|teardown|release)/i

/** Methods that run listeners synchronously. */
export const emitters: ReadonlySet<string> = new Set(['emit', 'dispatchEvent', 'fire'])

/** Methods that end what a listener sits on, so that no event comes any more but those that tell of the end. */
export const sourceEnds: ReadonlySet<string> = new Set(['close', 'terminate', 'stop'])

/** Events by which a source tells that it has ended, or cannot go on. */
export const endEvents = /^(?:close|end|error|exit|disconnect|terminat|abort|finish|stop|destroy)/

/** Methods of a subject by which it ends the subscriptions that were taken until it speaks: `takeUntil(this.destroyed$)`. */
export const notifications: ReadonlySet<string> = new Set(['next', 'emit'])
