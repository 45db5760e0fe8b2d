import type { Writable } from 'node:stream'

/** A Writable of the user's that gets a copy of an output. It is never ended, and whatever becomes of it, the output is read on. */
export class Copy {
  readonly #writable: Writable
  readonly #onRoom: () => void
  #isListening = false

  /** `onRoom` is called when there is room again after {@link hasRoom} has said no. */
  constructor(writable: Writable, onRoom: () => void) {
    this.#writable = writable
    this.#onRoom = () => {
      this.ignore()
      onRoom()
    }
  }

  write(chunk: Buffer): void {
    if (!this.#writable.writable) return
    try {
      this.#writable.write(chunk)
    } catch (error) {
      this.#writable.destroy(error as Error) // Its listeners hear of the error, as of any other of a stream.
    }
  }

  /** Whether the Writable takes more. One that was closed takes everything, and drops it. */
  hasRoom(): boolean {
    const { writable, writableNeedDrain } = this.#writable
    if (!writable || !writableNeedDrain) return true
    if (!this.#isListening) this.#writable.on('drain', this.#onRoom).on('close', this.#onRoom)
    this.#isListening = true
    return false
  }

  /** Nobody waits for room any longer. */
  ignore(): void {
    if (this.#isListening) this.#writable.off('drain', this.#onRoom).off('close', this.#onRoom)
    this.#isListening = false
  }
}
