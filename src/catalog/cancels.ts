/** Methods that take callbacks off what they are called on: the event's name, then the callback. */
export const listenerRemovers: ReadonlySet<string> = new Set(['off', 'removeListener', 'removeEventListener'])

/** Methods that take off every callback, or every callback of one event. */
export const listenerClearers: ReadonlySet<string> = new Set(['removeAllListeners'])

/** Methods of a handle that end the task it was given for. `close`, `stop`, `kill` and the like are for settings to add. */
export const handleCancels: ReadonlySet<string> = new Set([
  'abort', 'cancel', 'unsubscribe', 'dispose', 'remove', 'removeListener', 'off', 'disconnect', 'unobserve',
])

/** Values of a map or set that are iterated to cancel each: `for (const c of this.controllers.values()) c.abort()`. */
export const collectionViews: ReadonlySet<string> = new Set(['values', 'get', 'keys', 'entries'])

/** Methods that keep their last argument in a collection. */
export const collectionAdders: ReadonlySet<string> = new Set(['set', 'add', 'push'])

/** Names of functions that give back what ends a subscription, whatever that is called by. */
export const subscribers =
  /^(?:on|every|on[A-Z_].*|(?:subscribe|listen|watch|observe|register|schedule|poll).*|add.*(?:Listener|Observer|Handler))$/

/** Names of what ends a subscription by being called: `this.unsubscribe()`, `stopWatching()`. */
export const endingNames = /^[#_]*(?:un|off|stop|cancel|dispose|remove|clear|clean|detach|teardown|release)/i

/** Methods that run listeners before they return. */
export const emitters: ReadonlySet<string> = new Set(['emit', 'dispatchEvent', 'fire'])
