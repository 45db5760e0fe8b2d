import { testRule } from './tester.js'

testRule('a thing that carries a signal, in the function that minds it and in another', {
  valid: [
    {
      name: 'its signal is no abort signal by what is read of it',
      code: `
  async function tell(finding: Finding, writers: Writer[]) {
    console.info((finding.signal as { text?: string } | undefined)?.text)
    for (const writer of writers) {
      try { await writer.write(finding) } catch (error) { console.warn(error) }
    }
  }
`,
    },
    {
      name: 'it is what one call or another gave',
      code: `
  async function tell(writers: Writer[], isKnown: boolean) {
    const finding = isKnown ? known() : await find()
    console.info(finding.signal)
    for (const writer of writers) {
      try { await writer.write(finding) } catch (error) { console.warn(error) }
    }
  }
`,
    },
    {
      name: 'another function reads the signal',
      code: `
  export function forward(request: Request) { return fetch(request.url, { signal: request.signal }) }
  export async function find(letter: Request, rules: Rule[]) {
    for (const rule of rules) {
      try { if (await matches(letter, rule)) return rule } catch (error) { console.warn(error) }
    }
  }
`,
    },
    {
      name: 'it goes to a function that minds it not',
      code: `
  function forward(request: Request) { return fetch(request.url, { signal: request.signal }) }
  async function matches(letter: Request, rule: Rule) { return await rule.test(letter.url) }
  async function find(letter: Request, rules: Rule[]) {
    for (const rule of rules) {
      try { if (await matches(letter, rule)) return rule } catch (error) { console.warn(error) }
    }
  }
`,
    },
    {
      name: 'a type of this file that has a signal among others, and nobody looks',
      code: `
  interface Context { readonly user: string, readonly signal: AbortSignal }
  async function find(context: Context, rules: Rule[]) {
    for (const rule of rules) {
      try { if (await matches(context, rule)) return rule } catch (error) { console.warn(error) }
    }
  }
`,
    },
    {
      name: 'options of a type of this file that has none',
      code: `
  interface Options { readonly limit: number, readonly signal: string }
  async function find(options: Options, rules: Rule[]) {
    console.info(options.signal)
    for (const rule of rules) {
      try { if (await matches(rule, options)) return rule } catch (error) { console.warn(error) }
    }
  }
`,
    },
  ],
  invalid: [
    {
      name: 'the function reads the signal itself',
      code: `
  export async function find(letter: Request, rules: Rule[]) {
    letter.signal.addEventListener('abort', leave)
    for (const rule of rules) {
      try { if (await matches(letter, rule)) return rule } catch (error) { console.warn(error) }
    }
  }
`,
      errors: [{
        messageId: 'loopContinues', line: 5, column: 60, endLine: 5, endColumn: 65,
        suggestions: [{
          messageId: 'throwFirst',
          output: `
  export async function find(letter: Request, rules: Rule[]) {
    letter.signal.addEventListener('abort', leave)
    for (const rule of rules) {
      try { if (await matches(letter, rule)) return rule } catch (error) { letter.signal.throwIfAborted(); console.warn(error) }
    }
  }
`,
        }],
      }],
    },
    {
      name: 'it goes to a function that reads the signal',
      code: `
  async function matches(letter: Request, rule: Rule) { return await rule.test(letter.url, { signal: letter.signal }) }
  async function find(letter: Request, rules: Rule[]) {
    for (const rule of rules) {
      try { if (await matches(letter, rule)) return rule } catch (error) { console.warn(error) }
    }
  }
`,
      errors: [{
        messageId: 'loopContinues', line: 5, column: 60, endLine: 5, endColumn: 65,
        suggestions: [{
          messageId: 'throwOn',
          output: `
  async function matches(letter: Request, rule: Rule) { return await rule.test(letter.url, { signal: letter.signal }) }
  async function find(letter: Request, rules: Rule[]) {
    for (const rule of rules) {
      try { if (await matches(letter, rule)) return rule } catch (error) { if (error instanceof Error && error.name === 'AbortError') throw error; console.warn(error) }
    }
  }
`,
        }],
      }],
    },
    {
      name: 'options of a type of this file that has one',
      code: `
  interface Options extends Base { readonly limit: number }
  interface Base { readonly signal?: AbortSignal }
  async function find(rules: Rule[], options?: Options) {
    for (const rule of rules) {
      try { if (await matches(rule, options)) return rule } catch (error) { console.warn(error) }
    }
  }
`,
      errors: [{
        messageId: 'loopContinues', line: 6, column: 61, endLine: 6, endColumn: 66,
        suggestions: [{
          messageId: 'throwOn',
          output: `
  interface Options extends Base { readonly limit: number }
  interface Base { readonly signal?: AbortSignal }
  async function find(rules: Rule[], options?: Options) {
    for (const rule of rules) {
      try { if (await matches(rule, options)) return rule } catch (error) { if (error instanceof Error && error.name === 'AbortError') throw error; console.warn(error) }
    }
  }
`,
        }],
      }],
    },
    {
      name: 'options without their signal are others',
      code: `
  import type { FetchRequestInit } from './platform'
  async function find(rules: Rule[], init: Omit<Options, 'limit'>, other: FetchRequestInit) {
    for (const rule of rules) {
      try { if (await matches(rule, init)) return rule } catch (error) { console.warn(error) }
    }
  }
  interface Options { readonly limit: number, readonly signal: AbortSignal }
`,
      errors: [{
        messageId: 'loopContinues', line: 5, column: 58, endLine: 5, endColumn: 63,
        suggestions: [{
          messageId: 'throwOn',
          output: `
  import type { FetchRequestInit } from './platform'
  async function find(rules: Rule[], init: Omit<Options, 'limit'>, other: FetchRequestInit) {
    for (const rule of rules) {
      try { if (await matches(rule, init)) return rule } catch (error) { if (error instanceof Error && error.name === 'AbortError') throw error; console.warn(error) }
    }
  }
  interface Options { readonly limit: number, readonly signal: AbortSignal }
`,
        }],
      }],
    },
  ],
})
