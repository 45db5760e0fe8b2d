import { byName } from './by-name.js'

/** Words in the names of locks and queues: `mutex`, `stateQueue`, `pLimit`. */
export const lockWords: ReadonlySet<string> = new Set([
  'lock', 'locks', 'locked', 'mutex', 'queue', 'sema', 'semaphore', 'exclusive', 'exclusively', 'serial', 'serialize', 'serialized',
  'serially', 'sequence', 'sequencer', 'sequential', 'sequentially', 'synchronized', 'synchronised', 'singleflight', 'plimit',
])

/** First words of calls that wait for a lock: `acquire()`, `enterLock()`. Taking from a queue, or waiting for it, is no lock. */
export const lockTakers: ReadonlySet<string> = new Set(['lock', 'acquire', 'enter', 'obtain', 'runexclusive'])

/** Splits a name into words in lower case, with two-part library names as one: `p`, `queue` for `PQueue`, `plimit` for `pLimit`. */
export const wordsOfName = byName((name): readonly string[] => {
  const words = name.replace(/^[#_$]+/, '').split(/(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[_$.]+/).map(word => word.toLowerCase())
  return [...words, ...words.slice(1).map((word, index) => `${words[index] ?? ''}${word}`)]
})
