import type { TSESTree } from '@typescript-eslint/utils'
import { describe, expect, it } from 'vitest'
import { factsOf } from './facts-of.js'

const lineOf = (node: TSESTree.Node): number => node.loc.start.line

/** Handlers of an old handle: 'acts@4', with 'minor' where only the strict preset tells. */
const supersededIn = (code: string): readonly string[] =>
  factsOf(code).supersededHandlers.map(({ act, isMinor }) => `${isMinor ? 'minor ' : ''}acts@${lineOf(act.node)}`)

/** A server whose child is replaced; the handler of its event does this. */
const server = (event: string, act: string, stop = 'this.child?.kill(); this.child = null'): readonly string[] => supersededIn(`
class Server {
  start() {
    const child = this.child = spawn('server')
    child.once('${event}', () => { ${act} })
  }
  stop() { ${stop} }
  restart() { this.stop(); this.start() }
}`)

describe('a superseded handler', () => {
  it('clears the cell whoever is in it by then', () => {
    expect(server('exit', 'this.child = null')).toEqual(['acts@4'])
  })

  it('is of a minor kind where its event does not follow the end', () => {
    expect(server('message', 'this.child = null')).toEqual(['minor acts@4'])
  })

  it('is none that compares first, or that touches another cell', () => {
    expect(server('exit', 'if (this.child === child) this.child = null')).toEqual([])
    expect(server('exit', 'this.exits++')).toEqual([])
  })

  it('is none where nobody takes the cell from it', () => {
    expect(server('exit', 'this.child = null', 'return this.child')).toEqual([])
  })
})

describe('a doubled run', () => {
  it('goes on by a flag that a stop and a start write during its wait', () => {
    const [doubled] = factsOf(`class Poller {
  start() { this.on = true; void this.loop() }
  stop() { this.on = false }
  async loop() { while (this.on) {
    await poll() } }
}`).doubledRuns
    expect(doubled && [doubled.test, doubled.wait, doubled.start, doubled.stop].map(lineOf)).toEqual([4, 5, 2, 3])
  })
})
