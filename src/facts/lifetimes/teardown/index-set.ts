/**
 * A set of small numbers, one bit for each. Every change makes another set, and copies a word for 32 of them: a release that concerns
 * the tasks of one cell of hundreds must not copy the numbers of all others one by one.
 */
export class IndexSet {
  readonly #words: Uint32Array
  #indexes: readonly number[] | undefined

  private constructor(words: Uint32Array) {
    this.#words = words
  }

  static readonly none = new IndexSet(new Uint32Array(0))

  has(index: number): boolean {
    return ((this.#words[index >>> 5] ?? 0) >>> (index & 31) & 1) === 1
  }

  /** Its numbers, the least first. */
  get indexes(): readonly number[] {
    return this.#indexes ??= this.#list()
  }

  #list(): readonly number[] {
    const found: number[] = []
    for (const [at, word] of this.#words.entries()) {
      for (let left = word; left !== 0; left &= left - 1) found.push(at * 32 + 31 - Math.clz32(left & -left))
    }
    return found
  }

  /** The set without those of these numbers that it has, and with the others. */
  toggled(indexes: readonly number[]): IndexSet {
    if (indexes.length === 0) return this
    const words = this.#copy(indexes.reduce((most, index) => Math.max(most, (index >>> 5) + 1), 0))
    for (const index of indexes) words[index >>> 5] = (words[index >>> 5] ?? 0) ^ (1 << (index & 31))
    return new IndexSet(words)
  }

  /** The numbers of both; the set itself where the other adds none. */
  union(other: IndexSet): IndexSet {
    if (other === this || other.#words.every((word, at) => (word & ~(this.#words[at] ?? 0)) === 0)) return this
    const words = this.#copy(other.#words.length)
    for (const [at, word] of other.#words.entries()) words[at] = (words[at] ?? 0) | word
    return new IndexSet(words)
  }

  #copy(length: number): Uint32Array {
    const words = new Uint32Array(Math.max(length, this.#words.length))
    words.set(this.#words)
    return words
  }
}
