/** Words in the names of what lets one function run at a time: `mutex`, `stateQueue`, `pLimit`. */
export const lockWords: ReadonlySet<string> = new Set([
  'lock', 'locks', 'locked', 'mutex', 'queue', 'sema', 'semaphore', 'exclusive', 'exclusively', 'serial', 'serialize', 'serialized',
  'serially', 'sequence', 'sequencer', 'sequential', 'sequentially', 'synchronized', 'synchronised', 'singleflight', 'plimit',
])

/** How a call begins that waits for its turn: `acquire()`, `enterLock()`. Who takes from a queue, or waits for it, has no turn. */
export const lockTakers: ReadonlySet<string> = new Set(['lock', 'acquire', 'enter', 'obtain', 'runexclusive'])

/** The words of a name in small letters, with two-part names of libraries as one: `p`, `queue` of `PQueue`, `plimit` of `pLimit`. */
export function wordsOfName(name: string): readonly string[] {
  const words = name.replace(/^[#_$]+/, '').split(/(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[_$.]+/).map(word => word.toLowerCase())
  return [...words, ...words.slice(1).map((word, index) => `${words[index] ?? ''}${word}`)]
}
