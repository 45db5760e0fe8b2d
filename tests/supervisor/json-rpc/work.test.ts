import { afterEach, describe, expect, it, vi } from 'vitest'
import { framings } from '../../../src/supervisor/json-rpc/framing.js'
import { messagesIn } from '../../../src/supervisor/json-rpc/message.js'

// The work is counted and not timed: the bytes that are copied, searched, decoded or parsed.
const KILOBYTE = 1024

afterEach(() => { vi.restoreAllMocks() })

type Method = (this: unknown, ...args: unknown[]) => unknown

/** Counts what the methods of Buffer and JSON are given to do from now on. */
function countWork(): { readonly bytes: () => number } {
  let bytes = 0
  const count = (owner: object, name: string, cost: (self: Buffer, args: readonly unknown[], result: unknown) => number) => {
    const original = Reflect.get(owner, name) as Method
    vi.spyOn(owner as Record<string, Method>, name).mockImplementation(function (this: unknown, ...args) {
      const result = original.apply(this, args)
      bytes += cost(this as Buffer, args, result)
      return result
    })
  }
  const buffer: object = Buffer.prototype as Buffer
  count(Buffer, 'concat', (_self, _args, joined) => (joined as Buffer).length)
  count(buffer, 'copy', (_self, _args, copied) => Number(copied))
  count(buffer, 'indexOf', ({ length }, [, from = 0], found) => (found === -1 ? length : Number(found)) - Number(from))
  count(buffer, 'toString', ({ length }, [, start = 0, end = length]) => Math.min(Number(end), length) - Number(start))
  count(JSON, 'parse', (_self, [text]) => String(text).length)
  return { bytes: () => bytes }
}

/** How many bytes of work one message of `size` bytes makes when it comes in small chunks, as a multiple of its size. */
function workOf(framing: keyof typeof framings, size: number): number {
  const output = Buffer.from(framings[framing].encode(JSON.stringify({ jsonrpc: '2.0', id: 1, result: 'x'.repeat(size) })))
  const chunks = Array.from({ length: Math.ceil(output.length / 64) }, (_, at) => output.subarray(64 * at, 64 * at + 64))
  const decoder = framings[framing].decoder(2 * output.length)
  const work = countWork()
  const bodies = chunks.flatMap((chunk) => decoder.push(chunk))
  expect(bodies.map((body) => body instanceof Error ? body.message : messagesIn(body)[0]?.kind)).toEqual(['result'])
  const bytes = work.bytes()
  vi.restoreAllMocks()
  return bytes / output.length
}

describe('the work for a message in chunks of 64 bytes', () => {
  it.each(['lines', 'content-length'] as const)('is a constant number of bytes for each of its bytes: %s', (framing) => {
    const [small, large] = [workOf(framing, 256 * KILOBYTE), workOf(framing, 4096 * KILOBYTE)]
    expect(large / small).toBeLessThan(1.5)
    expect(large).toBeLessThan(8)
  })

  it('is counted: joining all chunks at each of them is seen', () => {
    const work = countWork()
    let all = Buffer.alloc(0)
    for (let chunk = 0; chunk < 64; chunk++) all = Buffer.concat([all, Buffer.alloc(64)])
    expect(work.bytes()).toBeGreaterThan(30 * all.length)
  })
})

describe('the work for many messages in one chunk', () => {
  it.each(['lines', 'content-length'] as const)('is a constant number of bytes for each of their bytes: %s', (framing) => {
    const output = Buffer.from(framings[framing].encode('{"id":1,"result":0}').repeat(10_000))
    const decoder = framings[framing].decoder(KILOBYTE)
    const work = countWork()
    expect(decoder.push(output)).toHaveLength(10_000)
    expect(work.bytes() / output.length).toBeLessThan(8)
  })
})
