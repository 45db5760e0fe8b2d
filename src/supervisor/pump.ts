import type { Readable } from 'node:stream'
import { Chunks, Lines, type Decoder } from './lines.js'
import { checkLineOptions } from './options.js'
import { Reader, type Source } from './reader.js'
import type { LineOptions, Output } from './types.js'

type AnyReader = Pick<Reader<unknown>, 'wake' | 'cut' | 'owes' | 'taken' | 'over'>

/**
 * Reads one pipe of the child from its first byte to its end, whoever else reads or does not: a pipe that nobody reads blocks the child,
 * one that is destroyed kills it with EPIPE. A slow reader slows the child down; without a reader, chunks are dropped.
 *
 * The pipe is read on 'readable'. With 'data' and pause(), Node would resume it when the child exits, and bytes would be lost.
 */
export class Pump implements Output, Source {
  /** Resolves when the pipe has ended, or was given up. */
  readonly ended: Promise<void>
  /** The pipe was given up before its end, or bytes did not reach a reader to whom they were owed. */
  truncated = false
  /** The pipe was given up before its end: a process that we may not know of holds it open. */
  heldOpen = false
  readonly #name: string
  readonly #stream: Readable | null
  readonly #onChunk: (chunk: Buffer) => void
  #onEnded: () => void = () => undefined
  #isOver = false
  #queue: Buffer[] = []
  #queuedBytes = 0
  #queueLimit = 64 * 1024
  #reader: AnyReader | null = null
  #activity = 0
  #hasDropped = false
  #discards = false
  #wasStopped = false

  /** `onChunk` sees every chunk, whatever becomes of it. */
  constructor(name: string, stream: Readable | null | undefined, onChunk: (chunk: Buffer) => void) {
    this.#name = name
    this.#stream = stream ?? null
    this.#onChunk = onChunk
    this.ended = new Promise((resolve) => { this.#onEnded = resolve })
    const end = () => { this.#end() }
    this.#stream?.on('end', end).on('error', end).on('close', end).on('readable', () => {
      this.#fill()
      this.#reader?.wake()
    })
    if (!stream) end()
  }

  bytes(): AsyncIterable<Uint8Array> {
    return this.#claim(new Chunks())
  }

  lines(options?: LineOptions): AsyncIterable<string> {
    return this.#claim(new Lines(checkLineOptions(options)))
  }

  /** Grows with everything that is read from the pipe or taken by a reader. */
  get activity(): number {
    return this.#activity + (this.#reader?.taken ?? 0)
  }

  /** The child has exited: take what the pipe still holds, up to 1 MiB ahead of the reader. */
  hurry(): void {
    this.#queueLimit = 1024 * 1024
    this.#fill()
    this.#reader?.wake()
  }

  /** Resolves when no reader has anything left to do, and those who heard of the end have had a moment to return. */
  async unclaimed(): Promise<void> {
    while (this.#reader) {
      await this.#reader.over
      await new Promise(setImmediate)
    }
  }

  /** From now on every chunk is dropped, and iterators end where they stand. `owed`: their readers had a right to what is left. */
  discard({ owed }: { owed: boolean }): void {
    if (owed && this.#reader && (this.#queuedBytes > 0 || this.#reader.owes)) this.truncated = true
    this.#discards = this.#wasStopped = true
    this.#reader?.cut()
    this.#setQueue([])
    this.#fill()
  }

  /** Ends a discard: the output may be claimed again. */
  offer(): void {
    this.#discards = false
  }

  /** Closes our end of the pipe, whether or not the other end is closed. */
  close(): void {
    this.#stream?.destroy()
    this.#end()
  }

  take(): Buffer | null | undefined {
    if (this.#queue.length === 0) this.#fill()
    const chunk = this.#queue.shift()
    this.#queuedBytes -= chunk?.length ?? 0
    return chunk ?? (this.#isOver ? null : undefined)
  }

  unclaim(rest: readonly Buffer[]): void {
    this.#activity = this.activity + 1
    this.#reader = null
    this.#setQueue([...rest.filter(({ length }) => length > 0), ...this.#queue])
    // Who claims the output again in this tick finds it complete. Nobody: then the child must not wait for a reader any longer.
    setImmediate(() => { this.#fill() })
  }

  #claim<T>(decoder: Decoder<T>): AsyncIterable<T> {
    if (this.#reader) throw new Error(`${this.#name} has a reader already: it is free again when the iterator of that one has returned.`)
    const reader = new Reader(this, decoder)
    this.#reader = reader
    if (this.#discards) reader.cut()
    else if (this.#hasDropped && !this.#wasStopped) this.truncated = true
    return reader
  }

  #fill(): void {
    while (!this.#reader || this.#queuedBytes < this.#queueLimit) {
      const chunk = this.#stream?.read() as Buffer | null | undefined
      if (!chunk) return
      this.#receive(chunk)
    }
  }

  #receive(chunk: Buffer): void {
    this.#activity++
    this.#onChunk(chunk)
    if (this.#reader) {
      this.#queue.push(chunk)
      this.#queuedBytes += chunk.length
    } else {
      this.#hasDropped = true
      this.#setQueue([])
    }
  }

  #setQueue(queue: Buffer[]): void {
    this.#queue = queue
    this.#queuedBytes = queue.reduce((sum, { length }) => sum + length, 0)
  }

  #end(): void {
    if (this.#isOver) return
    this.#isOver = true
    if (this.#stream && !this.#stream.readableEnded) this.heldOpen = this.truncated = true
    this.#reader?.wake()
    this.#onEnded()
  }
}
