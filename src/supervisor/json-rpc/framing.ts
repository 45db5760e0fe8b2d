import { ContentLengthDecoder } from './content-length.js'
import { LineDecoder } from './lines.js'
import type { FrameDecoder } from './message.js'
import type { JsonRpcOptions } from './types.js'

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
