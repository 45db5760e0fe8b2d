/**
 * The bytes of a message that has not come to its end. The room doubles when it is full, so each byte is copied a constant number of
 * times, whatever the size of the chunks. Bytes beyond `max` are counted and not kept.
 */
export class Gathered {
  /** Of all that was appended, kept or not. */
  length = 0
  readonly #max: number
  #room = Buffer.alloc(0)
  #kept = 0

  constructor(max: number) {
    this.#max = max
  }

  append(bytes: Buffer): void {
    this.length += bytes.length
    const kept = Math.min(this.length, this.#max)
    if (kept > this.#room.length) {
      const roomier = Buffer.allocUnsafeSlow(Math.min(Math.max(kept, 2 * this.#room.length), this.#max))
      this.#room.copy(roomier, 0, 0, this.#kept)
      this.#room = roomier
    }
    bytes.copy(this.#room, this.#kept, 0, kept - this.#kept)
    this.#kept = kept
  }

  /** What was kept. The next append begins anew. */
  take(): Buffer {
    const bytes = this.#room.subarray(0, this.#kept)
    this.#room = Buffer.alloc(0)
    this.#kept = this.length = 0
    return bytes
  }
}
