import type { TSESTree } from '@typescript-eslint/utils'
import { describe, expect, it } from 'vitest'
import type { CallNode, SourceFile } from '../../src/source/index.js'
import { read } from './marked.js'

type Question = (file: SourceFile, node: TSESTree.Node) => boolean

/** The marked places of which the answer is yes, by the compiler and by what is written. */
function yes(marked: string, ask: Question): { typed: string, untyped: string } {
  const lettersIn = (language: 'ts' | 'typed') => {
    const { file, places } = read(marked, language)
    return [...places].flatMap(([letter, node]) => ask(file, node) ? [letter] : []).join(' ')
  }
  return { typed: lettersIn('typed'), untyped: lettersIn('ts') }
}

describe('a readonly property', () => {
  const isReadonly: Question = (file, node) => file.types.isReadonly(node)

  it('is one that its class or interface declares so', () => {
    expect(yes(`
      interface Links { readonly main: Map<string, string>, spare: Map<string, string> }
      class Client {
        readonly link = new Map<string, string>()
        readonly #secret = new Map<string, string>()
        spare = new Map<string, string>()
        #open = new Map<string, string>()
        constructor(readonly given: URL, private other: URL, private links: Links) {}
        run() {
          return [«a:this.link», «b:this.#secret», «c:this.spare», «d:this.#open», «e:this.given», «f:this.other»,
            «g:this.links.main», «h:this.links.spare», «i:this['link']», («j:this.link as unknown»)]
        }
      }
    `, isReadonly)).toEqual({ typed: 'a b e g i j', untyped: 'a b e g i j' })
  })

  it('is also one that a pattern takes', () => {
    expect(yes(`
      interface Links { readonly main: URL, spare: URL }
      declare const links: Links
      const { main, spare } = «a:links»
    `, (file, node) => file.types.isReadonly(node, 'main') && !file.types.isReadonly(node, 'spare'))).toEqual({ typed: 'a', untyped: 'a' })
  })

  it('is no getter, and nothing that nobody declared', () => {
    expect(yes(`
      class Client {
        get link() { return new Map<string, string>() }
        run(key: 'link', anything: any) { return [«a:this.link», «b:this[key]», «c:anything.link», «d:nowhere.link»] }
      }
    `, isReadonly)).toEqual({ typed: '', untyped: '' })
  })
})

describe('a place of plain values', () => {
  const isPrimitive: Question = (file, node) => file.types.isPrimitive(node)

  it('holds texts, numbers, truths or none of them', () => {
    expect(yes(`
      enum Level { low, high }
      class Client {
        id?: string
        count = 0
        open: boolean | undefined
        level = Level.low
        mode: 'on' | 'off' | null = null
        big = 1n
        tag = Symbol('tag')
        run() {
          return [«a:this.id», «b:this.count», «c:this.open», «d:this.level», «e:this.mode», «f:this.big», «g:this.tag»]
        }
      }
    `, isPrimitive)).toEqual({ typed: 'a b c d e f g', untyped: '' })
  })

  it('holds no objects, and nothing that may be one', () => {
    expect(yes(`
      class Client<T> {
        link: URL | null = null
        either: string | URL = ''
        whatever: any
        unheard: unknown
        nothing = null
        given: T | undefined
        run() {
          return [«a:this.link», «b:this.either», «c:this.whatever», «d:this.unheard», «e:this.nothing», «f:this.given»]
        }
      }
    `, isPrimitive)).toEqual({ typed: '', untyped: '' })
  })
})

describe('a place that is never empty', () => {
  const isNeverEmpty: Question = (file, node) => file.types.isNeverEmpty(node)

  it('is declared without null and undefined', () => {
    expect(yes(`
      class Client<T> {
        link = new URL('a:b')
        either: string | URL = ''
        maybe: URL | null = null
        #secret?: URL
        whatever: any
        given!: T
        run() {
          return [«a:this.link», «b:this.either», «c:this.maybe», «d:this.#secret», «e:this.whatever», «f:this.given»]
        }
      }
    `, isNeverEmpty)).toEqual({ typed: 'a b', untyped: 'b' })
  })

  it('is so before any test, not behind one', () => {
    expect(yes(`
      class Client {
        link: URL | null = null
        run() {
          if (this.link) return «a:this.link»
          this.link = new URL('a:b')
          return «b:this.link»
        }
      }
    `, isNeverEmpty)).toEqual({ typed: '', untyped: '' })
  })
})

describe('a call that never returns', () => {
  it('is one of a function whose result is never', () => {
    expect(yes(`
      declare function fail(message: string): never
      declare function log(message: string): void
      declare const loose: any
      class Client {
        #fail(): never { throw new Error() }
        run() { return [() => «a:fail('a')», () => «b:log('b')», () => «c:loose('c')», () => «d:this.#fail()»] }
      }
    `, (file, node) => file.types.neverReturns(node as CallNode))).toEqual({ typed: 'a d', untyped: 'a d' })
  })
})

describe('what is no promise', () => {
  it('has no then in any of its types', () => {
    expect(yes(`
      declare const thenable: { then(done: () => void): void }
      declare const either: number | Promise<number>
      declare const loose: any
      declare const bare: {}
      declare const url: URL
      declare const count: number | undefined
      function run<T>(given: T) {
        return [«a:Promise.resolve()», «b:thenable», «c:either», «d:loose», «e:bare», «f:given», «g:url», «h:count»]
      }
    `, (file, node) => file.types.isNoThenable(node))).toEqual({ typed: 'g h', untyped: 'g h' })
  })
})
