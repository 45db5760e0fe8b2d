import { describe, expect, it } from 'vitest'
import { cellsAt } from './marked.js'

describe('cells of a class', () => {
  it('are the same in every method, under every way of writing the name', () => {
    expect(cellsAt(`
      class Agent {
        start() { «a:this.proc» = spawn() }
        read() { return «b:this['proc']».stdout }
        stop() { («c:this.proc as Child»).kill(); «d:this.proc!».kill(); delete «e:this.proc» }
      }
    `)).toEqual(['proc: a b c d e'])
  })

  it('are one for a private field and another for a public one of the same name', () => {
    expect(cellsAt(`
      class Agent {
        #proc = null
        proc = null
        start() { «a:this.#proc» = «b:this.proc» }
        stop() { «c:this.#proc»?.kill(); «d:this.proc»?.kill() }
      }
    `)).toEqual(['#proc: a c', 'proc: b d'])
  })

  it('are each class\'s own', () => {
    expect(cellsAt(`
      class One { stop() { «a:this.proc» = null } }
      class Two { stop() { «b:this.proc» = null } }
    `)).toEqual(['proc: a', 'proc: b'])
  })

  it('are not those of a class inside', () => {
    expect(cellsAt(`
      class Outer {
        make() {
          «a:this.proc» = null
          return new class { stop() { «b:this.proc» = null } }()
        }
      }
    `)).toEqual(['proc: a', 'proc: b'])
  })

  it('are seen by arrows and initial values, not by plain functions', () => {
    expect(cellsAt(`
      class Agent {
        first = «a:this.proc»
        onExit = () => { «b:this.proc» = null }
        start() {
          later(() => «c:this.proc».kill())
          later(function () { «d:this.proc».kill() })
        }
      }
    `)).toEqual(['proc: a b c', 'none: d'])
  })

  it('are seen by functions that are bound, called or given this', () => {
    expect(cellsAt(`
      class Agent {
        start() {
          «a:this.proc» = spawn()
          later(function () { «b:this.proc».kill() }.bind(this));
          (function () { «c:this.proc».kill() }).call(this)
          this.list.forEach(function () { «d:this.proc».kill() }, this)
        }
      }
    `)).toEqual(['proc: a b c d'])
  })

  it('are reached by another name of this', () => {
    expect(cellsAt(`
      class Agent {
        start() {
          const self = this
          let that
          that = this
          later(function () { «a:self.proc».kill(); «b:that.proc».kill() })
          «c:this.proc» = null
        }
      }
    `)).toEqual(['proc: a b c'])
  })

  it('are not known by computed names', () => {
    expect(cellsAt(`
      class Agent {
        stop(name) { «a:this[name]» = null; «b:this[\`proc\`]» = null; «c:this.proc» = null }
      }
    `)).toEqual(['proc: c', 'none: a b'])
  })

  it('are those of this instance only', () => {
    expect(cellsAt(`
      class Agent {
        join(other: Agent) { «a:this.proc» = «b:other.proc»; «c:new Agent().proc» = null }
      }
    `)).toEqual(['proc: a', 'none: b c'])
  })

  it('are also the properties of what a field holds, down to a third name', () => {
    expect(cellsAt(`
      class Agent {
        stop() {
          «a:this.state.proc» = null
          «b:this.state.proc».stdin
          «c:this.state.other» = null
          «d:this.a.b.c» = null
          «e:this.a.b.c.d» = null
        }
      }
    `)).toEqual(['state.proc: a b', 'state.other: c', 'a.b.c: d', 'none: e'])
  })
})

describe('static cells', () => {
  it('are reached by this in static places and by the name of the class', () => {
    expect(cellsAt(`
      class Agent {
        static proc = null
        static #count = 0
        static { «a:this.proc» = spawn() }
        static first = «b:this.proc»
        static stop() { «c:this.proc» = null; «d:this.#count»++ }
        stop() { «e:Agent.proc» = null; «f:Agent.#count»-- }
      }
      const stop = () => { «g:Agent.proc» = null }
    `)).toEqual(['proc: a b c e g', '#count: d f'])
  })

  it('are not the cells of the instances', () => {
    expect(cellsAt(`
      class Agent {
        static stop() { «a:this.proc» = null }
        stop() { «b:this.proc» = null }
      }
    `)).toEqual(['proc: a', 'proc: b'])
  })

  it('belong to a class expression by the name that holds it', () => {
    expect(cellsAt(`
      const Agent = class { static stop() { «a:this.proc» = null } }
      const stop = () => { «b:Agent.proc» = null }
    `)).toEqual(['proc: a b'])
  })
})

describe('cells of constructor functions', () => {
  it('are the same on this and on the prototype', () => {
    expect(cellsAt(`
      function Agent() {
        var self = this
        «a:this.proc» = null
        this.stop = function () { «b:this.proc» = null; «c:self.proc» = null }
      }
      Agent.prototype.kill = function () { «d:this.proc».kill() }
      Agent.prototype['end'] = function () { «e:this.proc».end() }
      Object.assign(Agent.prototype, { drain() { «f:this.proc».read() } })
    `, 'js')).toEqual(['proc: a b c d e f'])
  })

  it('belong to a prototype that is written as an object', () => {
    expect(cellsAt(`
      var Agent = function () { «a:this.proc» = null }
      Agent.prototype = { kill: function () { «b:this.proc» = null } }
    `, 'js')).toEqual(['proc: a b'])
  })

  it('belong to a class to whose prototype a function is added', () => {
    expect(cellsAt(`
      class Agent { start() { «a:this.proc» = spawn() } }
      Agent.prototype.stop = function () { «b:this.proc» = null }
    `)).toEqual(['proc: a b'])
  })
})

describe('cells of object literals', () => {
  it('are the same for this and for the name of the object', () => {
    expect(cellsAt(`
      const agent = {
        proc: null,
        start() { «a:this.proc» = spawn() },
        stop: function () { «b:agent.proc» = null },
      }
      agent.kill = function () { «c:this.proc».kill() }
    `)).toEqual(['proc: a b c'])
  })

  it('are each literal\'s own', () => {
    expect(cellsAt(`
      const agents = [{ stop() { «a:this.proc» = null } }, { stop() { «b:this.proc» = null } }]
    `)).toEqual(['proc: a', 'proc: b'])
  })

  it('take this from around an arrow', () => {
    expect(cellsAt(`
      class Agent {
        handlers() {
          return { exit: () => { «a:this.proc» = null }, end() { «b:this.proc» = null } }
        }
        stop() { «c:this.proc» = null }
      }
    `)).toEqual(['proc: a c', 'proc: b'])
  })
})
