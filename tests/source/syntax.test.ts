import type { TSESTree } from '@typescript-eslint/utils'
import { describe, expect, it } from 'vitest'
import { calleeName, enclosingFunction, isNullish, memberName, receiver, unwrap, wrapped } from '../../src/source/index.js'
import { read } from './marked.js'

/** What `ask` answers of each marked place. */
function answers(
  marked: string, ask: (node: TSESTree.Node, text: (node: TSESTree.Node) => string) => string | undefined,
): string[] {
  const { file, places } = read(marked)
  return [...places].map(([letter, node]) => `${letter}: ${ask(node, found => file.code.getText(found)) ?? 'none'}`)
}

describe('syntax', () => {
  it('sees through what types and optional chaining wrap around an expression', () => {
    expect(answers('f(«a:x as A», «b:x!», «c:x satisfies A», «d:<A>x», «e:x?.y», «f:(x as A)!», «g:await x»)', (node, text) => text(unwrap(node))))
      .toEqual(['a: x', 'b: x', 'c: x', 'd: x', 'e: x?.y', 'f: x', 'g: await x'])
  })

  it('finds what is wrapped around an expression', () => {
    expect(answers('f((«a:x» as A)!, «b:y».z, (<A>«c:w»).z)', (node, text) => text(wrapped(node)))).toEqual(['a: (x as A)!', 'b: y', 'c: <A>w'])
  })

  it('reads the name of a member that is written out', () => {
    expect(answers("f(«a:x.y», «b:x['y']», «c:x.#y», «d:x[y]», «e:x[0]», «f:x?.y»)", node =>
      memberName(unwrap(node) as TSESTree.MemberExpression))).toEqual(['a: y', 'b: y', 'c: #y', 'd: none', 'e: none', 'f: y'])
  })

  it('knows null, undefined and void, also behind an assignment', () => {
    expect(answers("f(«a:null», «b:undefined», «c:void 0», «d:x = null», «e:null!», «f:0», «g:''», «h:false», «i:x», «j:x += null», «k:'null'»)", node =>
      isNullish(node) ? 'empty' : undefined)).toEqual([
      'a: empty', 'b: empty', 'c: empty', 'd: empty', 'e: empty', 'f: none', 'g: none', 'h: none', 'i: none', 'j: none', 'k: none',
    ])
  })

  it('names what is called, and what it is called on', () => {
    expect(answers('«a:stop()»; «b:x.y.stop()»; «c:x?.stop?.()»; «d:new Agent()»; «e:x[stop]()»; «f:stop()()»', (node, text) => {
      const call = unwrap(node) as TSESTree.CallExpression
      const on = receiver(call)
      return [calleeName(call) ?? 'unnamed', ...on ? [text(on)] : []].join(' of ')
    })).toEqual(['a: stop', 'b: stop of x.y', 'c: stop of x', 'd: Agent', 'e: unnamed of x', 'f: unnamed'])
  })

  it('finds whose statements a place belongs to', () => {
    expect(answers(`
      «a:top»
      class Agent {
        field = «b:value»
        static { «c:block» }
        method(parameter = «d:fallback») { return () => «e:inner» }
      }
    `, node => enclosingFunction(node).type)).toEqual([
      'a: Program', 'b: PropertyDefinition', 'c: StaticBlock', 'd: FunctionExpression', 'e: ArrowFunctionExpression',
    ])
  })
})
