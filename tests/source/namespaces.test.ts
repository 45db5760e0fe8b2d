import { describe, expect, it } from 'vitest'
import { cellsAt, read } from './marked.js'

describe('cells of a constructor in a namespace', () => {
  it('are the same in the constructor, in its methods, and in literals that are copied to its prototype', () => {
    expect(cellsAt(`
      lib.Agent = function () { «a:this.proc» = null }
      lib.Agent.prototype.kill = function () { «b:this.proc».kill() }
      Object.assign(lib.Agent.prototype, { read() { return «c:this.proc» } })
      const { prototype } = lib.Agent
      lib.Agent.prototype.more = class { proc = null; read() { return «d:this.proc» } }
    `)).toEqual(['proc: a b c', 'proc: d'])
  })

  it('are one for a name of the module and for its exports', () => {
    expect(cellsAt(`
      exports.Agent = function () { «a:this.proc» = null }
      module.exports.Agent.prototype.kill = function () { «b:this.proc».kill() }
      const Agent = exports.Agent
      Agent.prototype.read = function () { return «c:this.proc» }
      exports.Other = function () { «d:this.proc» = null }
      exports.Other.prototype.kill = function () { «e:this.proc».kill() }
    `)).toEqual(['proc: a b c', 'proc: d e'])
  })

  it('are those of the namespace where nothing says that it is a constructor', () => {
    expect(cellsAt(`
      const lib = {}
      lib.open = function () { «a:this.proc» = null }
      lib.kill = function () { «b:lib.proc».kill() }
    `)).toEqual(['proc: a b'])
  })
})

describe('cells of globals', () => {
  it('are members that the file writes, whatever the global object is called', () => {
    expect(cellsAt(`
      function open() { «a:window.proc» = spawn(); «b:globalThis.proc».unref() }
      function read() { return [«c:self.proc», «d:window.location»] }
      «e:window.onload» = read
    `)).toEqual(['globalThis.proc: a b c', 'none: d e'])
  })

  it('are those of the object that is put there', () => {
    expect(cellsAt(`
      window.app = { proc: null, kill() { «a:this.proc».kill() } }
      function read() { return «b:window.app.proc» }
    `)).toEqual(['proc: a b'])
  })

  it('are no member of what a file declares itself', () => {
    expect(cellsAt(`
      export function make(window) { «a:window.proc» = spawn(); return () => «b:window.proc» }
    `)).toEqual(['none: a b'])
  })
})

describe('cells of a component\'s options', () => {
  it('are the same in hooks, methods, watchers and what is computed', () => {
    expect(cellsAt(`
      export default {
        data() { return { proc: null } },
        created() { «a:this.proc» = spawn() },
        methods: { kill() { «b:this.proc».kill() } },
        computed: { isOpen() { return «c:this.proc» !== null }, name: { get() { return «d:this.proc».name } } },
        watch: { open() { «e:this.proc».kill() }, shut: { handler() { «f:this.proc».kill() } } },
        other: { kill() { «g:this.proc».kill() } },
      }
    `)).toEqual(['proc: a b c d e f', 'proc: g'])
  })

  it('are read by what is computed', () => {
    const { file, places } = read(`
      defineStore('it', {
        actions: { run() { return «a:this.isOpen» } },
        getters: { isOpen() { return this.proc !== null } },
      })
    `)
    const node = places.get('a')
    expect(node?.type === 'MemberExpression' && file.calls.getters(node).map(found => found.loc.start.line)).toEqual([4])
  })
})
