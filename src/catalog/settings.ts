import { nearestWord } from './nearest-word.js'

/** The names that `settings.teardown` adds for all rules: `stop`, or `object.method` such as `pool.drain`. */
export interface Vocabulary {
  readonly cancel: readonly string[]
  readonly release: readonly string[]
  readonly settle: readonly string[]
  readonly isAbortError: readonly string[]
  readonly rethrow: readonly string[]
  readonly taskStarters: readonly string[]
}

const keys = ['cancel', 'release', 'settle', 'isAbortError', 'rethrow', 'taskStarters'] as const

// `stop`, `pool.drain`, `this.stop` or `this.#stop`; `this` alone is not a name.
const identifier = String.raw`[\p{ID_Start}$_][\p{ID_Continue}$]*`
const namePattern = new RegExp(`^(?!this$)${identifier}(?:\\.#?${identifier})?$`, 'u')

const parsed = new WeakMap<object, Vocabulary>()

/**
 * Reads `settings.teardown`, once for each settings object. Equal content gives equal JSON text, which serves as a cache key: the order
 * of keys is fixed, and names are sorted and unique.
 *
 * @throws {Error} on an unknown key or a value of the wrong type; the message names the key and the value
 */
export function parseSettings(settings: Readonly<Record<string, unknown>>): Vocabulary {
  const known = parsed.get(settings)
  if (known) return known
  const { teardown = {} } = settings
  const vocabulary = readVocabulary(teardown)
  parsed.set(settings, vocabulary)
  return vocabulary
}

function readVocabulary(written: unknown): Vocabulary {
  if (!isPlainObject(written)) {
    throw new Error(`settings.teardown: expected an object of lists of names, found ${describe(written)}`)
  }
  for (const key of Object.keys(written)) refuseUnknown(key)
  return Object.freeze({
    cancel: readNames('cancel', written),
    release: readNames('release', written),
    settle: readNames('settle', written),
    isAbortError: readNames('isAbortError', written),
    rethrow: readNames('rethrow', written),
    taskStarters: readNames('taskStarters', written),
  })
}

function refuseUnknown(key: string): void {
  if ((keys as readonly string[]).includes(key)) return
  const meant = nearestWord(key, keys)
  const advice = meant ? `did you mean ${meant}?` : `the keys are ${keys.join(', ')}`
  throw new Error(`settings.teardown.${key}: unknown key, ${advice}`)
}

function readNames(key: keyof Vocabulary, written: Readonly<Record<string, unknown>>): readonly string[] {
  const { [key]: names = [] } = written
  const place = `settings.teardown.${key}`
  if (!Array.isArray(names)) throw new Error(`${place}: expected a list of names, found ${describe(names)}`)
  const checked = names.map((name: unknown, index) => {
    if (typeof name === 'string' && namePattern.test(name)) return name
    const expected = 'expected a name (stop) or an object and its method (pool.drain)'
    const meant = typeof name === 'string' ? meantName(name) : undefined
    const advice = meant === undefined ? '' : `, write ${JSON.stringify(meant)}`
    throw new Error(`${place}[${index}]: ${expected}, found ${describe(name)}${advice}`)
  })
  return Object.freeze([...new Set(checked)].sort())
}

/** The name that is meant by one written as a call or with all that leads to it: `rl.close` for `this.rl.close()`. */
function meantName(written: string): string | undefined {
  const parts = written.trim().replace(/\(.*\)$/s, '').split(/[?!]?\.|::|#(?=\w)/).filter(part => part !== '')
  const meant = parts.slice(-2).join('.')
  return namePattern.test(meant) ? meant : undefined
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof RegExp)
}

function describe(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'a list'
  if (value instanceof RegExp) return `the regular expression ${String(value)}`
  switch (typeof value) {
    case 'string': return `the string ${JSON.stringify(value)}`
    case 'number': case 'boolean': case 'bigint': return `the ${typeof value} ${String(value)}`
    case 'function': return 'a function'
    case 'object': return 'an object'
    default: return typeof value
  }
}
