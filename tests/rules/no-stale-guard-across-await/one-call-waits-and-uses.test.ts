import { testRule } from './tester.js'

testRule('one call both waits and uses', {
  valid: [
    {
      name: 'the caller has no place to look again',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            if (!this.proc) return
            await this.#ping()
          }
          async #ping() { await turn(); this.proc.ping() }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'it looked by itself',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            if (!this.proc) return
            await this.#ping()
          }
          async #ping() {
            if (!this.proc) return
            await turn(); this.proc.ping()
          }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.proc', guarded: 'checked', guard: 'line 9', during: 'during the `await` on this line', wait: '`await`',
            writer: '`kill()` (line 3)', clear: 'set it to null',
          },
          line: 10, column: 27, endLine: 10, endColumn: 36,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.proc', exit: 'Return' },
            output: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            if (!this.proc) return
            await this.#ping()
          }
          async #ping() {
            if (!this.proc) return
            const proc = this.proc
            await turn(); if (this.proc !== proc) return; this.proc.ping()
          }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'one call waits, the next one uses',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            if (!this.proc) return
            await this.#rest()
            this.#ping()
          }
          async #rest() { await turn(); this.rested = this.proc?.id }
          #ping() { this.proc.ping() }
        }
      `,
      errors: [
        {
          messageId: 'reaches',
          data: {
            cell: 'this.proc', guarded: 'checked', guard: 'line 5', during: 'during the `await` on line 6', wait: '`await`',
            writer: '`kill()` (line 3)', clear: 'set it to null', use: 'line 10',
          },
          line: 7, column: 13, endLine: 7, endColumn: 23,
          suggestions: [],
        },
      ],
    },
    {
      name: 'one call waits and fills: a second run fills it again',
      code: `
        class Agent {
          async stop() { await this.proc?.kill(); this.proc = null }
          async start() {
            if (this.proc) return
            await this.#open()
          }
          async #open() { this.proc = await spawn() }
        }
      `,
      errors: [
        {
          messageId: 'overwrites',
          data: {
            cell: 'this.proc', guard: 'line 5', during: 'during the `await` on this line', wait: '`await`', run: '`start()`', end: 'closed',
          },
          line: 6, column: 19, endLine: 6, endColumn: 29,
          suggestions: [],
        },
      ],
    },
  ],
})
