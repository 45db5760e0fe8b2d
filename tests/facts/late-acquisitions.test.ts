import type { TSESTree } from '@typescript-eslint/utils'
import { describe, expect, it } from 'vitest'
import type { LateAcquisition } from '../../src/facts/index.js'
import { factsOf } from './facts-of.js'

const lineOf = (node: TSESTree.Node): number => node.loc.start.line

/** Late stores: 'late socket@4 behind 3, ended@6'. */
const told = (all: readonly LateAcquisition[]): readonly string[] => all.map(({ kind, place, at, wait, end, isMinor }) =>
  `${isMinor ? 'minor ' : ''}${kind} ${'path' in place ? place.path.at(-1) ?? place.name : place.name}@${lineOf(at)} behind ${lineOf(wait)}, `
  + `ended@${lineOf(end)}`)

const lateIn = (code: string): readonly string[] => told(factsOf(code).lateAcquisitions)

describe('a late acquisition', () => {
  it('is a store with no check between it and the wait before', () => {
    expect(lateIn(`
class Link {
  async open() {
    const socket = await dial()
    this.socket = socket
  }
  close() { this.socket?.close() }
}`)).toEqual(['minor late socket@4 behind 3, ended@6'])
  })

  it('is minor where the file does not show that the teardown comes during the wait', () => {
    const link = (members: string): readonly string[] => lateIn(`
class Link {
  async open() {
    this.socket = await dial()
  }
  ${members}
}`)
    const close = 'close() { this.socket?.close() }'
    const [plain, minor] = [['late socket@3 behind 3, ended@5'], ['minor late socket@3 behind 3, ended@5']]
    expect(link(close)).toEqual(minor)
    expect(link('close() { this.closed = true; this.socket?.close() }')).toEqual(plain)
    expect(link('async close() { this.closed = true; this.socket?.close() }')).toEqual(minor)
    expect(link('disconnectedCallback() { this.socket?.close() }')).toEqual(plain)
    expect(link(`${close} listen(bus) { bus.on('login', () => this.open()) }`)).toEqual(plain)
    expect(link(`${close} listen(bus) { bus.on('login', () => this.open()); this.close() }`)).toEqual(minor)
    expect(link(`${close} async run() { await this.open() }`)).toEqual(minor)
    expect(link(`${close} run() { void this.open() }`)).toEqual(plain)
  })

  it('is none where a check stands behind the last wait, on every way', () => {
    const open = (before: string, behind: string): readonly string[] => lateIn(`
class Link {
  async open(url) {
    ${before}
    const socket = await dial(url)
    ${behind}
    this.socket = socket
  }
  close() { this.closed = true; this.socket?.close() }
}`)
    expect(open('', 'if (this.closed) return socket.close()')).toEqual([])
    expect(open('if (this.closed) return', '')).toEqual(['late socket@6 behind 4, ended@8'])
    expect(open('', 'if (url) { if (this.closed) return socket.close() }')).toEqual(['late socket@6 behind 4, ended@8'])
    expect(open('', 'if (this.closed) return socket.close()\nawait socket.greet()')).toEqual(['late socket@7 behind 6, ended@9'])
  })

  it('stands at the call of the helper that stores', () => {
    expect(lateIn(`
class Link {
  async open() {
    const socket = await dial()
    this.keep(socket)
  }
  keep(socket) { this.socket = socket }
  close() { this.socket?.close() }
}`)).toEqual(['minor late socket@4 behind 3, ended@7'])
  })

  it('is a timer that is armed again', () => {
    expect(lateIn(`
class Poller {
  async poll() {
    await load()
    this.timer = setTimeout(() => this.poll(), 1000)
  }
  stop() { clearTimeout(this.timer) }
}`)).toEqual(['rearmed timer@4 behind 3, ended@6'])
  })

  it('is of the same entry, as far as the keys tell', () => {
    const sessions = (key: string): readonly string[] => lateIn(`
class Sessions {
  live = new Map()
  async attach(host) {
    const session = await dial(host)
    this.live.set(${key}, session)
  }
  detach(host) { this.live.get(host)?.close() }
}`)
    expect(sessions('host')).toEqual(['minor late live@5 behind 4, ended@7'])
    expect(sessions('crypto.randomUUID()')).toEqual([])
  })

  it('does not hang on what else a second run may overwrite', () => {
    expect(lateIn(`
class Store {
  async client() {
    if (this.held) return this.held
    this.held = await connect()
    return this.held
  }
  close() { this.held?.close() }
}`)).toEqual(['minor late held@4 behind 4, ended@7'])
  })
})

describe('a revival', () => {
  it('is a state that is written over the last one', () => {
    expect(told(factsOf(`
class Link {
  state = 'new'
  async open() {
    await dial()
    this.state = 'open'
  }
  close() { this.state = 'closed' }
}`).revivals)).toEqual(['minor revived state@5 behind 4, ended@7'])
  })
})
