import type { TSESTree } from '@typescript-eslint/utils'
import { describe, expect, it } from 'vitest'
import { factsOf } from './facts-of.js'

const lineOf = (node: TSESTree.Node): number => node.loc.start.line

/** Forgotten timers: 'uses api@9, timer@4 in beat'. */
const forgottenIn = (code: string): readonly string[] => factsOf(code).forgotten.map(found => {
  if (found.kind === 'clearsNothing') return `clears nothing@${lineOf(found.argument)}`
  if (found.kind === 'overwritten') return `overwritten@${lineOf(found.fill)} by ${found.events.join(' and ')}`
  if (found.kind === 'unkeptRound') return `unkept round@${lineOf(found.arm)} of ${found.handle.path.join('.')}`
  if (found.kind === 'removesNothing') return `removes nothing@${lineOf(found.argument)}`
  if (found.kind === 'listener') return `listener@${lineOf(found.call)} beside one ${found.beside}@${lineOf(found.like)}`
  if (found.kind === 'spared') return `spared ${found.handle.name}@${lineOf(found.start)} by ${found.sibling.name}@${lineOf(found.place)}`
  const { kind, cell, release, task, handle } = found
  return `${kind} ${cell.name}@${lineOf(release)}, timer@${lineOf(task.start)} in ${handle?.name ?? 'nothing'}`
})

/** An owner with a timer that does this, and an end that does that. */
const owner = (timer: string, end: string): readonly string[] => forgottenIn(`
class Client {
  connect() { this.link = dial() }
  start() {
    ${timer}
  }
  stop() {
    ${end}
  }
}`)

describe('a forgotten task', () => {
  it('fills what the teardown has emptied, or uses it', () => {
    expect(owner('this.retry = setTimeout(() => this.connect(), 2000)', 'this.link?.close(); this.link = null'))
      .toEqual(['refills link@7, timer@4 in retry'])
    expect(owner('this.beat = setInterval(() => { this.link.ping() }, 1000)', 'this.link = null')).toEqual(['uses link@7, timer@4 in beat'])
  })

  it('may be kept by nobody', () => {
    expect(owner('setTimeout(() => this.connect(), 2000)', 'this.link?.close(); this.link = null'))
      .toEqual(['refills link@7, timer@4 in nothing'])
  })

  it('is none that is cleared, that checks, or that is over in a moment', () => {
    expect(owner('this.retry = setTimeout(() => this.connect(), 2000)', 'clearTimeout(this.retry); this.link = null')).toEqual([])
    expect(owner('this.beat = setInterval(() => { this.link?.ping() }, 1000)', 'this.link = null')).toEqual([])
    expect(owner('this.beat = setInterval(() => { if (!this.link) return; this.link.ping() }, 1000)', 'this.link = null')).toEqual([])
    expect(owner('this.retry = setTimeout(() => this.connect(), 50)', 'this.link?.close(); this.link = null')).toEqual([])
  })

  it('asks what a check comes to, once the teardown has run', () => {
    const beat = (check: string): string => `this.beat = setInterval(() => { if (${check}) return; this.link.ping() }, 1000)`
    expect(owner(beat('this.isOver'), 'this.isOver = true; this.link = null')).toEqual([])
    expect(owner(beat('this.isBusy'), 'this.isBusy = false; this.link = null')).toEqual(['uses link@7, timer@4 in beat'])
  })

  it('may have a clear that is given its function', () => {
    expect(forgottenIn(`
function tick() { poll() }
export function start() { setInterval(tick, 1000) }
export function stop() { clearInterval(tick) }`)).toEqual(['clears nothing@3'])
  })

  it('may be spared by a teardown that ends another', () => {
    const lost = 'lost() { clearTimeout(this.retry); this.retry = setTimeout(() => report(this.url), 2000) }'
    const spared = (end: string): readonly string[] => forgottenIn(`

class Client {
  start() { this.beat = setInterval(() => send(this.url), 1000) }
  ${lost}
  stop() { ${end} }
}`)
    expect(spared('clearInterval(this.beat)')).toEqual(['spared retry@4 by beat@5'])
    expect(spared('clearInterval(this.beat); clearTimeout(this.retry)')).toEqual([])
    expect(spared('this.over = true')).toEqual([])
  })

  it('may be a listener', () => {
    expect(forgottenIn(`
class Net {
  open() { window.addEventListener('online', this.retry); window.addEventListener('focus', this.look) }
  close() { window.removeEventListener('focus', this.look.bind(this)) }
}`)).toEqual(['removes nothing@3', 'listener@2 beside one removed@3'])
    expect(forgottenIn(`
class Tree {
  constructor() {
    this.toDispose.push(vscode.onDidChange(f))
    vscode.onDidRename(f)
  }
}`)).toEqual(['listener@4 beside one kept@3'])
  })

  it('may keep the handle of its first round only', () => {
    const poller = (next: string): readonly string[] => forgottenIn(`
class Poller {
  start() { this.next = setTimeout(() => this.poll(), 1000) }
  async poll() {
    await ask()
    ${next}
  }
  stop() { clearTimeout(this.next) }
}`)
    expect(poller('setTimeout(() => this.poll(), 1000)')).toEqual(['unkept round@5 of next'])
    expect(poller('this.next = setTimeout(() => this.poll(), 1000)')).toEqual([])
  })
})
