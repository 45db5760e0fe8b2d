import { describe, expect, it } from 'vitest'
import { Chunks, Lines } from '../../src/supervisor/output/lines.js'
import type { LineOptions } from '../../src/supervisor/index.js'

const bytes = (text: string) => Buffer.from(text)

/** All lines that come of these chunks, the end of the output included. */
function linesOf(chunks: readonly (string | Buffer)[], options?: LineOptions): readonly string[] {
  const lines = new Lines(options)
  return [...chunks.flatMap((chunk) => lines.push(Buffer.from(chunk))), ...lines.end()]
}

describe('lines', () => {
  it('end at LF', () => {
    expect(linesOf(['one\ntwo\n'])).toEqual(['one', 'two'])
  })

  it('end at the end of the output', () => {
    expect(linesOf(['one\ntwo'])).toEqual(['one', 'two'])
  })

  it('are none without output', () => {
    expect(linesOf([])).toEqual([])
  })

  it('may be empty', () => {
    expect(linesOf(['\n\none\n\n'])).toEqual(['', '', 'one', ''])
  })

  it('are put together from chunks', () => {
    expect(linesOf(['o', 'n', 'e\nt', 'wo\nthree', '\n'])).toEqual(['one', 'two', 'three'])
  })

  it('lose the CR of a CRLF', () => {
    expect(linesOf(['one\r\ntwo\r\n'])).toEqual(['one', 'two'])
  })

  it('lose the CR of a CRLF that is split over two chunks', () => {
    expect(linesOf(['one\r', '\ntwo\r', '\n'])).toEqual(['one', 'two'])
  })

  it('keep a CR that no LF follows', () => {
    expect(linesOf(['10%\r20%\ndone\r'])).toEqual(['10%\r20%', 'done\r'])
  })

  it('are decoded whole when a character is split over two chunks', () => {
    const text = bytes('a€b\n')
    expect(linesOf([text.subarray(0, 2), text.subarray(2, 3), text.subarray(3)])).toEqual(['a€b'])
  })

  it('are decoded whole when every byte comes alone', () => {
    expect(linesOf([...bytes('né\r\n€uro\n𝕏')].map((byte) => Buffer.from([byte])))).toEqual(['né', '€uro', '𝕏'])
  })

  it('keep what they hold when the chunk is written to later', () => {
    const lines = new Lines()
    const chunk = bytes('one\ntw')
    expect(lines.push(chunk)).toEqual(['one'])
    chunk.fill('x')
    expect(lines.push(bytes('o\n'))).toEqual(['two'])
  })
})

describe('a line that is too long', () => {
  it('is cut', () => {
    expect(linesOf(['ok\nabcdef\nok\n'], { maxLineBytes: 4 })).toEqual(['ok', 'abcd', 'ok'])
  })

  it('is not one that just fits', () => {
    expect(linesOf(['abcd\nabcd\r\nabcd'], { maxLineBytes: 4 })).toEqual(['abcd', 'abcd', 'abcd'])
  })

  it('is not one that just fits and comes in chunks', () => {
    expect(linesOf(['ab', 'cd', '\r', '\nab', 'cd'], { maxLineBytes: 4, tooLong: 'fail' })).toEqual(['abcd', 'abcd'])
  })

  it('is one whose CR is not part of its end', () => {
    expect(linesOf(['abcd\re\n'], { maxLineBytes: 4 })).toEqual(['abcd'])
  })

  it('is cut between two characters', () => {
    expect(linesOf(['aéé\n'], { maxLineBytes: 4 })).toEqual(['aé'])
    expect(linesOf(['€€\n'], { maxLineBytes: 5 })).toEqual(['€'])
    expect(linesOf(['𝕏𝕏\n'], { maxLineBytes: 7 })).toEqual(['𝕏'])
    expect(linesOf(['𝕏\n'], { maxLineBytes: 3 })).toEqual([''])
  })

  it('is cut when it comes in chunks, and the next line is whole', () => {
    expect(linesOf(['abc', 'def', 'ghi', 'jkl\nok\n'], { maxLineBytes: 4 })).toEqual(['abcd', 'ok'])
  })

  it('is cut at the end of the output', () => {
    expect(linesOf(['abc', 'def'], { maxLineBytes: 4 })).toEqual(['abcd'])
  })

  it('can be left out', () => {
    expect(linesOf(['ok\nabcdef\nok\nabc', 'def'], { maxLineBytes: 4, tooLong: 'skip' })).toEqual(['ok', 'ok'])
  })

  it('can be a failure, which comes after the lines before it', () => {
    const lines = new Lines({ maxLineBytes: 4, tooLong: 'fail' })
    expect(lines.push(bytes('one\ntwo\nabcdef\nfour\n'))).toEqual(['one', 'two'])
    expect(lines.failure).toEqual(new RangeError('A line of the output is longer than maxLineBytes, which is 4.'))
  })

  it('can be a failure at the end of the output', () => {
    const lines = new Lines({ maxLineBytes: 4, tooLong: 'fail' })
    expect(lines.push(bytes('abcdef'))).toEqual([])
    expect(lines.failure).toBeUndefined()
    expect(lines.end()).toEqual([])
    expect(lines.failure).toBeInstanceOf(RangeError)
  })

  it('takes no more memory than the longest line that is allowed', () => {
    const lines = new Lines({ maxLineBytes: 1000 })
    const chunk = Buffer.alloc(64 * 1024, 'x')
    for (let count = 0; count < 100; count++) lines.push(chunk)
    expect(lines.undelivered(0).reduce((sum, { length }) => sum + length, 0)).toBe(1002)
  })
})

describe('what nobody took', () => {
  const undelivered = (decoder: Lines | Chunks, taken: number) => Buffer.concat([...decoder.undelivered(taken)]).toString()

  it('of a chunk is the chunk or nothing', () => {
    const chunks = new Chunks()
    chunks.push(bytes('abc'))
    expect([undelivered(chunks, 0), undelivered(chunks, 1)]).toEqual(['abc', ''])
    chunks.end()
    expect(undelivered(chunks, 0)).toBe('')
  })

  it('of a chunk with lines is what follows those taken, byte by byte', () => {
    const lines = new Lines()
    lines.push(bytes('one\r\n\ntwo\nthr'))
    expect([0, 1, 2, 3].map((taken) => undelivered(lines, taken))).toEqual(['one\r\n\ntwo\nthr', '\ntwo\nthr', 'two\nthr', 'thr'])
  })

  it('includes what stood before the chunk', () => {
    const lines = new Lines()
    lines.push(bytes('o'))
    lines.push(bytes('ne\ntwo\n'))
    expect([0, 1, 2].map((taken) => undelivered(lines, taken))).toEqual(['one\ntwo\n', 'two\n', ''])
  })

  it('is the beginning of a line that has not ended', () => {
    const lines = new Lines()
    lines.push(bytes('one\ntw'))
    lines.push(bytes('o'))
    expect(undelivered(lines, 0)).toBe('two')
  })

  it('follows the line taken, and not a line that was left out', () => {
    const lines = new Lines({ maxLineBytes: 4, tooLong: 'skip' })
    lines.push(bytes('abcdef\none\nabcdef\ntwo\nthr'))
    expect([1, 2].map((taken) => undelivered(lines, taken))).toEqual(['abcdef\ntwo\nthr', 'thr'])
  })

  it('is the last line, until it is taken', () => {
    const lines = new Lines()
    lines.push(bytes('one\ntwo'))
    lines.end()
    expect([undelivered(lines, 0), undelivered(lines, 1)]).toEqual(['two', ''])
  })
})
