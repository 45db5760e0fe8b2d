import { testRule } from './tester.js'

testRule('the caller asks first, and the callee again', {
  valid: [],
  invalid: [
    {
      name: 'the first test decides',
      code: `
        class Pool {
          async close() { await this.seed?.disconnect(); this.seed = null }
          async connect() {
            if (!this.seed) {
              await this.#open()
            }
          }
          async #open() {
            if (this.seed) await this.seed.disconnect()
            const socket = await dial()
            this.seed = new Broker(socket)
          }
        }
      `,
      errors: [
        {
          messageId: 'overwrites',
          data: {
            cell: 'this.seed', guard: 'line 5',
            use: 'this use', during: 'during the `await` on this line', wait: '`await`', run: '`connect()`',
            end: 'closed',
          },
          line: 6, column: 21, endLine: 6, endColumn: 31,
          suggestions: [],
        },
      ],
    },
  ],
})
