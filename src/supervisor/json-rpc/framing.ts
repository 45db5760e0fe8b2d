import { ContentLengthDecoder } from './content-length.js'
import type { MalformedMessageError } from './errors.js'
import { LineDecoder } from './lines.js'
import type { JsonRpcOptions } from './types.js'

/** The body of a message, or what is wrong with the bytes in its place. */
export type Frame = Buffer | MalformedMessageError

/** Cuts the output of the child into bodies. */
export interface FrameDecoder {
  /** The frames that end in this chunk. */
  push(chunk: Buffer): readonly Frame[]
  /** What is left when the output has ended. */
  end(): readonly Frame[]
}

/** How bodies are told apart on a pipe. */
export interface Framing {
  encode(body: string): string
  decoder(maxBytes: number): FrameDecoder
}

export const framings: Readonly<Record<JsonRpcOptions['framing'], Framing>> = {
  // JSON.stringify writes no line break, so none needs to be escaped.
  'lines': {
    encode: (body) => `${body}\n`,
    decoder: (maxBytes) => new LineDecoder(maxBytes),
  },
  'content-length': {
    encode: (body) => `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    decoder: (maxBytes) => new ContentLengthDecoder(maxBytes),
  },
}
