import { byName } from './by-name.js'
import { wordsOfName } from './locks.js'

/** Verbs by which a function says that it is its owner's end. `end` counts only by itself: `endTurn()` ends a turn. */
const verbs: ReadonlySet<string> = new Set([
  'stop', 'close', 'dispose', 'destroy', 'disconnect', 'shutdown', 'teardown', 'cleanup', 'deactivate', 'unmount', 'terminate', 'kill',
  'quit', 'exit', 'leave', 'unload', 'hangup', 'logout', 'abort', 'cancel', 'halt', 'detach', 'release',
])

/** Life-cycle methods that a framework calls when a component or a module ends. */
const lifecycle: ReadonlySet<string> = new Set([
  'componentWillUnmount', 'disconnectedCallback', 'ngOnDestroy', 'onModuleDestroy', 'onApplicationShutdown', 'beforeApplicationShutdown',
  'beforeDestroy', 'beforeUnmount', 'unmounted', 'destroyed', 'onUnload', 'onunload', 'onDestroy', 'onDispose', 'onClose', 'end',
])

export const isLifecycle = (name: string): boolean => lifecycle.has(name)

/** Those of a component, which comes and goes as the user likes. A server's modules end once, when all have begun. */
export const componentEnds: ReadonlySet<string> = new Set([
  'componentWillUnmount', 'disconnectedCallback', 'ngOnDestroy', 'beforeDestroy', 'beforeUnmount', 'unmounted', 'destroyed', 'onUnload',
  'onunload', 'onDestroy',
])

/** Functions that are given the clean-up of a component or of a scope. */
export const cleanUpTakers = /^on(?:Before)?(?:Unmount(?:ed)?|CleanUp|Cleanup|ScopeDispose|Destroy(?:ed)?|Dispose(?:d)?|WatcherCleanup)$/

/** Hooks whose callback gives back its clean-up. */
export const effects: ReadonlySet<string> = new Set([
  'useEffect', 'useLayoutEffect', 'useInsertionEffect', 'useIsomorphicLayoutEffect', 'useAsyncEffect', 'onMount', '$effect',
])

/** Words before or behind the verb that say how it is done, not what is ended. */
const manners: ReadonlySet<string> = new Set([
  'async', 'sync', 'force', 'forced', 'graceful', 'gracefully', 'safe', 'safely', 'now', 'immediately', 'all', 'everything', 'internal',
  'do', 'handle', 'self', 'service', 'impl', 'and', 'wait', 'session', 'connection',
])

/**
 * What a function ends by its name: undefined where it is no teardown, the nouns behind the verb otherwise. `stop` ends its owner,
 * `stopRecording` the recording.
 */
export const endedByName = byName((name): readonly string[] | undefined => {
  if (lifecycle.has(name)) return []
  const words = joinPairs(name.replace(/^[#_$]+/, '').split(/(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[_$.]+/)
    .map(word => word.toLowerCase()))
  const at = words.findIndex(word => !manners.has(word))
  const verb = words[at]
  return verb !== undefined && verbs.has(verb) ? words.slice(at + 1).filter(word => !manners.has(word)) : undefined
})

/** Verbs that are written in two words as well: `shutDown`, `tearDown`, `cleanUp`, `hangUp`, `logOut`. */
function joinPairs(words: readonly string[]): readonly string[] {
  const pair = `${words[0] ?? ''}${words[1] ?? ''}`
  return /^(?:shutdown|teardown|cleanup|hangup|logout)$/.test(pair) ? [pair, ...words.slice(2)] : words
}

/** Methods that end the resource they are called on. */
export const endVerbs: ReadonlySet<string> = new Set([
  'close', 'end', 'destroy', 'dispose', 'kill', 'stop', 'terminate', 'abort', 'cancel', 'unsubscribe', 'disconnect', 'shutdown', 'quit',
  'terminateAll', 'closeAsync', 'forceClose', 'destroySoon', 'disposeAsync', 'cancelAll', 'asyncDispose',
])

/** Functions that end what they are given, by their verb. */
export const endingFunctions =
  /^[#_]*(?:try|safe|safely|force)?(?:close|dispose|destroy|kill|stop|terminate|shutdown|disconnect|end|teardown|cancel)[A-Z_]?\w*$/i

/** Words in names whose test asks whether the owner, the run or the handle has ended meanwhile. */
const endWords = new RegExp(`^(?:${[
  'abort\\w*', 'cancel\\w*', 'dispos\\w*', 'clos(?:ed|ing)', 'stop\\w*', 'destroy\\w*', '(?:un)?mounted', 'unmount(?:ing)?', 'terminat\\w*',
  'shut\\w*', 'tear(?:ing)?', 'teardown', 'stale', 'generation', 'epoch', 'killed', 'superseded', '(?:is|still)current', 'latest',
  'obsolete', 'outdated', 'ended', 'exited', 'alive', '(?:in)?active', '(?:de)?activated', 'detached', 'gone', 'signal',
].join('|')})$`)

/** Whether a name asks by one of its words: `isDisposed`, `#closing`. A `keepAlive` is a setting. */
export const namesEnd = (name: string): boolean => {
  const words = wordsOfName(name)
  return words.some(word => endWords.test(word)) && !words.includes('keepalive')
}

/** State of a handle that tells whether it is still open. */
export const handleStates: ReadonlySet<string> = new Set([
  'readyState', 'destroyed', 'connected', 'isConnected', 'isOpen', 'isDisposed', 'closed', 'writable', 'readable', 'exitCode', 'signalCode',
  'status', 'state',
])
