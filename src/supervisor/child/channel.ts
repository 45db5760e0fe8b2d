import type { ChildProcess } from 'node:child_process'
import { Backlog } from '../output/backlog.js'

/** The IPC channel to the child, if there is one. */
export class Channel {
  readonly #process: ChildProcess | null
  readonly #onReaderEnded: () => void
  #reader: Backlog<unknown> | null = null
  #isClosed: boolean

  /** `onReaderEnded` is called when an iterator over the messages has ended by itself. */
  constructor(process: ChildProcess | null, onReaderEnded: () => void) {
    this.#onReaderEnded = onReaderEnded
    this.#isClosed = !process?.channel
    this.#process = this.#isClosed ? null : process
    this.#process?.on('message', (message) => { this.#reader?.push(message) }).once('disconnect', () => { this.end() })
  }

  send(message: unknown): Promise<void> {
    const sent = new Promise<void>((resolve, reject) => {
      if (!this.#process || this.#isClosed) throw noChannel()
      this.#process.send(message as object, (error) => {
        if (error) reject(error)
        else resolve()
      })
    })
    sent.catch(() => undefined) // A rejection that nobody awaits is no unhandled rejection.
    return sent
  }

  /** @throws {Error} when there is a reader already, or never was a channel */
  messages(): AsyncIterable<unknown> {
    if (!this.#process) throw noChannel()
    if (this.#reader) throw new Error('The messages have a reader already.')
    const reader = this.#reader = new Backlog(() => { this.#reader = null })
    if (this.#isClosed) reader.end()
    return reader
  }

  /** Ends the iterator; what still comes is dropped. */
  end(): void {
    this.#isClosed ||= !this.#process?.connected
    if (!this.#reader) return
    this.#reader.end()
    this.#onReaderEnded()
  }

  /** Tells the child that no more messages come. */
  close(): void {
    if (this.#process?.connected) this.#process.disconnect()
    this.#isClosed = true
    this.end()
  }
}

function noChannel(): NodeJS.ErrnoException {
  return Object.assign(new Error('There is no open IPC channel to the child.'), { code: 'ERR_IPC_CHANNEL_CLOSED' })
}
