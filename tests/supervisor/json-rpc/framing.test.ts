import { describe, expect, it } from 'vitest'
import { framings } from '../../../src/supervisor/json-rpc/framing.js'
import type { Frame } from '../../../src/supervisor/json-rpc/message.js'

const MAX_BYTES = 200

/** What a decoder makes of an output that comes in chunks of `size` bytes. */
function decode(framing: keyof typeof framings, output: string, size = Infinity): string[] {
  const bytes = Buffer.from(output)
  const decoder = framings[framing].decoder(MAX_BYTES)
  const frames: Frame[] = []
  for (let at = 0; at < bytes.length; at += size) frames.push(...decoder.push(bytes.subarray(at, at + size)))
  return [...frames, ...decoder.end()].map((frame) => frame instanceof Error ? frame.message : frame.toString())
}

const one = '{"id":1,"result":"é€😀"}'
const two = '{"id":2,"result":2}'
const framed = (body: string) => framings['content-length'].encode(body)
const malformed = (what: string, input: string) => `Malformed message from the child: ${what}. It begins with ${JSON.stringify(input)}.`

const belongs = 'it stands where a Content-Length header belongs'

describe.each([
  ['lines', `${one}\n${two}\n`, [one, two]],
  ['lines', `${one}\r\n\n  \r\n${two}`, [`${one}\r`, two]],
  ['lines', `${'x'.repeat(250)}\n${two}\n`, [malformed('a line has 250 bytes, more than maxMessageBytes, 200', 'x'.repeat(200)), two]],
  ['content-length', framed(one) + framed(two), [one, two]],
  ['content-length', `content-length:${two.length}\nContent-Type: application/vscode-jsonrpc; charset=utf-8\n\n${two}${framed(two)}`, [two, two]],
  ['content-length', `Content-Type: x\r\n${framed(two)}`, [two]],
  ['content-length', `starting\n${framed(one)}done${framed(two)}bye\n`,
    [malformed(belongs, 'starting'), one, malformed(belongs, 'done'), two, malformed(belongs, 'bye')]],
  ['content-length', `${'x'.repeat(3000)}${framed(two)}`, [malformed(belongs, 'x'.repeat(200)), two]],
  ['content-length', `Content-Length: many\r\n\r\n{}${framed(two)}`,
    [malformed('its Content-Length is "many", not a number', 'Content-Length: many'), two]],
  ['content-length', `Content-Length: 0\r\n\r\n${framed(two)}`, [malformed('its Content-Length is 0', ''), two]],
  ['content-length', `Content-Length: -1\r\n\r\n${framed(two)}`, [malformed('its Content-Length is "-1", not a number', 'Content-Length: -1'), two]],
  ['content-length', `Content-Length: 201\r\n\r\n${'x'.repeat(201)}${framed(two)}`,
    [malformed('its Content-Length is 201, more than maxMessageBytes, 200', 'Content-Length: 201'), two]],
  // One too large, which takes in the beginning of the next message; one too small, which leaves a rest of its own.
  ['content-length', `Content-Length: 30\r\n\r\n${two}${framed(one)}`,
    [malformed('its Content-Length is 30, but the next header begins after 19 bytes', `${two}Content-Len`), one]],
  ['content-length', `Content-Length: 60\r\n\r\n${two}${framed(two)}${framed(one)}`,
    [malformed('its Content-Length is 60, but the next header begins after 19 bytes', `${two}${framed(two)}`), two, one]],
  ['content-length', `Content-Length: 36\r\n\r\n${two}${framed(one)}`,
    [malformed('its Content-Length is 36, but the next header begins after 19 bytes', `${two}Content-Length: 2`), one]],
  ['content-length', `Content-Length: 20\r\n\r\n${two}${framed(one)}`,
    [malformed('its Content-Length is 20, but the next header begins after 19 bytes', `${two}C`), one]],
  ['content-length', `Content-Length: 17\r\n\r\n${two}${framed(one)}`, [two.slice(0, 17), malformed(belongs, '2}'), one]],
  ['content-length', `${framed(one)}Content-Length: 150\r\n\r\n${two}${framed(two)}`,
    [one, malformed('the output ended after 60 of the 150 bytes of a body', `${two}${framed(two)}`), two]],
  ['content-length', framed('{"text":"Content-Length: 5\\r\\n\\r\\n{}"}'), ['{"text":"Content-Length: 5\\r\\n\\r\\n{}"}']],
] as const)('%s: %j', (framing, output, expected) => {
  it.each([Infinity, 1, 2, 3, 7, 64])('in chunks of %s bytes', (size) => {
    const texts = decode(framing, output, size)
    expect(texts).toEqual(expected)
  })
})

describe('an encoded message', () => {
  it.each(['lines', 'content-length'] as const)('is what the decoder takes: %s', (framing) => {
    expect(decode(framing, framings[framing].encode(one) + framings[framing].encode(two))).toEqual([one, two])
  })
})
