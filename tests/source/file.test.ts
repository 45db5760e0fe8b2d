import type { TSESTree } from '@typescript-eslint/utils'
import { describe, expect, it } from 'vitest'
import type { FunctionNode } from '../../src/source/index.js'
import { read } from './marked.js'

const lines = (nodes: readonly TSESTree.Node[]): number[] => nodes.map(node => node.loc.start.line)

describe('what is written in a file', () => {
  it('has the functions, calls, assignments and deletions, in the order of the text', () => {
    const { file } = read(`
      class Agent {
        stop() { this.proc = null }
        kill = () => { delete this.proc }
      }
      stop(new Agent())
    `)
    expect([lines(file.functions), lines(file.callNodes), lines(file.assignments), lines(file.deletions)])
      .toEqual([[3, 4], [6, 6], [3], [4]])
  })

  it('has the loops that wait in their own turn, not those whose callbacks do', () => {
    const { file } = read(`
      async function* run() {
        while (on) await turn()
        for (;;) { if (on) { yield 1 } }
        for await (const item of items) use(item)
        for (const item of items) later(async () => { await item })
        do { turn() } while (on)
        for (const list of lists) for (const item of list) await item
      }
    `)
    expect(lines(file.loopsWithYield).sort((one, other) => one - other)).toEqual([3, 4, 5, 8, 8])
  })

  it('has every signal that is read', () => {
    const { file } = read(`
      use(ac.signal, this.#ac['signal'], options?.signal, signal)
      const { signal } = ac
    `)
    expect(file.signalReads.map(node => file.code.getText(node))).toEqual(['ac.signal', "this.#ac['signal']", 'options?.signal'])
  })
})

describe('who calls whom', () => {
  const { file } = read(`
    class Agent {
      stop = () => { this.items.forEach(item => { this.kill(item) }) }
      kill(item) { later(() => { item.kill() }) }
      run() { this.stop(); this.stop?.() }
    }
  `)
  const [stop, each, kill, last, run] = file.functions as [FunctionNode, FunctionNode, FunctionNode, FunctionNode, FunctionNode]

  it('finds the calls that run a function, also by handing it on', () => {
    expect([stop, each, kill, last, run].map(node => lines(file.callsTo(node)))).toEqual([[5, 5], [3], [3], [], []])
  })

  it('finds the calls in a function itself', () => {
    expect([stop, each, kill, last, run].map(node => file.callsIn(node).map(call => file.code.getText(call.callee)))).toEqual([
      ['this.items.forEach'], ['this.kill'], ['later'], ['item.kill'], ['this.stop', 'this.stop'],
    ])
  })
})
