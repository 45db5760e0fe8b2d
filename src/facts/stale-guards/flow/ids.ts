/** Small numbers for what is compared by identity. */
export class Ids {
  readonly #known = new Map<object, number>()

  of(it: object): number {
    const known = this.#known.get(it) ?? this.#known.size
    this.#known.set(it, known)
    return known
  }
}
