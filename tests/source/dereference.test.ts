import { describe, expect, it } from 'vitest'
import { isDereferenced } from '../../src/source/index.js'
import { read } from './marked.js'

/** The letters of the marked places where the program fails when they are null. */
function dereferenced(marked: string): string {
  return [...read(marked).places].filter(([, node]) => isDereferenced(node)).map(([letter]) => letter).join(' ')
}

describe('a place is dereferenced', () => {
  it('by its members and by calls, not through optional chaining', () => {
    expect(dereferenced(`
      «a:x».y; «b:x»[0]; «c:x»(); new «d:x»(); «e:x»!.y; («f:x» as Thing).y; «g:x».y = 1; «h:x»\`text\`
      «i:x»?.y; «j:x»?.(); «k:x»?.[0]
    `)).toBe('a b c d e f g h')
  })

  it('by patterns, spreads and iteration', () => {
    expect(dereferenced(`
      const { y } = «a:x»
      const [z] = «b:x»;
      ({ y } = «c:x»)
      call(...«d:x»)
      const list = [...«e:x»]
      for (const item of «f:x») use(item)
      const object = { ...«g:x» }
      for (const key in «h:x») use(key)
    `)).toBe('a b c d e f')
  })

  it('not where it is only named, tested, compared, passed on or assigned', () => {
    expect(dereferenced(`
      «a:x»; if («b:x») f(«c:x»); «d:x» === null; !«e:x»; «f:x» ??= 1; «g:x» = 2; const y = «h:x»; typeof «i:x»; y[«j:x»]
    `)).toBe('')
  })
})
