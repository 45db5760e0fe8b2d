import { testRule } from './tester.js'

testRule('ways to give a call a signal', {
  valid: [
    {
      name: 'a deadline alone',
      code: `
        async function any(urls: string[]) {
          for (const url of urls) {
            try { return await fetch(url, { signal: AbortSignal.timeout(1000) }) } catch (error) { console.warn(error) }
          }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'a call of the owner that takes the signal from a field',
      code: `
        class Client {
          #abort = new AbortController()
          stop() { this.#abort.abort() }
          async #ask(url: string) {
            return await fetch(url, { signal: this.#abort.signal })
          }
          async any(urls: string[]) {
            for (const url of urls) {
              try { return await this.#ask(url) } catch (error) { console.warn(error) }
            }
          }
        }
      `,
      errors: [
        {
          messageId: 'loopContinues',
          data: { call: '`this.#ask()`', line: 'line 9', advice: 'Rethrow on abort: check the signal at the start of the handler' },
          line: 10,
          column: 51,
          endLine: 10,
          endColumn: 56,
          suggestions: [{ messageId: 'throwOn', output: `
        class Client {
          #abort = new AbortController()
          stop() { this.#abort.abort() }
          async #ask(url: string) {
            return await fetch(url, { signal: this.#abort.signal })
          }
          async any(urls: string[]) {
            for (const url of urls) {
              try { return await this.#ask(url) } catch (error) { if (error instanceof Error && error.name === 'AbortError') throw error; console.warn(error) }
            }
          }
        }
      ` }],
        },
      ],
    },
    {
      name: 'a deadline joined with the signal of the caller',
      code: `
        async function any(urls: string[], signal: AbortSignal) {
          for (const url of urls) {
            const both = AbortSignal.any([signal, AbortSignal.timeout(1000)])
            try { return await fetch(url, { signal: both }) } catch (error) { console.warn(error) }
          }
        }
      `,
      errors: [
        {
          messageId: 'loopContinues',
          data: { call: '`fetch()`', line: 'line 3', advice: 'Rethrow on abort: check the signal at the start of the handler' },
          line: 5,
          column: 63,
          endLine: 5,
          endColumn: 68,
          suggestions: [{ messageId: 'throwOn', output: `
        async function any(urls: string[], signal: AbortSignal) {
          for (const url of urls) {
            const both = AbortSignal.any([signal, AbortSignal.timeout(1000)])
            try { return await fetch(url, { signal: both }) } catch (error) { if (error instanceof Error && error.name === 'AbortError') throw error; console.warn(error) }
          }
        }
      ` }],
        },
      ],
    },
  ],
})
