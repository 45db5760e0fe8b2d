import { testRule } from './tester.js'

testRule('the writer waits on some ways', {
  valid: [
    {
      name: 'where there is anything to wait for',
      options: [{ strict: true }],
      code: `
        class Runner {
          async run() {
            if (this.running) return this.running
            this.running = this.#work().finally(() => { this.running = undefined })
            return this.running
          }
          async restart() { await this.#settle(); this.running = undefined }
          async #settle() { if (this.running) await this.running }
          async #work() { await load() }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'in a helper',
      options: [{ strict: true }],
      code: `
        class Runner {
          async run() {
            if (this.running) return this.running
            this.running = this.#work().finally(() => { this.running = undefined })
            return this.running
          }
          async restart(wait) { await this.#settle(wait); this.running = undefined }
          async #settle(wait) { if (wait) await this.running }
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
    {
      name: 'for an all() that is no promise',
      options: [{ strict: true }],
      code: `
        class Runner {
          async run() {
            if (this.running) return this.running
            this.running = this.#work().finally(() => { this.running = undefined })
            return this.running
          }
          async restart() { await this.db.all([this.running, 2]); this.running = undefined }
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
