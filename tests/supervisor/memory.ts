/** The most memory, in MB, that live buffers and objects took since the beginning. */
export class Memory {
  readonly #start = used()
  #most = this.#start

  sample(): void {
    this.#most = Math.max(this.#most, used())
  }

  get growth(): number {
    this.sample()
    return (this.#most - this.#start) / 1_000_000
  }
}

// Not the resident set: it keeps what the allocator has not given back yet.
function used(): number {
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}
