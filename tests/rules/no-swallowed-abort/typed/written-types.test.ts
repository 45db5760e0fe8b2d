import { testRule } from '../tester.js'

testRule('what annotations tell, without a compiler', {
  valid: [
    {
      name: 'a call that never returns',
      code: `
  declare function fail(): never
  async function load(signal: AbortSignal) {
    try { await api.load({ signal }) } catch { fail() }
  }
`,
    },
    {
      name: 'an await of what is no promise',
      code: `
  declare const api: { parse(text: string, options: { signal: AbortSignal }): string[] }
  async function parse(texts: string[], signal: AbortSignal) {
    for (const text of texts) {
      try { await api.parse(text, { signal }) } catch (error) { console.warn(error) }
    }
  }
`,
    },
    {
      name: 'the callee takes options without a signal',
      code: `
  interface Work { readonly limit: number, readonly signal?: AbortSignal }
  declare function list(work: { readonly limit: number }): Promise<string[]>
  async function run(work: Work) {
    for (;;) {
      try { await list(work) } catch (error) { console.warn(error) }
    }
  }
`,
    },
    {
      name: 'what the callee is given has no signal',
      code: `
  interface Work { readonly limit: number, readonly signal?: AbortSignal }
  declare function list(work: Work): Promise<string[]>
  async function run(limits: { readonly limit: number }) {
    for (;;) {
      try { await list(limits) } catch (error) { console.warn(error) }
    }
  }
`,
    },
    {
      name: 'a callee whose body minds no signal',
      code: `
  interface Work { readonly limit: number, readonly signal?: AbortSignal }
  async function list(work: Work) { return await read(work.limit) }
  async function run(work: Work) {
    for (;;) {
      try { await list(work) } catch (error) { console.warn(error) }
    }
  }
`,
    },
  ],
  invalid: [
    {
      name: 'a call that returns',
      code: `
  declare function fail(): void
  async function load(signal: AbortSignal) {
    try { await api.load({ signal }) } catch { fail() }
  }
`,
      errors: [{
        messageId: 'actsOnFailure', line: 4, column: 40, endLine: 4, endColumn: 45,
        suggestions: [{
          messageId: 'throwFirst',
          data: { signal: '`signal`' },
          output: `
  declare function fail(): void
  async function load(signal: AbortSignal) {
    try { await api.load({ signal }) } catch { signal.throwIfAborted(); fail() }
  }
`,
        }, {
          messageId: 'returnFirst',
          data: { signal: '`signal`' },
          output: `
  declare function fail(): void
  async function load(signal: AbortSignal) {
    try { await api.load({ signal }) } catch { if (signal.aborted) return; fail() }
  }
`,
        }],
      }],
    },
    {
      name: 'an await of what is like a promise',
      code: `
  declare const api: { parse(text: string, options: { signal: AbortSignal }): PromiseLike<string[]> }
  async function parse(texts: string[], signal: AbortSignal) {
    for (const text of texts) {
      try { await api.parse(text, { signal }) } catch (error) { console.warn(error) }
    }
  }
`,
      errors: [{
        messageId: 'loopContinues', line: 5, column: 49, endLine: 5, endColumn: 54,
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
    {
      name: 'a signal under another name',
      code: `
  async function run(stop: StopSignal | undefined) {
    while (true) {
      try { await poll(stop) } catch (error) { console.warn(error) }
    }
  }
  type StopSignal = AbortSignal
`,
      errors: [{
        messageId: 'loopContinues', line: 4, column: 32, endLine: 4, endColumn: 37,
        suggestions: [{
          messageId: 'throwOn',
          output: `
  async function run(stop: StopSignal | undefined) {
    while (true) {
      try { await poll(stop) } catch (error) { if (error instanceof Error && error.name === 'AbortError') throw error; console.warn(error) }
    }
  }
  type StopSignal = AbortSignal
`,
        }],
      }],
    },
    {
      name: 'a callee of this file that takes options with a signal',
      code: `
  interface Work { readonly limit: number, readonly signal?: AbortSignal }
  interface Store { list(work: Work): Promise<string[]> }
  class Lists {
    #work: Work = { limit: 10 }
    constructor(private readonly store: Store) {}
    use(work: Work) { this.#work = work }
    async run() {
      for (;;) {
        try { await this.store.list(this.#work) } catch (error) { console.warn(error) }
      }
    }
  }
`,
      errors: [{
        messageId: 'loopContinues', line: 10, column: 51, endLine: 10, endColumn: 56,
        suggestions: [{
          messageId: 'throwOn',
          output: `
  interface Work { readonly limit: number, readonly signal?: AbortSignal }
  interface Store { list(work: Work): Promise<string[]> }
  class Lists {
    #work: Work = { limit: 10 }
    constructor(private readonly store: Store) {}
    use(work: Work) { this.#work = work }
    async run() {
      for (;;) {
        try { await this.store.list(this.#work) } catch (error) { if (error instanceof Error && error.name === 'AbortError') throw error; console.warn(error) }
      }
    }
  }
`,
        }],
      }],
    },
  ],
})
