/** The last bytes of an output, in a ring of fixed size. */
export class Tail {
  readonly #limit: number
  #ring: Buffer | undefined
  #written = 0

  constructor(limit: number) {
    this.#limit = limit
  }

  push(chunk: Buffer): void {
    if (this.#limit === 0) return
    this.#ring ??= Buffer.alloc(this.#limit)
    const kept = chunk.subarray(-this.#limit)
    const at = (this.#written + chunk.length - kept.length) % this.#limit
    const copied = kept.copy(this.#ring, at)
    kept.copy(this.#ring, 0, copied)
    this.#written += chunk.length
  }

  /** As text, without the rest of a character whose beginning was overwritten. */
  toString(): string {
    if (!this.#ring) return ''
    if (this.#written <= this.#limit) return this.#ring.toString('utf8', 0, this.#written)
    const at = this.#written % this.#limit
    const bytes = Buffer.concat([this.#ring.subarray(at), this.#ring.subarray(0, at)])
    let start = 0
    while (start < 3 && isContinuation(bytes[start])) start++
    return bytes.toString('utf8', start)
  }
}

/** Whether a byte of UTF-8 is not the first of its character. */
export function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xC0) === 0x80
}
