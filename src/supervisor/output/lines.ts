import type { LineOptions } from '../api/run.js'
import { isContinuation } from './tail.js'

const LF = 0x0A
const CR = 0x0D

/** Makes items of chunks. What it returned and nobody took can be had back, byte by byte. */
export interface Decoder<T> {
  /** Why nothing more will come, after what was returned. */
  readonly failure?: Error | undefined
  push(chunk: Buffer): readonly T[]
  /** What is left when no more chunks come. */
  end(): readonly T[]
  /** The bytes of the last chunk behind its first `taken` items, and all that waits for more. */
  undelivered(taken: number): readonly Buffer[]
}

/** Chunks as they come. */
export class Chunks implements Decoder<Uint8Array> {
  #last: readonly Buffer[] = []

  push(chunk: Buffer): readonly Buffer[] {
    return this.#last = [chunk]
  }

  end(): readonly Buffer[] {
    return this.#last = []
  }

  undelivered(taken: number): readonly Buffer[] {
    return this.#last.slice(taken)
  }
}

/**
 * Lines of UTF-8. Chunks are cut at LF before they are decoded: no byte of a longer character is an LF, so that a character split over
 * two chunks needs no care. What waits for its LF is copied, and is never more than the longest line.
 */
export class Lines implements Decoder<string> {
  failure: RangeError | undefined
  readonly #max: number
  readonly #tooLong: NonNullable<LineOptions['tooLong']>
  /** The beginning of the next line; of one that is too long, enough of it to say so. */
  #begun = Buffer.alloc(0)
  #room = Buffer.alloc(0)
  /** For undelivered(): the last chunk that ended a line, what stood before it, and where its lines end if not at every LF. */
  #chunk: Buffer | undefined
  #before = Buffer.alloc(0)
  #ends: number[] | undefined

  constructor({ maxLineBytes = 1024 * 1024, tooLong = 'truncate' }: LineOptions = {}) {
    this.#max = maxLineBytes
    this.#tooLong = tooLong
  }

  push(chunk: Buffer): readonly string[] {
    const first = chunk.indexOf(LF)
    this.#ends = undefined
    this.#chunk = first === -1 ? undefined : chunk
    if (first === -1) this.#append(chunk)
    if (first === -1) return []
    this.#before = this.#begun
    return this.#begun.length + chunk.length <= this.#max ? this.#split(chunk, first) : this.#measure(chunk)
  }

  end(): readonly string[] {
    const last = this.#begun
    this.#restart()
    this.#before = this.#begun
    this.#chunk = last
    this.#ends = [last.length]
    const fitting = last.length === 0 ? undefined : this.#fit(last)
    return fitting === undefined ? [] : [fitting]
  }

  undelivered(taken: number): readonly Buffer[] {
    if (!this.#chunk) return [this.#begun]
    if (taken === 0) return [this.#before, this.#chunk]
    let at = 0
    if (this.#ends) at = this.#ends[taken - 1] ?? 0
    else for (let line = 0; line < taken; line++) at = this.#chunk.indexOf(LF, at) + 1
    return [this.#chunk.subarray(at)]
  }

  /** The fast way, for a chunk in which no line can be too long. */
  #split(chunk: Buffer, first: number): readonly string[] {
    const last = chunk.lastIndexOf(LF)
    const lines = last > first ? chunk.toString('utf8', first + 1, last).split('\n') : []
    lines.unshift(Buffer.concat([this.#begun, chunk.subarray(0, first)]).toString())
    this.#restart()
    this.#append(chunk.subarray(last + 1))
    const hasReturns = chunk.includes(CR) || this.#before.at(-1) === CR
    return hasReturns ? lines.map((line) => line.endsWith('\r') ? line.slice(0, -1) : line) : lines
  }

  /** Line by line. */
  #measure(chunk: Buffer): readonly string[] {
    const lines: string[] = []
    const ends: number[] = this.#ends = []
    let at = 0
    for (let end = chunk.indexOf(LF); end !== -1 && !this.failure; end = chunk.indexOf(LF, at)) {
      const part = chunk.subarray(at, end)
      const line = this.#begun.length === 0 ? part : Buffer.concat([this.#begun, part])
      const fitting = this.#fit(line.at(-1) === CR ? line.subarray(0, -1) : line)
      at = end + 1
      this.#restart()
      if (fitting === undefined) continue
      lines.push(fitting)
      ends.push(at)
    }
    this.#append(chunk.subarray(at))
    return lines
  }

  /** The line as text, or as much of it as the policy leaves. */
  #fit(line: Buffer): string | undefined {
    if (line.length <= this.#max) return line.toString()
    if (this.#tooLong === 'fail') this.failure = new RangeError(`A line of the output is longer than maxLineBytes, which is ${this.#max}.`)
    if (this.#tooLong !== 'truncate') return undefined
    let end = this.#max
    while (end > 0 && isContinuation(line[end])) end--
    return line.toString('utf8', 0, end)
  }

  #restart(): void {
    this.#begun = this.#room = Buffer.alloc(0)
  }

  /** Of a line that is too long, two bytes more than allowed are kept: one may be a CR, two say that nothing behind them matters. */
  #append(bytes: Buffer): void {
    const length = Math.min(this.#begun.length + bytes.length, this.#max + 2)
    if (length > this.#room.length) {
      this.#room = Buffer.allocUnsafeSlow(Math.max(length, 2 * this.#room.length))
      this.#begun.copy(this.#room)
    }
    bytes.copy(this.#room, this.#begun.length, 0, length - this.#begun.length)
    this.#begun = this.#room.subarray(0, length)
  }
}
