import { describe, expect, it } from 'vitest'
import { cellsAt } from './marked.js'

describe('entries of containers', () => {
  it('are one cell under one key, however they are named', () => {
    expect(cellsAt(`
      class Pool {
        #open = new Map()
        has(id) { return «a:this.#open.has(id)» || «b:this.#open.get(id)!».ready }
        put(id, run) { «c:this.#open.set(id, run)»; «d:this.#open.delete(id)» }
        other(key) { return «e:this.#open.get(key)» }
      }
    `)).toEqual(['#open[id]: a b c d', '#open[key]: e'])
  })

  it('are those of a plain object, a set and a ref as well', () => {
    expect(cellsAt(`
      const byId = {}
      const busy = new Set()
      const runs = useRef(new Map())
      function start(id) { «a:byId[id]» = open(id); «b:busy.add(id)»; «c:runs.current.set(id, 1)» }
      function stop(id) { delete «d:byId[id]»; «e:busy.delete(id)»; «f:runs.current.get(id)» }
    `)).toEqual(['[id]: a d', 'busy[id]: b e', 'runs.current[id]: c f'])
  })

  it('are none where the key is made for the entry, is counted, or changes', () => {
    expect(cellsAt(`
      class Pool {
        #open = new Map()
        add(run) { const id = randomUUID(); «a:this.#open.set(id, run)» }
        next(run) { const id = this.last++; «b:this.#open.set(id, run)» }
        each(list) { for (let at = 0; at < list.length; at++) «c:this.#open.set(at, list[at])» }
      }
    `)).toEqual(['none: a b c'])
  })

  it('are none of what is no container, or is handed in', () => {
    expect(cellsAt(`
      class Store {
        constructor(api) { this.api = api }
        read(id) { return «a:this.api.get(id)» }
        fill(map, id) { «b:map.set(id, 1)»; return () => «c:map.get(id)» }
      }
    `)).toEqual(['none: a b c'])
  })

  it('are none of a global itself, which its functions name by `this`', () => {
    expect(cellsAt(`
      exports.start = function (id) { if (!«a:this[id]») «b:this[id]» = open(id) }
      exports.stop = function (id) { delete «c:this[id]» }
    `)).toEqual(['none: a b c'])
  })

  it('are those of a container that the file puts on a global', () => {
    expect(cellsAt(`
      window.jobs = new Map()
      function start(id) { «a:window.jobs.set(id, open(id))» }
      function stop(id) { «b:window.jobs.delete(id)» }
    `)).toEqual(['globalThis.jobs[id]: a b'])
  })
})
