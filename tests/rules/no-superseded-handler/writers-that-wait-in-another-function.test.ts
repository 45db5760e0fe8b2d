import { testRule } from './tester.js'

testRule('the writer waits in a function of its own', {
  valid: [
    {
      name: 'for the run',
      options: [{ strict: true }],
      code: `
        class Runner {
          async run() {
            if (this.running) return this.running
            this.running = this.#work().finally(() => { this.running = undefined })
            return this.running
          }
          async restart() { await this.close(); this.running = undefined }
          async close() { await this.running?.catch(() => {}); await teardown() }
          async #work() { await load() }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'for something else',
      options: [{ strict: true }],
      code: `
        class Runner {
          async run() {
            if (this.running) return this.running
            this.running = this.#work().finally(() => { this.running = undefined })
            return this.running
          }
          async restart() { await this.close(); this.running = undefined }
          async close() { await teardown() }
          async #work() { await load() }
        }
      `,
      errors: [
        {
          messageId: 'clobbers',
          data: {
            cell: 'this.running', guard: 'this line', during: 'before the promise on this line settles', writer: '`restart()` (line 8)',
            clear: 'set it to undefined',
          },
          line: 5, column: 57, endLine: 5, endColumn: 69,
          suggestions: [],
        },
      ],
    },
  ],
})
