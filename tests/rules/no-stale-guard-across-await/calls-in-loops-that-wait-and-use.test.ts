import { testRule } from './tester.js'

testRule('one call uses and then waits, in a loop', {
  valid: [
    {
      name: 'each round looks first',
      code: `
        class Feed {
          close() { this.socket = null }
          async run(items) {
            for (const item of items) {
              if (!this.socket) return
              await this.#send(item)
            }
          }
          async #send(item) { this.socket.write(item); await drained() }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'the next round uses what was seen before',
      code: `
        class Feed {
          close() { this.socket = null }
          async run(items) {
            if (!this.socket) return
            for (const item of items) await this.#send(item)
          }
          async #send(item) { this.socket.write(item); await drained() }
        }
      `,
      errors: [
        {
          messageId: 'reaches',
          data: {
            cell: 'this.socket', guarded: 'checked', guard: 'line 5', during: 'during the `await` on this line', wait: '`await`',
            writer: '`close()` (line 3)', clear: 'set it to null', use: 'line 8',
          },
          line: 6, column: 45, endLine: 6, endColumn: 55,
          suggestions: [],
        },
      ],
    },
  ],
})
