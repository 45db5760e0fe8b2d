import { testRule } from '../tester.js'
import { testWithTypes } from './tester.js'

const underAnotherName = `
  declare function poll(stop: AbortSignal): Promise<void>
  async function run(stop: StopSignal) {
    while (true) {
      try { await poll(stop) } catch (error) { console.warn(error) }
    }
  }
  type StopSignal = AbortSignal
`
const insideOptions = `
  interface Options { readonly limit: number, readonly signal?: AbortSignal }
  declare const api: { list(options: Options): Promise<string[]> }
  class Lists {
    #options: Options = { limit: 10 }
    use(options: Options) { this.#options = options }
    async run() {
      for (;;) {
        try { await api.list(this.#options) } catch (error) { console.warn(error) }
      }
    }
  }
`
const calleeTakesNone = `
  interface Options { readonly limit: number, readonly signal?: AbortSignal }
  declare function list(options: { readonly limit: number }): Promise<string[]>
  async function run(options: Options) {
    for (;;) {
      try { await list(options) } catch (error) { console.warn(error) }
    }
  }
`
const argumentHoldsNone = `
  interface Options { readonly limit: number, readonly signal?: AbortSignal }
  declare function list(options: Options): Promise<string[]>
  async function run(limits: { readonly limit: number }) {
    for (;;) {
      try { await list(limits) } catch (error) { console.warn(error) }
    }
  }
`
const madeHere = `
  interface Options { readonly limit: number, readonly signal?: AbortSignal }
  declare function list(options: Options): Promise<string[]>
  async function run() {
    const options: Options = { limit: 10 }
    for (;;) {
      try { await list(options) } catch (error) { console.warn(error) }
    }
  }
`

const cases: Parameters<typeof testRule>[1] = {
  valid: [
    { name: 'the callee takes options without a signal', code: calleeTakesNone },
    { name: 'what it is given has no signal', code: argumentHoldsNone },
    { name: 'options that were made here without a signal', code: madeHere },
  ],
  invalid: [
    {
      name: 'a signal under another name',
      code: underAnotherName,
      errors: [{
        messageId: 'loopContinues',
        data: { call: '`poll()`', line: 'line 4', advice: 'Rethrow on abort: check the signal at the start of the handler' },
        line: 5,
        column: 32,
        endLine: 5,
        endColumn: 37,
        suggestions: [{ messageId: 'throwOn', output: `
  declare function poll(stop: AbortSignal): Promise<void>
  async function run(stop: StopSignal) {
    while (true) {
      try { await poll(stop) } catch (error) { if (error instanceof Error && error.name === 'AbortError') throw error; console.warn(error) }
    }
  }
  type StopSignal = AbortSignal
` }],
      }],
    },
    {
      name: 'a field whose type has a signal',
      code: insideOptions,
      errors: [{
        messageId: 'loopContinues',
        data: { call: '`api.list()`', line: 'line 8', advice: 'Rethrow on abort: check the signal at the start of the handler' },
        line: 9,
        column: 47,
        endLine: 9,
        endColumn: 52,
        suggestions: [{ messageId: 'throwOn', output: `
  interface Options { readonly limit: number, readonly signal?: AbortSignal }
  declare const api: { list(options: Options): Promise<string[]> }
  class Lists {
    #options: Options = { limit: 10 }
    use(options: Options) { this.#options = options }
    async run() {
      for (;;) {
        try { await api.list(this.#options) } catch (error) { if (error instanceof Error && error.name === 'AbortError') throw error; console.warn(error) }
      }
    }
  }
` }],
      }],
    },
  ],
}

testWithTypes('what only a callee\'s type tells to be a signal', cases)
testRule('what only the annotation of a callee tells to be a signal', cases)

testRule('what only a callee\'s type tells to be a signal, where it comes from elsewhere', {
  valid: [
    {
      name: 'a signal under another name',
      code: `
        import { poll, type Stop } from './poll.js'
        async function run(stop: Stop) {
          while (true) {
            try { await poll(stop) } catch (error) { console.warn(error) }
          }
        }
      `,
    },
    {
      name: 'a field whose type may have a signal',
      code: `
        import type { Api, Filter } from './api.js'
        class Lists {
          #filter: Filter = { limit: 10 }
          constructor(private readonly api: Api) {}
          use(filter: Filter) { this.#filter = filter }
          async run() {
            for (;;) {
              try { await this.api.list(this.#filter) } catch (error) { console.warn(error) }
            }
          }
        }
      `,
    },
  ],
  invalid: [],
})
