import { testRule } from '../tester.js'
import { testWithTypes } from './tester.js'

const neverReturns = `
  declare function fail(): never
  declare const api: { load(options: { signal: AbortSignal }): Promise<void> }
  async function load(signal: AbortSignal) {
    try { await api.load({ signal }) } catch { fail() }
  }
`
const returns = `
  declare function fail(): void
  declare const api: { load(options: { signal: AbortSignal }): Promise<void> }
  async function load(signal: AbortSignal) {
    try { await api.load({ signal }) } catch { fail() }
  }
`
const waitsForNothing = `
  declare const api: { parse(text: string, options: { signal: AbortSignal }): string[] }
  async function parse(texts: string[], signal: AbortSignal) {
    for (const text of texts) {
      try { await api.parse(text, { signal }) } catch (error) { console.warn(error) }
    }
  }
`
const waits = `
  declare const api: { parse(text: string, options: { signal: AbortSignal }): PromiseLike<string[]> }
  async function parse(texts: string[], signal: AbortSignal) {
    for (const text of texts) {
      try { await api.parse(text, { signal }) } catch (error) { console.warn(error) }
    }
  }
`
const nameOfProcessSignal = `
  declare const child: { send(signal: NodeJS.Signals): Promise<void> }
  class Group {
    signal: NodeJS.Signals = 'SIGTERM'
    async tell(count: number) {
      for (let sent = 0; sent < count; sent++) {
        try { await child.send(this.signal) } catch (error) { console.warn(error) }
      }
    }
  }
`
const neverReturnsElsewhere = `
  import { fail } from './fail.js'
  import { api } from './api.js'
  async function load(signal: AbortSignal) {
    try { await api.load({ signal }) } catch { fail() }
  }
`
const waitsForNothingElsewhere = `
  import { api } from './api.js'
  async function parse(texts: string[], signal: AbortSignal) {
    for (const text of texts) {
      try { await api.parse(text, { signal }) } catch (error) { console.warn(error) }
    }
  }
`
const nameElsewhere = `
  import { child, first } from './child.js'
  class Group {
    signal = first
    async tell(count: number) {
      for (let sent = 0; sent < count; sent++) {
        try { await child.send(this.signal) } catch (error) { console.warn(error) }
      }
    }
  }
`
const advice = 'Rethrow on abort: start the handler with `signal.throwIfAborted()`'
const calledFail = { call: '`api.load()`', what: 'this line calls `fail()`', advice }
const calledParse = { call: '`api.parse()`', line: 'line 4', advice }

const cases: Parameters<typeof testRule>[1] = {
  valid: [
    { name: 'a call that never returns', code: neverReturns },
    { name: 'an await of what is no promise', code: waitsForNothing },
    { name: 'a field that holds the name of a process signal', code: nameOfProcessSignal },
  ],
  invalid: [
    {
      name: 'a call that returns',
      code: returns,
      errors: [{
        messageId: 'actsOnFailure', data: calledFail, line: 5, column: 40, endLine: 5, endColumn: 45,
        suggestions: [{
          messageId: 'throwFirst',
          data: { signal: '`signal`' },
          output: `
  declare function fail(): void
  declare const api: { load(options: { signal: AbortSignal }): Promise<void> }
  async function load(signal: AbortSignal) {
    try { await api.load({ signal }) } catch { signal.throwIfAborted(); fail() }
  }
`,
        }, {
          messageId: 'returnFirst',
          data: { signal: '`signal`' },
          output: `
  declare function fail(): void
  declare const api: { load(options: { signal: AbortSignal }): Promise<void> }
  async function load(signal: AbortSignal) {
    try { await api.load({ signal }) } catch { if (signal.aborted) return; fail() }
  }
`,
        }],
      }],
    },
    {
      name: 'an await of what is like a promise',
      code: waits,
      errors: [{
        messageId: 'loopContinues', data: calledParse, line: 5, column: 49, endLine: 5, endColumn: 54,
        suggestions: [{
          messageId: 'throwFirst',
          data: { signal: '`signal`' },
          output: `
  declare const api: { parse(text: string, options: { signal: AbortSignal }): PromiseLike<string[]> }
  async function parse(texts: string[], signal: AbortSignal) {
    for (const text of texts) {
      try { await api.parse(text, { signal }) } catch (error) { signal.throwIfAborted(); console.warn(error) }
    }
  }
`,
        }, {
          messageId: 'returnFirst',
          data: { signal: '`signal`' },
          output: `
  declare const api: { parse(text: string, options: { signal: AbortSignal }): PromiseLike<string[]> }
  async function parse(texts: string[], signal: AbortSignal) {
    for (const text of texts) {
      try { await api.parse(text, { signal }) } catch (error) { if (signal.aborted) return; console.warn(error) }
    }
  }
`,
        }],
      }],
    },
  ],
}

testWithTypes('what types clear', cases)
testRule('what annotations clear', cases)

testRule('what types would clear, declared elsewhere', {
  valid: [],
  invalid: [
    {
      name: 'a call that never returns',
      code: neverReturnsElsewhere,
      errors: [{
        messageId: 'actsOnFailure', data: calledFail, line: 5, column: 40, endLine: 5, endColumn: 45,
        suggestions: [{
          messageId: 'throwFirst',
          data: { signal: '`signal`' },
          output: `
  import { fail } from './fail.js'
  import { api } from './api.js'
  async function load(signal: AbortSignal) {
    try { await api.load({ signal }) } catch { signal.throwIfAborted(); fail() }
  }
`,
        }, {
          messageId: 'returnFirst',
          data: { signal: '`signal`' },
          output: `
  import { fail } from './fail.js'
  import { api } from './api.js'
  async function load(signal: AbortSignal) {
    try { await api.load({ signal }) } catch { if (signal.aborted) return; fail() }
  }
`,
        }],
      }],
    },
    {
      name: 'an await of what is no promise',
      code: waitsForNothingElsewhere,
      errors: [{
        messageId: 'loopContinues', data: calledParse, line: 5, column: 49, endLine: 5, endColumn: 54,
        suggestions: [{
          messageId: 'throwFirst',
          data: { signal: '`signal`' },
          output: `
  import { api } from './api.js'
  async function parse(texts: string[], signal: AbortSignal) {
    for (const text of texts) {
      try { await api.parse(text, { signal }) } catch (error) { signal.throwIfAborted(); console.warn(error) }
    }
  }
`,
        }, {
          messageId: 'returnFirst',
          data: { signal: '`signal`' },
          output: `
  import { api } from './api.js'
  async function parse(texts: string[], signal: AbortSignal) {
    for (const text of texts) {
      try { await api.parse(text, { signal }) } catch (error) { if (signal.aborted) return; console.warn(error) }
    }
  }
`,
        }],
      }],
    },
    {
      name: 'a field that holds the name of a process signal',
      code: nameElsewhere,
      errors: [{
        messageId: 'loopContinues',
        data: { call: '`child.send()`', line: 'line 6', advice: 'Rethrow on abort: start the handler with `this.signal.throwIfAborted()`' },
        line: 7,
        column: 47,
        endLine: 7,
        endColumn: 52,
        suggestions: [{ messageId: 'throwOn', output: `
  import { child, first } from './child.js'
  class Group {
    signal = first
    async tell(count: number) {
      for (let sent = 0; sent < count; sent++) {
        try { await child.send(this.signal) } catch (error) { if (error instanceof Error && error.name === 'AbortError') throw error; console.warn(error) }
      }
    }
  }
` }],
      }],
    },
  ],
})

