import { describe, expect, it } from 'vitest'
import { Locks } from '../../src/model/exclusion/locks.js'
import { Overlaps } from '../../src/facts/stale-guards/overlaps.js'
import { Tests } from '../../src/model/cells/tests.js'
import { findClearingWrites } from '../../src/facts/stale-guards/clears/clearing-writes.js'
import { functionsNamed, programOf } from './facts-of.js'

/** Who empties cells: 'proc@2 by stop: if running=truthy; leaves stopped=truthy, proc=falsy'. */
const clearingWritesIn = (code: string): readonly string[] => [...findClearingWrites(programOf(code)).values()].flat().map(clear => {
  const cells = (map: ReadonlyMap<{ readonly name: string }, string | undefined>) =>
    [...map].map(([{ name }, truth]) => `${name}=${truth ?? 'something'}`).join(', ')
  const by = clear.way.map(({ caller }) => String(caller.loc.start.line)).join(', ')
  return `${clear.cell.name}@${String(clear.node.loc.start.line)}${by === '' ? '' : ` for ${by}`}: if ${cells(clear.preconditions)}; `
    + `leaves ${cells(clear.tokens)}`
})

describe('who empties a cell', () => {
  it('is known with what holds there and with what is left behind', () => {
    expect(clearingWritesIn(`
class Agent {
  stop() {
    if (!this.running) return
    this.stopped = true
    this.state = 'stopped'
    this.proc = null
  }
}`)).toEqual(['proc@6: if running=truthy; leaves stopped=truthy, state=something, proc=falsy'])
  })

  it('is known once for each way to a private function', () => {
    expect(clearingWritesIn(`
class Agent {
  stop() { this.stopped = true; this.#drop() }
  fail(error) { if (this.busy) return; this.#drop(); this.failed = true }
  #drop() { this.proc = null }
}`)).toEqual([
      'proc@4 for 2: if ; leaves proc=falsy, stopped=truthy',
      'proc@4 for 3: if busy=falsy; leaves proc=falsy, failed=truthy',
    ])
  })

  it('is nobody where the constructor alone does it, or where the cell is filled again at once', () => {
    expect(clearingWritesIn(`
class Agent {
  constructor() { this.#drop() }
  restart() { this.#clear(); this.proc = open() }
  #drop() { this.proc = null }
  #clear() { this.proc = null }
}`)).toEqual([])
  })
})

describe('two runs of a function', () => {
  /** Whether two runs of the function of this name, which fills `db`, may overlap. */
  const mayOverlap = (code: string, name: string): boolean => {
    const program = programOf(code)
    const [node] = functionsNamed(program, name)
    const cell = program.file.assignments.map(({ left }) => program.file.cells.at(left)).find(each => each?.name === 'db')
    if (!node || !cell) throw new Error('no such function or cell')
    const tests = new Tests(program)
    return new Overlaps(program, tests, new Locks(program)).mayOverlap(node, cell)
  }

  it('overlap where anybody may call it', () => {
    expect(mayOverlap('class A { async open() { this.db = await connect() } }', 'open')).toBe(true)
  })

  it('do not where every caller waits, and is itself turned away', () => {
    const code = (turnedAway: string) => `class A {
      async start() { ${turnedAway} this.started = true; await this.#open() }
      async #open() { this.db = await connect() }
    }`
    expect(mayOverlap(code('if (this.started) return;'), '#open')).toBe(false)
    expect(mayOverlap(code('if (this.other) return;'), '#open')).toBe(true)
  })

  it('do not where a flag is tested and set with no wait between', () => {
    const code = (between: string) => `class A {
      async open() { if (this.busy) return; ${between} this.busy = true; this.db = await connect(); this.busy = false }
    }`
    expect(mayOverlap(code(''), 'open')).toBe(false)
    expect(mayOverlap(code('await turn();'), 'open')).toBe(true)
  })

  it('do not where a base class calls it', () => {
    expect(mayOverlap('class A extends B { protected async open() { this.db = await connect() } }', 'open')).toBe(false)
  })
})
