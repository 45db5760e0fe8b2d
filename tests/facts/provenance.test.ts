import { describe, expect, it } from 'vitest'
import { Signals } from '../../src/model/tasks/provenance.js'
import { read } from '../source/marked.js'

/** Who aborts the signals that the marked expressions are, or carry: 'a caller', 'b owner', 'c none'. */
function originsOf(marked: string, language: 'ts' | 'js' = 'js'): string[] {
  const { file, places } = read(marked, language)
  const signals = new Signals(file)
  return [...places].map(([letter, node]) => {
    const origins = new Set(signals.of(node).map(({ origin }) => origin))
    return `${letter} ${origins.size === 0 ? 'none' : [...origins].sort().join(' and ')}`
  })
}

describe('a signal', () => {
  it('is a parameter of that name, of that type, or one taken out of one', () => {
    expect(originsOf(`
      function f(signal: AbortSignal, stop: AbortSignal, { abortSignal }: Options, signalName: string) {
        return [«a:signal», «b:stop», «c:abortSignal», «d:signalName»]
      }
    `, 'ts')).toEqual(['a caller', 'b caller', 'c caller', 'd none'])
  })

  it('is carried by options that have one, whole, spread or under a key', () => {
    expect(originsOf(`
      function f(options, other) {
        if (options.signal.aborted) return
        return [«a:options», «b:{ ...options, limit: 1 }», «c:{ signal: options.signal }», «d:other», «e:{ limit: 1 }»]
      }
    `)).toEqual(['a caller', 'b caller', 'c caller', 'd none', 'e none'])
  })

  it('is the owner\'s where another function aborts its controller', () => {
    expect(originsOf(`
      class Poller {
        #abort = new AbortController()
        stop() { this.#abort.abort() }
        run() {
          const { signal } = this.#abort
          return [«a:this.#abort.signal», «b:signal»]
        }
      }
    `)).toEqual(['a owner', 'b owner'])
  })

  it('is the function\'s own where a timer, the function itself or nobody aborts its controller', () => {
    expect(originsOf(`
      function f() {
        const timed = new AbortController()
        setTimeout(() => timed.abort(), 1000)
        const raced = new AbortController()
        raced.abort()
        return [«a:timed.signal», «b:raced.signal», «c:new AbortController().signal», «d:AbortSignal.timeout(1000)»]
      }
    `)).toEqual(['a self', 'b self', 'c self', 'd self'])
  })

  it('is all that it is joined of', () => {
    expect(originsOf(`
      function f(signal) {
        const both = AbortSignal.any([signal, AbortSignal.timeout(1000)])
        const linked = new AbortController()
        signal.addEventListener('abort', () => linked.abort())
        return [«a:both», «b:linked.signal», «c:signal ?? AbortSignal.timeout(1)»]
      }
    `)).toEqual(['a caller and self', 'b caller', 'c caller and self'])
  })

  it('is no name of a process signal', () => {
    expect(originsOf(`
      function stop(child, signal = 'SIGTERM', killSignal) {
        child.kill(signal)
        return [«a:signal», «b:killSignal»]
      }
    `)).toEqual(['a none', 'b none'])
  })
})
