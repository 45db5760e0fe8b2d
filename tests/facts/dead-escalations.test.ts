import type { TSESTree } from '@typescript-eslint/utils'
import { describe, expect, it } from 'vitest'
import { factsOf } from './facts-of.js'

const lineOf = (node: TSESTree.Node): number => node.loc.start.line

/** Ends that never come: 'neverSent@5 behind 3', 'lostExit@4'. */
const deadIn = (code: string): readonly string[] => factsOf(code).deadEscalations.map(found => found.kind === 'neverSent'
  ? `neverSent@${lineOf(found.second)} behind ${lineOf(found.first)}` : `lostExit@${lineOf(found.listens)}`)

describe('a dead escalation', () => {
  it('is a kill under a test of what the first kill has set, behind a wait', () => {
    const stop = (between: string, test = '!child.killed'): readonly string[] => deadIn(`
async function stop(child) {
  child.kill('SIGTERM')
  ${between}
  if (${test}) child.kill('SIGKILL')
}`)
    expect(stop('await sleep(5000)')).toEqual(['neverSent@4 behind 2'])
    expect(stop('log()')).toEqual([])
    expect(stop('await sleep(5000)', '!child.killed && child.exitCode === null')).toEqual([])
    expect(stop('await sleep(5000)', 'child.exitCode === null')).toEqual([])
  })

  it('is a wait for an exit that may have been', () => {
    const stop = (wait: string): readonly string[] => deadIn(`
import { once } from 'node:events'
class Server {
  start() { this.child = spawn('server') }
  async stop() {
    this.child.kill()
    ${wait}
  }
}`)
    expect(stop(`await once(this.child, 'exit')`)).toEqual(['lostExit@6'])
    expect(stop(`if (this.child.exitCode === null && this.child.signalCode === null) await once(this.child, 'exit')`)).toEqual([])
  })
})
