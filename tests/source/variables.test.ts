import { describe, expect, it } from 'vitest'
import { cellsAt } from './marked.js'

describe('variables as cells', () => {
  it('are those that are written again and seen by another function', () => {
    expect(cellsAt(`
      function agent() {
        let proc = spawn()
        let uncaptured = 1
        let unwritten = 2
        const constant = 3
        «a:proc».kill()
        «b:uncaptured» = 2
        later(() => { «c:proc» = null; «d:unwritten».f(); «e:constant».f() })
      }
    `)).toEqual(['proc: a c', 'none: b d e'])
  })

  it('are not parameters: what those name is the caller\'s', () => {
    expect(cellsAt(`
      function agent(proc) {
        later(() => { «a:proc» = null })
        «b:proc».kill()
      }
    `)).toEqual(['none: a b'])
  })

  it('are told apart by their scope', () => {
    expect(cellsAt(`
      let proc = null
      function start() { «a:proc» = spawn() }
      function stop() {
        let proc = take()
        later(() => { «b:proc» = null })
        «c:proc».kill()
      }
      export function kill() { «d:proc».kill() }
    `)).toEqual(['proc: a d', 'proc: b c'])
  })

  it('may be of a module, with var or let, without an initial value', () => {
    expect(cellsAt(`
      var proc, timer
      function start() { «a:proc» = spawn(); «b:timer» = 1 }
      function stop() { «c:proc» = «d:timer» = null }
    `, 'js')).toEqual(['proc: a c', 'timer: b d'])
  })

  it('are not another name of this', () => {
    expect(cellsAt(`
      function Agent() {
        let self
        self = this
        return () => { «a:self».stop(); «b:self.proc» = null }
      }
    `)).toEqual(['proc: b', 'none: a'])
  })

  it('are not globals or imports', () => {
    expect(cellsAt(`
      import { proc } from './agent.js'
      function stop() { «a:proc».kill(); «b:process».exit() }
    `)).toEqual(['none: a b'])
  })
})

describe('properties of captured variables', () => {
  it('are cells of the object that the variable holds for all functions', () => {
    expect(cellsAt(`
      function agent() {
        const state = { proc: null }
        function start() { «a:state.proc» = spawn() }
        function stop() { «b:state.proc» = null; «c:state.other» = null }
      }
    `)).toEqual(['proc: a b', 'other: c'])
  })

  it('are cells of the variable where its value was made elsewhere', () => {
    expect(cellsAt(`
      export function Player() {
        const video = useRef(null)
        useEffect(() => {
          «a:video.current» = open()
          return () => { «b:video.current» = null }
        })
      }
    `)).toEqual(['video.current: a b'])
  })

  it('are nobody\'s while one function alone sees the variable', () => {
    expect(cellsAt(`
      function start() {
        const state = make()
        «a:state.proc» = spawn()
        «b:state.proc».kill()
      }
    `)).toEqual(['none: a b'])
  })

  it('are not followed below a parameter', () => {
    expect(cellsAt(`
      function start(state) {
        later(() => { «a:state.proc» = null })
      }
    `)).toEqual(['none: a'])
  })

  it('lie below the cell that a variable is', () => {
    expect(cellsAt(`
      let agent = make()
      function stop() { «a:agent.proc» = null }
      function start() { «b:agent» = make(); «c:agent.proc» = spawn() }
    `)).toEqual(['agent.proc: a c', 'agent: b'])
  })
})
