/** What an option must be: a test, and its words for the message. */
export interface Kind {
  readonly is: (value: unknown) => boolean
  readonly words: string
}

export const anything: Kind = { is: () => true, words: 'anything' }
export const string: Kind = { is: (value) => typeof value === 'string', words: 'a string' }
export const strings: Kind = { is: (value) => Array.isArray(value) && value.every(string.is), words: 'an array of strings' }
export const boolean: Kind = { is: (value) => typeof value === 'boolean', words: 'true or false' }
export const func: Kind = { is: (value) => typeof value === 'function', words: 'a function' }
export const object: Kind = { is: (value) => typeof value === 'object' && value !== null && !Array.isArray(value), words: 'an object' }
export const signal: Kind = { is: (value) => value instanceof AbortSignal, words: 'an AbortSignal' }
export const duration: Kind = { is: (value) => Number.isFinite(value) && Number(value) >= 0, words: 'a number of milliseconds, 0 or more' }
export const size: Kind = { is: (value) => Number.isSafeInteger(value) && Number(value) >= 0, words: 'a whole number, 0 or more' }
export const count: Kind = { is: (value) => Number.isSafeInteger(value) && Number(value) >= 1, words: 'a whole number, 1 or more' }
export const limit: Kind = { is: (value) => value === Infinity || count.is(value), words: 'a whole number, 1 or more, or Infinity' }

export function oneOf(...values: readonly string[]): Kind {
  return { is: (value) => values.some((one) => one === value), words: values.map((one) => `'${one}'`).join(' or ') }
}

/**
 * Holds each value against the kind that `kinds` has for its key; a value that is undefined counts as absent. `path` stands before the
 * key in the message.
 *
 * @throws {TypeError} for the first key that is unknown or required and absent, or whose value is of another kind
 */
export function check(path: string, kinds: Readonly<Record<string, Kind>>, values: object, required: readonly string[] = []): void {
  const given = new Map(Object.entries(values).filter(([, value]) => value !== undefined))
  for (const key of [...required, ...Object.keys(values)]) {
    const kind = Object.hasOwn(kinds, key) ? kinds[key] : undefined
    if (!kind) throw new TypeError(`${path}${key} is not an option. There are: ${Object.keys(kinds).join(', ')}.`)
    const value: unknown = given.get(key)
    if (!given.has(key) && !required.includes(key)) continue
    if (!kind.is(value)) throw new TypeError(`${path}${key} must be ${kind.words}, not ${shown(value)}.`)
  }
}

function shown(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'an array' : 'an object'
  return typeof value === 'function' ? 'a function' : String(value)
}
