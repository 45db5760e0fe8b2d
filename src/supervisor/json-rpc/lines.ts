import { MalformedMessageError } from './errors.js'
import type { Frame, FrameDecoder } from './message.js'
import { Gathered } from './gathered.js'

const LF = 0x0A

/** One message per line. Empty lines are ignored; a CR before the LF is white space to JSON. */
export class LineDecoder implements FrameDecoder {
  readonly #maxBytes: number
  /** The line that has not ended. */
  readonly #begun: Gathered

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes
    this.#begun = new Gathered(maxBytes)
  }

  push(chunk: Buffer): readonly Frame[] {
    const frames: Frame[] = []
    let at = 0
    for (let end = chunk.indexOf(LF); end !== -1; end = chunk.indexOf(LF, at)) {
      frames.push(...this.#endLine(chunk.subarray(at, end)))
      at = end + 1
    }
    this.#begun.append(chunk.subarray(at))
    return frames
  }

  end(): readonly Frame[] {
    return this.#endLine(Buffer.alloc(0))
  }

  /** Empty for a line without a message. */
  #endLine(last: Buffer): readonly Frame[] {
    const length = this.#begun.length + last.length
    const line = this.#begun.length === 0 ? last : this.#joined(last)
    if (line.every(isBlank)) return []
    if (length <= this.#maxBytes) return [line]
    return [new MalformedMessageError(`a line has ${length} bytes, more than maxMessageBytes, ${this.#maxBytes}`, line)]
  }

  #joined(last: Buffer): Buffer {
    this.#begun.append(last)
    return this.#begun.take()
  }
}

function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0D
}
