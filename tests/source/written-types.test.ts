import type { TSESTree } from '@typescript-eslint/utils'
import { describe, expect, it } from 'vitest'
import { signalKinds } from '../../src/model/tasks/named-signals.js'
import type { CallNode, SourceFile } from '../../src/source/index.js'
import { read } from './marked.js'

/** What an answer is for each marked place, by what is written alone. */
function answers(marked: string, ask: (file: SourceFile, node: TSESTree.Node) => unknown): string {
  const { file, places } = read(marked)
  return [...places].map(([letter, node]) => `${letter} ${String(ask(file, node))}`).join(', ')
}

const yes = (marked: string, ask: (file: SourceFile, node: TSESTree.Node) => boolean): string => {
  const { file, places } = read(marked)
  return [...places].flatMap(([letter, node]) => ask(file, node) ? [letter] : []).join(' ')
}

describe('written types', () => {
  it('tell a signal, what carries one, and what is neither', () => {
    expect(answers(`
      import type { Remote, CancellationToken } from 'elsewhere'
      interface Base { signal?: AbortSignal }
      interface Work extends Base { limit: number }
      type Stop = AbortSignal | undefined
      interface Offer { type: string }
      function f(
        a: AbortSignal, b: Stop, c: Work, d: Partial<Work>, e: Omit<Base, 'signal'>, g: Remote, h: Offer, i: any, j: CancellationToken,
        { signal }: Base, k: Promise<AbortSignal>, l: Base['signal'], m: () => AbortSignal,
      ) {
        return [«a:a», «b:b», «c:c», «d:d», «e:e», «g:g», «h:h», «i:i», «j:j», «s:signal», «t:c.signal», «k:k», «n:h as AbortSignal», «m:m»,
          «o:m()»]
      }
    `, (file, node) => file.types.kindAt(node, signalKinds))).toBe('a signal, b signal, c carrier, d carrier, e other, g opaque, h other, '
      + 'i undefined, j signal, s signal, t signal, k opaque, n signal, m other, o signal')
  })

  it('are found through fields, parameters, locals and own functions', () => {
    expect(yes(`
      class Store {
        static rows: number
        declare size: number
        #name: string = read()
        get label(): string { return this.#name }
        constructor(private readonly limit: number, public path?: string) {}
        count(): number { return this.limit }
        run(store: Store, { size }: Store, list: readonly Store[]) {
          const copy = this.size
          const { limit } = this
          return [«a:this.size», «b:this.#name», «c:this.label», «d:this.limit», «e:this.path», «f:store.size», «g:size», «h:copy», «i:limit»,
            «j:list», «k:(store as Store).size»]
        }
      }
    `, (file, node) => file.types.isPrimitive(node))).toBe('a b c d f g h i k')
  })

  it('say nothing where the file contradicts them', () => {
    expect(yes(`
      class Client {
        readonly link: Link
        readonly kept: Link
        either: Link
        full: Link
        late!: Link
        run() {
          (this as Loose).link = connect()
          this.either = null!
          return [«a:this.link», «b:this.kept»]
        }
      }
    `, (file, node) => file.types.isReadonly(node))).toBe('b')
    expect(yes(`
      class Client {
        either: Link
        gone: Link
        full: Link
        late!: Link
        maybe: Link | null
        run() {
          this.either = null!
          delete this.gone
          return [«a:this.either», «b:this.gone», «c:this.full», «d:this.late», «e:this.maybe»]
        }
      }
    `, (file, node) => file.types.isNeverEmpty(node))).toBe('c')
  })

  it('tell nothing of void, of empty types and of what is generic', () => {
    expect(yes(`
      interface Empty {}
      interface Names { first(): string[], notify(): void, later(): Promise<string> }
      function f<T>(names: Names, empty: Empty, given: T, loose: object, run: () => void) {
        return [«a:names.first()», «b:names.notify()», «c:names.later()», «d:empty», «e:given», «g:loose», «h:run()», «i:names»]
      }
    `, (file, node) => file.types.isNoThenable(node))).toBe('a i')
  })

  it('tell which overloads never return', () => {
    expect(yes(`
      function fail(text: string): never
      function fail(): never
      function fail(): never { throw new Error() }
      function stop(hard: true): never
      function stop(): void
      function stop() {}
      const leave: () => never = fail
      function run() { return [«a:fail()», «b:stop()», «c:leave()», «d:unknown()»] }
    `, (file, node) => file.types.neverReturns(node as CallNode))).toBe('a c')
  })

  it('end where types go round in a circle', () => {
    expect(answers(`
      type Circle = Circle | Around
      interface Around extends Back { next: Circle }
      interface Back extends Around { prior: Around }
      function f(a: Circle, b: Around['next']) { const c = d, d = c; return [«a:a», «b:b.next», «c:c»] }
    `, (file, node) => file.types.kindAt(node, signalKinds))).toBe('a undefined, b undefined, c undefined')
  })

  it('are none in JavaScript', () => {
    const { file, places } = read('class A { run() { return [«a:this.x», «b:f()», «c:«d:this»»] } }', 'js')
    expect([...places.values()].map(node => file.types.kindAt(node, signalKinds) ?? file.types.isPrimitive(node))).toEqual([
      false, false, 'other', 'other',
    ])
  })
})
