import { testRule } from './tester.js'

testRule('two runs of a private method', {
  valid: [
    {
      name: 'that is called on an object that was just made',
      code: `
        class Prover {
          static init(options) { const prover = new Prover(); prover.ready = prover.sync(options); return prover }
          async stop() { await this.client.close() }
          private async sync(options) {
            if (this.client) throw new Error('already')
            this.client = await Client.create(options)
          }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'that others call',
      code: `
        class Prover {
          init(options) { this.sync(options) }
          async stop() { await this.client.close() }
          private async sync(options) {
            if (this.client) throw new Error('already')
            this.client = await Client.create(options)
          }
        }
      `,
      errors: [
        {
          messageId: 'overwrites',
          data: {
            cell: 'this.client', guard: 'line 6',
            use: 'this use', during: 'during the `await` on this line', wait: '`await`', run: '`sync()`',
            end: 'closed',
          },
          line: 7, column: 13, endLine: 7, endColumn: 24,
          suggestions: [],
        },
      ],
    },
  ],
})
