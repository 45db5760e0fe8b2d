import { describe, expect, it } from 'vitest'
import { Tail } from '../../src/supervisor/output/tail.js'

const tailOf = (limit: number, ...chunks: string[]) => {
  const tail = new Tail(limit)
  for (const chunk of chunks) tail.push(Buffer.from(chunk))
  return tail.toString()
}

describe('the tail of an output', () => {
  it('is empty when nothing was written', () => {
    expect(tailOf(8)).toBe('')
  })

  it('is all of a short output', () => {
    expect(tailOf(8, 'abc', 'def')).toBe('abcdef')
  })

  it('is all of an output that just fits', () => {
    expect(tailOf(6, 'abc', 'def')).toBe('abcdef')
  })

  it('is the end of an output that is one byte too long', () => {
    expect(tailOf(5, 'abc', 'def')).toBe('bcdef')
  })

  it('is the end of a chunk that is longer than the tail', () => {
    expect(tailOf(3, 'abcdefgh')).toBe('fgh')
  })

  it('goes round more than once', () => {
    expect(tailOf(4, 'abc', 'def', 'ghi', 'jkl', 'm')).toBe('jklm')
  })

  it('takes a long chunk in the middle of the ring', () => {
    expect(tailOf(4, 'ab', 'cdefghijk', 'l')).toBe('ijkl')
  })

  it('begins with a whole character', () => {
    expect(tailOf(5, 'aéé€')).toBe('é€')
    expect(tailOf(4, 'aéé€')).toBe('€')
  })

  it('keeps a character that was split over two chunks', () => {
    const tail = new Tail(8)
    tail.push(Buffer.from([0xE2, 0x82]))
    tail.push(Buffer.from([0xAC]))
    expect(tail.toString()).toBe('€')
  })

  it('keeps what it holds when the chunk is written to later', () => {
    const tail = new Tail(8)
    const chunk = Buffer.from('abc')
    tail.push(chunk)
    chunk.fill('x')
    expect(tail.toString()).toBe('abc')
  })

  it('of no bytes is empty', () => {
    expect(tailOf(0, 'abc')).toBe('')
  })
})
