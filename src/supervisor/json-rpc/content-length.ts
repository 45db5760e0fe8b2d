import { MalformedMessageError } from './errors.js'
import type { Frame, FrameDecoder } from './message.js'
import { Gathered } from './gathered.js'

const LF = 0x0A
/** A header line has a few dozen bytes. Of a longer line, the end is kept: a header may follow without a line break. */
const maxLineBytes = 1024

/**
 * Messages behind a header, `Content-Length: N`, and an empty line. Anything else is reported and skipped, up to the next header: a stray
 * line of log output, or a wrong length, costs no other message.
 */
export class ContentLengthDecoder implements FrameDecoder {
  readonly #maxBytes: number
  /** What is to be read next, last in the list first. */
  readonly #unread: Buffer[] = []
  #frames: Frame[] = []
  /** The header line that has not ended. */
  #line: Buffer = Buffer.alloc(0)
  /** The length in the header, until its empty line. */
  #announced: number | undefined
  /** How much of the body is still to come; undefined outside of a body. */
  #missing: number | undefined
  readonly #body: Gathered
  /** The body of a message that is too long is skipped without another report. */
  #isSkipping = false

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes
    this.#body = new Gathered(maxBytes)
  }

  push(chunk: Buffer): readonly Frame[] {
    this.#read(chunk)
    return this.#takeFrames()
  }

  end(): readonly Frame[] {
    while (this.#missing !== undefined) {
      const length = this.#body.length + this.#missing
      const body = this.#body.take()
      this.#missing = undefined
      this.#malformed(`the output ended after ${body.length} of the ${length} bytes of a body`, body)
      this.#read(swallowedBy(body))
    }
    this.#endLine()
    return this.#takeFrames()
  }

  #takeFrames(): readonly Frame[] {
    const frames = this.#frames
    this.#frames = []
    return frames
  }

  #read(bytes: Buffer): void {
    this.#unread.push(bytes)
    for (let next = this.#unread.pop(); next; next = this.#unread.pop()) {
      if (next.length === 0) continue
      if (this.#missing === undefined) this.#readLine(next)
      else this.#readBody(next, this.#missing)
    }
  }

  #readLine(bytes: Buffer): void {
    const end = bytes.indexOf(LF)
    const part = end === -1 ? bytes : bytes.subarray(0, end)
    this.#line = Buffer.concat([this.#line, part.subarray(-maxLineBytes)]).subarray(-maxLineBytes)
    if (end === -1) return
    this.#unread.push(bytes.subarray(end + 1))
    this.#endLine()
  }

  #endLine(): void {
    const line = this.#line.toString('latin1').replace(/\r$/, '')
    this.#line = Buffer.alloc(0)
    if (line === '') this.#beginBody()
    else if (!/^Content-Type:/i.test(line)) this.#readField(line)
  }

  /** A Content-Length at the end of a line counts even behind text that does not belong there. */
  #readField(line: string): void {
    const field = /Content-Length:[ \t]*(.*?)[ \t]*$/i.exec(line)
    const before = line.slice(0, field?.index)
    if (before !== '' && !this.#isSkipping) this.#malformed('it stands where a Content-Length header belongs', before)
    if (!field) return
    const [header, value = ''] = field
    const length = /^\d+$/.test(value) ? Number(value) : NaN
    this.#isSkipping = !(length <= this.#maxBytes)
    this.#announced = this.#isSkipping ? undefined : length
    if (Number.isNaN(length)) this.#malformed(`its Content-Length is ${JSON.stringify(value)}, not a number`, header)
    else if (this.#isSkipping) this.#malformed(`its Content-Length is ${value}, more than maxMessageBytes, ${this.#maxBytes}`, header)
  }

  #beginBody(): void {
    if (this.#announced === 0) this.#malformed('its Content-Length is 0', '')
    this.#missing = this.#announced === 0 ? undefined : this.#announced
    this.#announced = undefined
  }

  #readBody(bytes: Buffer, missing: number): void {
    const part = bytes.subarray(0, missing)
    this.#unread.push(bytes.subarray(missing))
    if (part.length < missing || this.#body.length > 0) this.#body.append(part)
    this.#missing = missing - part.length
    if (this.#missing > 0) return
    this.#missing = undefined
    this.#endBody(this.#body.length > 0 ? this.#body.take() : part)
  }

  #endBody(body: Buffer): void {
    const swallowed = swallowedBy(body)
    if (swallowed.length === 0) {
      this.#frames.push(body)
      return
    }
    const before = body.length - swallowed.length
    this.#malformed(`its Content-Length is ${body.length}, but the next header begins after ${before} bytes`, body)
    this.#unread.push(swallowed)
  }

  #malformed(what: string, input: Buffer | string): void {
    this.#frames.push(new MalformedMessageError(what, input))
  }
}

/**
 * The next messages, from their header on, that a length which is too large takes for the end of a body; empty when there are none. A
 * message cannot have a header in it, since a line break in a string is escaped, nor end with the beginning of one.
 */
function swallowedBy(body: Buffer): Buffer {
  const name = 'Content-Length: '
  for (let at = body.indexOf(name); at !== -1; at = body.indexOf(name, at + 1)) {
    if (/^\d+\r\n|^\d*\r?$/.test(body.toString('latin1', at + name.length, at + name.length + 20))) return body.subarray(at)
  }
  const end = body.subarray(-name.length)
  const begun = end.subarray(end.lastIndexOf('C'))
  return end.includes('C') && name.startsWith(begun.toString('latin1')) ? begun : body.subarray(body.length)
}
