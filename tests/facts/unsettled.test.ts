import type { TSESTree } from '@typescript-eslint/utils'
import { describe, expect, it } from 'vitest'
import { factsOf } from './facts-of.js'

const lineOf = (node: TSESTree.Node): number => node.loc.start.line

/** Releases that do not wait for a run: 'kept db@7, run@4 uses it@5, asked@6'. */
const unsettledIn = (code: string): readonly string[] => factsOf(code).unsettled.map(({ kind, cell, at, cancel, lifetime }) => {
  const { consumption: { uses, removes, writes }, of: base, task } = lifetime
  const does = removes === true ? 'writes it' : writes === true ? 'sets others' : 'uses it'
  const places = uses.map(lineOf).join(',')
  return `${kind} ${cell.name}@${lineOf(at)}, run@${lineOf((base ?? task).start)} ${does}@${places}${cancel ? `, asked@${lineOf(cancel)}` : ''}`
})

describe('a release that waits for no run', () => {
  /** A run that is kept in a field, and an end that does this. */
  const importer = (end: string): readonly string[] => unsettledIn(`
class Importer {
  start() { this.loop = this.run(this.abort.signal) }
  async run(signal) {
    while (!signal.aborted) { const job = await next(); this.db.put(job) }
  }
  ${end}
}`)

  it('may have its promise at hand, or wait for it on one path, too late, or not be able to', () => {
    expect(importer('async stop() { this.abort.abort(); this.db = null }')).toEqual(['kept db@6, run@2 uses it@4, asked@6'])
    expect(importer('async stop(isFast) { this.abort.abort(); if (!isFast) await this.loop; this.db = null }'))
      .toEqual(['skipped db@6, run@2 uses it@4, asked@6'])
    expect(importer('async stop() { this.abort.abort(); this.db = null; await this.loop }'))
      .toEqual(['late db@6, run@2 uses it@4, asked@6'])
    expect(importer('stop() { this.abort.abort(); this.db = null }')).toEqual(['synchronous db@6, run@2 uses it@4, asked@6'])
  })

  it('is none behind a wait, also one that is in a loop with the release', () => {
    expect(importer('async stop() { this.abort.abort(); await this.loop; this.db = null }')).toEqual([])
    expect(importer('async stop() { this.abort.abort(); await Promise.allSettled([this.loop]); this.db = null }')).toEqual([])
    expect(importer('async stop() { this.abort.abort(); for (const at of [1, 2]) { this.db = null; await this.loop } }'))
      .toEqual(['skipped db@6, run@2 uses it@4, asked@6'])
  })

  /** A tick that nobody can wait for, and an end that does that. */
  const ticking = (tick: string, end: string): readonly string[] => unsettledIn(`
class Box {
  start() {
    this.timer = setInterval(async () => { const held = await read(); ${tick} }, 9)
  }
  ${end}
}`)

  it('removes the file that a run writes', () => {
    const removes = 'async stop() { clearInterval(this.timer); await rm(this.path) }'
    expect(ticking('await writeFile(this.path, held)', removes)).toEqual(['neverKept path@5, run@3 writes it@3, asked@5'])
    expect(ticking('await readFile(this.path)', removes)).toEqual([])
    expect(ticking('if (this.isStopped) return; await writeFile(this.path, held)', removes)).toEqual([])
    expect(ticking('await writeFile(this.path, held)', 'async stop() { clearInterval(this.timer); await rm(this.other) }')).toEqual([])
  })

  it('ends the connection that a run uses, once the run was asked to end', () => {
    const end = (first: string) => `async stop() { ${first}await this.link.disconnect() }`
    expect(ticking('await this.link.send(held)', end('clearInterval(this.timer); '))).toEqual(['neverKept link@5, run@3 uses it@3, asked@5'])
    expect(ticking('await this.link.send(held)', end(''))).toEqual([])
  })

  it('is none where the run ends by its signal before it comes to the use', () => {
    const pump = (wait: string): readonly string[] => unsettledIn(`
class Pump {
  start(bus) { bus.on('go', () => { void this.run() }) }
  async run() {
    ${wait}
    await this.link.send('x')
  }
  stop() { this.abort.abort(); this.link.disconnect() }
}`)
    expect(pump('const held = await read(this.abort.signal.reason); log(held, this.abort.signal)')).toEqual([
      'neverKept link@7, run@2 uses it@5, asked@7',
    ])
    expect(pump('await sleep(500, undefined, { signal: this.abort.signal })')).toEqual([])
    expect(pump('try { await sleep(500, undefined, { signal: this.abort.signal }) } catch {}')).toEqual([
      'neverKept link@7, run@2 uses it@5, asked@7',
    ])
  })

  /** Runs for many, and an end of one of them. */
  const sessions = (use: string, end: string): readonly string[] => unsettledIn(`
class Sessions {
  all = new Map()
  open(id) { this.all.set(id, new Session()); void this.run(id) }
  async run(id) {
    const chunk = await next(id)
    ${use}
  }
  ${end}
}`)

  it('drops the entry that a run uses, under the same key', () => {
    expect(sessions('this.all.get(id).push(chunk)', 'close(id) { this.all.delete(id) }')).toEqual(['neverKept all[id]@8, run@3 uses it@6'])
    expect(sessions('this.all.get(id)?.push(chunk)', 'close(id) { this.all.delete(id) }')).toEqual([])
    expect(sessions('this.all.get(id).push(chunk)', 'close(other) { this.all.delete(other) }')).toEqual([])
  })

  it('empties the container that a run fills, where it ends what is in there', () => {
    expect(sessions('this.all.set(id, chunk)', 'close() { for (const one of this.all.values()) one.close(); this.all.clear() }'))
      .toEqual(['neverKept all@8, run@3 uses it@6'])
    expect(sessions('this.all.set(id, chunk)', 'close() { this.all.clear() }')).toEqual([])
  })

  /** Runs that are kept in records of a container. */
  const jobs = (end: string): readonly string[] => unsettledIn(`
class Jobs {
  jobs = new Map()
  add(job) { this.jobs.set(job.id, { done: this.run(job) }) }
  async run(job) { const rows = await job.load(); this.db.insert(rows) }
  ${end}
}`)

  it('may have the promises of the runs in records', () => {
    expect(jobs('async close() { this.db = null }')).toEqual(['kept db@5, run@3 uses it@4'])
    expect(jobs('close() { this.db = null }')).toEqual(['synchronous db@5, run@3 uses it@4'])
    expect(jobs('async close() { await Promise.all([...this.jobs.values()].map(job => job.done)); this.db = null }')).toEqual([])
  })
})
