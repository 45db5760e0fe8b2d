import { describe, expect, it } from 'vitest'
import { factsOf } from './facts-of.js'

/** What the analysis finds: 'dereferences proc@6: guarded@4, waits@5, taken@2'. */
const staleIn = (code: string): readonly string[] => factsOf(code).staleGuards.map(({ kind, cell, use, guard, yield: gap, clear }) =>
  `${kind} ${cell.name}@${String(use.loc.start.line)}: guarded@${String(guard.loc.start.line)}, waits@${String(gap.loc.start.line)}, `
  + `taken@${String(clear?.node.loc.start.line ?? 'nowhere')}`)

describe('stale guards', () => {
  it('name the use, the guard, the wait and who empties the cell', () => {
    expect(staleIn(`
class Agent {
  kill() { this.proc = null }
  async drain() {
    if (!this.proc) return
    await turn()
    this.proc.ping()
  }
}`)).toEqual(['dereferences proc@6: guarded@4, waits@5, taken@2'])
  })

  it('stand in the function that has the guard, where the use is in one that it calls', () => {
    expect(staleIn(`
class Agent {
  kill() { this.proc = null }
  async drain() {
    if (!this.proc) return
    await turn()
    this.#ping()
  }
  #ping() { this.proc.ping() }
}`)).toEqual(['dereferences proc@6: guarded@4, waits@5, taken@2'])
  })

  it('have no clear where two runs of one function get in each other\'s way', () => {
    expect(staleIn(`
class Store {
  async connect() {
    this.client ??= await connect()
  }
  close() { this.client?.close() }
}`)).toEqual(['overwrites client@3: guarded@3, waits@3, taken@nowhere'])
  })

  it('stand in the callback of a promise that relies on what was known where it was registered', () => {
    expect(staleIn(`
class Buffers {
  destroy() { this.engine = null }
  clear() {
    this.engine.clear()
      .then(() => { this.engine.flush() })
  }
  reset() {
    if (!this.engine) return
    load()
      .then(this.done)
  }
  done() { this.engine.flush() }
}`)).toEqual(['dereferences engine@5: guarded@4, waits@4, taken@2', 'dereferences engine@10: guarded@8, waits@9, taken@2'])
  })

  it('cost a file that never waits nothing', () => {
    const facts = factsOf('class Agent { kill() { this.proc = null } ping() { if (this.proc) this.proc.ping() } }')
    expect(facts.staleGuards).toEqual([])
    expect(facts.operations).toBe(0)
  })

  it('name the promise whose value is ended, and what is opened though nobody ends it', () => {
    expect(staleIn(`
class Store {
  async dispose() {
    const client = await this.client
    client?.disposeAsync()
  }
  async connect() {
    if (this.client) return
    this.client = await make()
  }
  async attach() {
    if (this.link) return
    const link = new Link()
    await link.connect()
    this.link = link
  }
}`)).toEqual(['overwrites client@8: guarded@7, waits@8, taken@nowhere', 'overwrites link@14: guarded@11, waits@13, taken@nowhere'])
  })

  it('name the place that puts an element into a cell for the unmount that takes it out', () => {
    expect(staleIn(`
export function useBox() {
  const box = ref<HTMLElement | null>(null)
  return async () => {
    if (!box.value) return
    await turn()
    box.value.focus()
  }
}`)).toEqual(['dereferences box.value@6: guarded@4, waits@5, taken@2'])
  })
})
