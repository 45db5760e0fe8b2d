import type { Readable, Writable } from 'node:stream'
import type { LineOptions, Output } from '../api/run.js'
import { checkLineOptions } from '../settings/settings.js'
import { Copy } from './copy.js'
import { Chunks, type Decoder, Lines } from './lines.js'
import { Reader, type Source } from './reader.js'

type AnyReader = Pick<Reader<unknown>, 'wake' | 'end' | 'return' | 'owes' | 'taken' | 'ended' | 'isWaiting'>

/** Whoever can claim an output, and leave. */
export type Claimant = object

/** What a pump tells the run. */
export interface PumpListener {
  /** Sees every chunk, whatever becomes of it. */
  chunk(chunk: Buffer): void
  /** Who is being called at this moment, and so makes a claim. */
  claimant(): Claimant | null
  /** An iterator has ended by itself. */
  readerEnded(): void
}

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
  readonly #listener: PumpListener
  /** Gets every chunk, too. */
  readonly #copy: Copy | undefined
  #onEnded: () => void = () => undefined
  #isOver = false
  #queue: Buffer[] = []
  #queuedBytes = 0
  #queueLimit = 64 * 1024
  #reader: AnyReader | null = null
  #claimant: Claimant | null = null
  /** Whoever claimed the output is done and does not read on: it holds the child up no longer. */
  #isLeft = false
  #activity = 0
  /** Bytes were dropped before the first discard: who claims the output from now on comes too late for them. */
  #hasDropped = false
  #isDiscarding = false
  #wasStopped = false
  #isReopened = false

  constructor(name: string, stream: Readable | null | undefined, listener: PumpListener, copy?: Writable) {
    this.#name = name
    this.#stream = stream ?? null
    this.#listener = listener
    this.#copy = copy && new Copy(copy, () => {
      this.#fill()
      this.#reader?.wake()
    })
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
  readAhead(): void {
    this.#queueLimit = 1024 * 1024
    this.#fill()
    this.#reader?.wake()
  }

  /** Resolves when no reader has anything left to do, and those who heard of the end have had a moment to return. */
  async readersDone(): Promise<void> {
    while (this.#reader && !this.#isLeft) {
      await this.#reader.ended
      await new Promise(setImmediate)
    }
  }

  /** Who claimed the output as this claimant has returned, and will not read on unless a read is under way. */
  leave(claimant: Claimant): void {
    if (this.#reader && this.#claimant === claimant && !this.#reader.isWaiting) this.#markLeft()
  }

  /** Nobody is left to begin reading: a claim that was never used is left. */
  leaveUnused(): void {
    if (this.#reader && this.#reader.taken === 0 && !this.#reader.isWaiting) this.#markLeft()
  }

  /** From now on every chunk is dropped, and iterators end where they stand. `isOwed`: their readers had a right to what is left. */
  discard({ isOwed }: { isOwed: boolean }): void {
    if (isOwed && this.#reader && (this.#queuedBytes > 0 || this.#reader.owes)) this.truncated = true
    this.#isDiscarding = this.#wasStopped = true
    this.#reader?.end()
    this.#setQueue([])
    this.#fill()
  }

  /** Ends a discard: the output may be claimed again, by whoever says goodbye. */
  reopen(): void {
    this.#isDiscarding = false
    this.#isReopened = true
  }

  /** Closes our end of the pipe, whether or not the other end is closed. */
  close(): void {
    this.#stream?.destroy()
    this.#end()
  }

  take(): Buffer | null | undefined {
    this.#isLeft = false
    if (this.#queue.length === 0) this.#fill()
    const chunk = this.#queue.shift()
    this.#queuedBytes -= chunk?.length ?? 0
    return chunk ?? (this.#isOver ? null : undefined)
  }

  release(rest: readonly Buffer[], isAtEnd: boolean): void {
    this.#activity = this.activity + 1
    this.#reader = null
    this.#claimant = null
    this.#isLeft = false
    this.#setQueue([...rest.filter(({ length }) => length > 0), ...this.#queue])
    if (isAtEnd) this.#listener.readerEnded()
    // Who claims the output again in this tick finds it complete. Nobody: then the child must not wait for a reader any longer.
    setImmediate(() => { this.#fill() })
  }

  #claim<T>(decoder: Decoder<T>): AsyncIterable<T> {
    if (this.#isLeft) void this.#reader?.return()
    if (this.#reader) throw new Error(`${this.#name} has a reader already: it is free again when the iterator of that one has returned.`)
    const reader = new Reader(this, decoder)
    this.#reader = reader
    this.#claimant = this.#listener.claimant()
    if (this.#hasDropped && !this.#isReopened) this.truncated = true
    if (this.#isDiscarding) reader.end()
    return reader
  }

  #markLeft(): void {
    this.#isLeft = true
    this.#fill()
  }

  #fill(): void {
    while (!this.#reader || this.#isLeft || this.#queuedBytes < this.#queueLimit) {
      // A teardown waits for no Writable.
      if (!this.#wasStopped && this.#copy?.hasRoom() === false) return
      const chunk = this.#stream?.read() as Buffer | null | undefined
      if (!chunk) return
      this.#receive(chunk)
    }
  }

  #receive(chunk: Buffer): void {
    this.#activity++
    this.#listener.chunk(chunk)
    this.#copy?.write(chunk)
    if (this.#reader && this.#queuedBytes < this.#queueLimit) {
      this.#queue.push(chunk)
      this.#queuedBytes += chunk.length
      return
    }
    if (this.#reader) this.truncated = true // It was left, and is read on later all the same.
    else this.#setQueue([])
    this.#hasDropped ||= !this.#wasStopped
  }

  #setQueue(queue: Buffer[]): void {
    this.#queue = queue
    this.#queuedBytes = queue.reduce((sum, { length }) => sum + length, 0)
  }

  #end(): void {
    if (this.#isOver) return
    this.#isOver = true
    this.#copy?.ignore()
    if (this.#stream && !this.#stream.readableEnded) this.heldOpen = this.truncated = true
    this.#reader?.wake()
    this.#onEnded()
  }
}
