import { describe, expect, it } from 'vitest'
import { cellsAt, cellsCarried } from './marked.js'

describe('copies of a cell', () => {
  it('carry the value of the cell they were made from', () => {
    expect(cellsCarried(`
      class Agent {
        stop() {
          const proc = this.#proc
          const { timer, proc: renamed } = this
          const again = proc
          «a:proc».kill(); «b:this.#proc».kill(); «c:again».kill()
          clearInterval(«d:timer»); clearInterval(«e:this.timer»)
          «f:renamed».kill(); «g:this.proc».kill()
        }
      }
    `)).toEqual(['#proc: a b c', 'timer: d e', 'proc: f g'])
  })

  it('are no places of their own: writing them leaves the cell as it is', () => {
    expect(cellsAt(`
      class Agent {
        stop() {
          const proc = this.#proc
          «a:proc».kill()
          «b:this.#proc» = null
        }
      }
    `)).toEqual(['#proc: b', 'none: a'])
  })

  it('are followed through nested patterns', () => {
    expect(cellsCarried(`
      class Agent {
        stop() {
          const { state: { proc }, timer } = this
          «a:proc».kill(); «b:this.state.proc».kill()
          clearInterval(«c:timer»); clearInterval(«d:this.timer»)
        }
      }
    `)).toEqual(['state.proc: a b', 'timer: c d'])
  })

  it('are not followed through array patterns, rests, calls and second writes', () => {
    expect(cellsCarried(`
      class Agent {
        stop(given = this.proc) {
          const [first] = this.list
          const { ...rest } = this
          const made = take(this.proc)
          let twice = this.proc
          twice = spawn()
          «a:first».kill(); «b:rest».kill(); «c:made».kill(); «d:twice».kill(); «e:given».kill()
        }
      }
    `)).toEqual(['none: a b c d e'])
  })

  it('carry what an assignment passes on', () => {
    expect(cellsCarried(`
      class Agent {
        stop() {
          let proc
          const other = (proc = this.#proc)
          «a:other».kill(); «b:proc».kill(); «c:this.#proc».kill()
        }
      }
    `)).toEqual(['#proc: a b c'])
  })

  it('lead to the properties of what was copied', () => {
    expect(cellsAt(`
      class Agent {
        stop() {
          const { state } = this
          «a:state.proc» = null
          «b:this.state.proc» = null
        }
      }
    `)).toEqual(['state.proc: a b'])
  })

  it('do not run in a circle', () => {
    expect(cellsCarried(`
      const one = other
      const other = one
      «a:one».stop()
    `)).toEqual(['none: a'])
  })
})
