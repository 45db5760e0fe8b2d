import type { Writable } from 'node:stream'

/** The child's stdin. Every write settles, whatever becomes of the child. */
export class Input {
  /** The child was told that nothing more comes, while it could still hear it. */
  hasEnded = false
  readonly #stream: Writable | null
  readonly #pending = new Set<(error: Error) => void>()

  constructor(stream: Writable | null | undefined) {
    this.#stream = stream ?? null
    // The writes reject with it; without a listener, an EPIPE would end this process.
    this.#stream?.on('error', () => undefined).on('close', () => { this.#rejectPending() })
  }

  write(data: string | Uint8Array): Promise<void> {
    const written = this.#write(data)
    written.catch(() => undefined) // A write that nobody awaits is no unhandled rejection.
    return written
  }

  async #write(data: string | Uint8Array): Promise<void> {
    const stream = this.#stream
    if (!stream || stream.destroyed) throw brokenPipe()
    // The stream would destroy itself, and with it what it has accepted and not written yet.
    if (stream.writableEnded) throw writeAfterEnd()
    return new Promise((resolve, reject) => {
      this.#pending.add(reject)
      stream.write(data, (error) => {
        this.#pending.delete(reject)
        // Node calls back without an error when a write was under way as the stream was destroyed.
        const failure = error ?? (stream.destroyed ? brokenPipe() : undefined)
        if (failure) reject(failure)
        else resolve()
      })
    })
  }

  end(): void {
    if (!this.#stream?.writable) return
    this.hasEnded = true
    this.#stream.end()
  }

  close(): void {
    this.#rejectPending()
    this.#stream?.destroy()
  }

  #rejectPending(): void {
    for (const reject of this.#pending) reject(brokenPipe())
    this.#pending.clear()
  }
}

function brokenPipe(): NodeJS.ErrnoException {
  return Object.assign(new Error('write EPIPE: the input of the child is closed'), { code: 'EPIPE' })
}

function writeAfterEnd(): NodeJS.ErrnoException {
  return Object.assign(new Error('write after endInput()'), { code: 'ERR_STREAM_WRITE_AFTER_END' })
}
