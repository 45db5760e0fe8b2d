import type { TSESTree } from '@typescript-eslint/utils'
import { describe, expect, it } from 'vitest'
import type { Marked } from './marked.js'
import { partition, read } from './marked.js'

/** The letters of the marked identifiers whose variable is as asked. */
function lettersOf({ places }: Marked, holds: (node: TSESTree.Identifier) => boolean): string {
  return [...places].filter(([, node]) => holds(node as TSESTree.Identifier)).map(([letter]) => letter).join(' ')
}

describe('variables', () => {
  it('are one for all the places that name them in their scope', () => {
    expect(partition(read(`
      let «a:proc» = null
      function start(«b:proc») { «c:proc».kill() }
      function stop() { «d:proc».kill(); { const «e:proc» = 1; use(«f:proc») } }
    `), (file, node) => file.scopes.variable(node), ({ name }) => name)).toEqual(['proc: a d', 'proc: b c', 'proc: e f'])
  })

  it('are unknown for globals and for names of properties', () => {
    expect(partition(read(`
      const timer = 1
      «a:setInterval»(f, «b:timer»); object.«c:timer»
    `), (file, node) => file.scopes.variable(node), ({ name }) => name)).toEqual(['timer: b', 'none: a c'])
  })

  it('are the host\'s own unless this file declares them', () => {
    const program = read(`
      import { «a:setInterval» } from 'node:timers'
      function «b:setTimeout»() {}
      use(«c:setInterval», «d:setTimeout», «e:setImmediate»)
    `)
    expect(lettersOf(program, node => program.file.scopes.isGlobalOrImported(node))).toBe('a c e')
  })

  it('are captured when a function other than their own names them', () => {
    const program = read(`
      let «a:used» = 1, «b:unused» = 2
      const read = () => used
      class Agent { static { const «c:block» = 1; later(() => block) } }
      function start(«d:given», «e:kept») { unused++; later(() => given); return kept }
    `)
    expect(lettersOf(program, node => {
      const variable = program.file.scopes.variable(node)
      return variable !== undefined && program.file.scopes.isCaptured(variable)
    })).toBe('a b c d')
  })
})

describe('what a variable was given', () => {
  /** For each marked name, the text that it was given and the path below it. */
  function initialValues(marked: string): string[] {
    const { file, places } = read(marked)
    return [...places].map(([letter, node]) => {
      const variable = file.scopes.variable(node)
      const initial = variable && file.scopes.initial(variable)
      return `${letter}: ${initial ? [file.code.getText(initial.value), ...initial.path].join(' > ') : 'unknown'}`
    })
  }

  it('is the value whole, or a path below it', () => {
    expect(initialValues(`
      const «a:whole» = this.proc!
      const { «b:one», two: «c:renamed», three: { «d:deep» } } = options
    `)).toEqual(['a: this.proc', 'b: options > one', 'c: options > two', 'd: options > three > deep'])
  })

  it('is what a later statement assigns, where that is the only one', () => {
    expect(initialValues(`
      let «a:self»
      self = this
      let «b:never»
      let «c:summed»
      summed += 1
    `)).toEqual(['a: this', 'b: unknown', 'c: unknown'])
  })

  it('is unknown where it is written twice, and for parameters, loops, lists and rests', () => {
    expect(initialValues(`
      let «a:twice» = 1
      twice = 2
      function f(«b:given») {}
      for (const «c:item» of items) use(item)
      const [«d:first»] = items
      const { ...«e:rest» } = options
      const { [key]: «f:computed» } = options
    `)).toEqual(['a: unknown', 'b: unknown', 'c: unknown', 'd: unknown', 'e: unknown', 'f: unknown'])
  })
})
