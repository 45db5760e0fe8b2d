import type { TSESTree } from '@typescript-eslint/utils'
import { describe, expect, it } from 'vitest'
import { read } from './marked.js'

/** For each marked place, the lines of the functions that it denotes. */
function linesOfFunctions(marked: string): string[] {
  const { file, places } = read(marked)
  return [...places].map(([letter, node]) => `${letter}: ${file.calls.functions(node).map(found => found.loc.start.line).join(' ')}`.trim())
}

/** For each marked call, the lines of the functions that it runs, and of those that have run when it returns. */
function linesRun(marked: string): string[] {
  const { file, places } = read(marked)
  return [...places].map(([letter, node]) => {
    const call = node as TSESTree.CallExpression
    return `${letter}: ${[...file.calls.targets(call), ...file.calls.runsAtOnce(call)].map(found => found.loc.start.line).join(' ')}`.trim()
  })
}

describe('functions that an expression denotes', () => {
  it('are methods, arrow fields and accessors of the owner', () => {
    expect(linesOfFunctions(`class Agent {
      stop() {}
      #stop() {}
      kill = () => {}
      static stop() {}
      run() {
        return [«a:this.stop», «b:this.#stop», «c:this.kill», «d:Agent.stop», «e:this['stop']», «f:this.unknown»]
      }
    }`)).toEqual(['a: 2', 'b: 3', 'c: 4', 'd: 5', 'e: 2', 'f:'])
  })

  it('are declarations and constants by their names, also before they stand there', () => {
    expect(linesOfFunctions(`
      use(«a:declared», «b:constant», «c:named», «d:imported», «e:global»)
      function declared() {}
      const constant = () => {}
      const named = declared
      import { imported } from './other.js'
    `)).toEqual(['a: 3', 'b: 4', 'c: 3', 'd:', 'e:'])
  })

  it('are not known where a name may hold several', () => {
    expect(linesOfFunctions(`
      let handler = () => {}
      handler = () => {}
      function twice() {}
      function twice() {}
      export function take(callback) { return [«a:handler», «b:twice», «c:callback»] }
    `)).toEqual(['a:', 'b:', 'c:'])
  })

  it('stay the same when they are bound', () => {
    expect(linesOfFunctions(`class Agent {
      stop() {}
      run() {
        const stop = this.stop.bind(this)
        return [«a:this.stop.bind(this)», «b:stop», «c:(() => {}).bind(this)»]
      }
    }`)).toEqual(['a: 2', 'b: 2', 'c: 5'])
  })

  it('stay the same in wrappers that run what they are given', () => {
    expect(linesOfFunctions(`
      const draw = useCallback(
        () => {}, [])
      use(«a:draw», «b:throttle(draw, 100)», «c:React.useCallback(draw, [])», «d:wrap(draw)»)
    `)).toEqual(['a: 3', 'b: 3', 'c: 3', 'd:'])
  })

  it('stay the same in the helper by which a bundler keeps their names, and only in that', () => {
    expect(linesOfFunctions(`
      const poll = __name(
        () => {}, 'poll')
      use(«a:poll», «b:__name(poll, 'other')», «c:name(poll)», «d:__name('poll', poll)»)
    `)).toEqual(['a: 3', 'b: 3', 'c:', 'd:'])
  })

  it('are taken from this by destructuring', () => {
    expect(linesOfFunctions(`class Agent {
      stop = () => {}
      run() {
        const { stop, stop: halt } = this
        return [«a:stop», «b:halt»]
      }
    }`)).toEqual(['a: 2', 'b: 2'])
  })

  it('are methods of an object by its name, and those put on a prototype', () => {
    expect(linesOfFunctions(`
      const agent = { stop() {},
        kill: () => {} }
      agent.end = function () {}
      function Agent() { use(«d:this.run») }
      Agent.prototype.run = function () {}
      use(«a:agent.stop», «b:agent.kill», «c:agent.end»)
    `)).toEqual(['d: 6', 'a: 2', 'b: 3', 'c: 4'])
  })

  it('are never those of another object', () => {
    expect(linesOfFunctions(`class Agent {
      stop() {}
      run(other: Agent) { return [«a:other.stop», «b:super.stop», «c:this.peer.stop»] }
    }`)).toEqual(['a:', 'b:', 'c:'])
  })
})

describe('functions that a call runs', () => {
  it('are the owner\'s own, whatever stands around the name', () => {
    expect(linesRun(`class Agent {
      stop() {}
      run() {
        «a:this.stop()»; «b:this.stop?.()»; «c:this.stop!()»; «d:this.stop.call(this)»; «e:other.stop()»
      }
    }`)).toEqual(['a: 2', 'b: 2', 'c: 2', 'd: 2', 'e:'])
  })

  it('are those that kept their names by a helper of a bundler', () => {
    expect(linesRun(`
      const poll = __name(async () => {}, 'poll')
      «a:poll()»
      «b:__name(poll, 'other')()»
      «c:__name(poll, 'other')»
    `)).toEqual(['a: 2', 'b: 2', 'c:'])
  })

  it('are written where they are called', () => {
    expect(linesRun(`
      «a:(() => {
        «b:(async function () {})()»
      })()»
    `)).toEqual(['a: 2', 'b: 3'])
  })

  it('are the callbacks of methods that run them before they return', () => {
    expect(linesRun(`
      «a:items.forEach(() => {})»
      «b:new Promise(resolve => {})»
      «c:items.on(() => {})»
      «d:queue.push(() => {})»
      «e:forEach(() => {})»
    `)).toEqual(['a: 2', 'b: 3', 'c:', 'd:', 'e:'])
  })

  it('are none for a class that is made', () => {
    expect(linesRun(`
      class Agent { constructor() {} }
      «a:new Agent()»
    `)).toEqual(['a:'])
  })
})
