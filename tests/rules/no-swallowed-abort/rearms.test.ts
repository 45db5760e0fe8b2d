import { testRule } from './tester.js'

testRule('work that starts again after an abort', {
  valid: [
    {
      name: 'the function begins with a test',
      code: `
        async function tick(signal: AbortSignal) {
          if (signal.aborted) return
          try { await poll({ signal }) } catch (error) { console.warn(error) }
          setTimeout(() => tick(signal), 1000)
        }
      `,
    },
    {
      name: 'a flag is asked before the timer is set',
      code: `
        class Poller {
          async tick(signal: AbortSignal) {
            try { await poll({ signal }) } catch (error) { console.warn(error) }
            if (!this.stopped) this.timer = setTimeout(() => this.tick(signal), 1000)
          }
        }
      `,
    },
    {
      name: 'a timer that runs something else',
      code: `
        async function tick(signal: AbortSignal) {
          try { await poll({ signal }) } catch (error) { console.warn(error) }
          setTimeout(() => refresh(), 1000)
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'a timer behind the try',
      code: `
        async function tick(signal: AbortSignal) {
          try {
            await poll({ signal })
          } catch (error) {
            console.warn(error)
          }
          setTimeout(() => tick(signal), 1000)
        }
      `,
      errors: [
        {
          messageId: 'rearms',
          data: {
            call: '`poll()` (line 4)', what: 'line 8 calls `setTimeout()`',
            advice: 'Return on abort: start the handler with `if (signal.aborted) return`',
          },
          line: 5,
          column: 13,
          endLine: 5,
          endColumn: 18,
          suggestions: [{ messageId: 'returnFirst', data: { signal: '`signal`' }, output: `
        async function tick(signal: AbortSignal) {
          try {
            await poll({ signal })
          } catch (error) {
            if (signal.aborted) return
            console.warn(error)
          }
          setTimeout(() => tick(signal), 1000)
        }
      ` }],
        },
      ],
    },
    {
      name: 'a timer in the handler, with the method itself',
      code: `
        class Poller {
          #abort = new AbortController()
          stop() { this.#abort.abort() }
          tick = async () => {
            try {
              await poll({ signal: this.#abort.signal })
            } catch {
              this.timer = setTimeout(this.tick, 1000)
            }
          }
        }
      `,
      errors: [
        {
          messageId: 'rearms',
          data: {
            call: '`poll()` (line 7)', what: 'line 9 calls `setTimeout()`',
            advice: 'Return on abort: start the handler with `if (this.#abort.signal.aborted) return`',
          },
          line: 8,
          column: 15,
          endLine: 8,
          endColumn: 20,
          suggestions: [{ messageId: 'returnFirst', data: { signal: '`this.#abort.signal`' }, output: `
        class Poller {
          #abort = new AbortController()
          stop() { this.#abort.abort() }
          tick = async () => {
            try {
              await poll({ signal: this.#abort.signal })
            } catch {
              if (this.#abort.signal.aborted) return
              this.timer = setTimeout(this.tick, 1000)
            }
          }
        }
      ` }],
        },
      ],
    },
    {
      name: 'the function calls itself',
      code: `
        async function connect(url: string, signal: AbortSignal, attempt = 0): Promise<void> {
          try {
            await dial(url, signal)
          } catch (error) {
            console.warn(error)
            await connect(url, signal, attempt + 1)
          }
        }
      `,
      errors: [
        {
          messageId: 'rearms',
          data: {
            call: '`dial()` (line 4)', what: 'line 7 calls `connect()`',
            advice: 'Rethrow on abort: start the handler with `signal.throwIfAborted()`',
          },
          line: 5,
          column: 13,
          endLine: 5,
          endColumn: 18,
          suggestions: [{
            messageId: 'throwFirst',
            data: { signal: '`signal`' },
            output: `
        async function connect(url: string, signal: AbortSignal, attempt = 0): Promise<void> {
          try {
            await dial(url, signal)
          } catch (error) {
            signal.throwIfAborted()
            console.warn(error)
            await connect(url, signal, attempt + 1)
          }
        }
      `,
          }, {
            messageId: 'returnFirst',
            data: { signal: '`signal`' },
            output: `
        async function connect(url: string, signal: AbortSignal, attempt = 0): Promise<void> {
          try {
            await dial(url, signal)
          } catch (error) {
            if (signal.aborted) return
            console.warn(error)
            await connect(url, signal, attempt + 1)
          }
        }
      `,
          }],
        },
      ],
    },
  ],
})
