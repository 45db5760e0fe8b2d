import { testRule } from './tester.js'

testRule('the owner', {
  valid: [],
  invalid: [
    {
      name: 'private fields',
      code: `
        class Agent {
          #proc = null
          kill() { this.#proc = null }
          async drain() {
            if (!this.#proc) return
            await turn()
            this.#proc.ping()
          }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.#proc', guarded: 'checked', guard: 'line 6',
            use: 'this use', during: 'during the `await` on line 7', wait: '`await`',
            writer: '`kill()` (line 4)', clear: 'set it to null',
          },
          line: 8, column: 13, endLine: 8, endColumn: 23,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.#proc', exit: 'Return' },
            output: `
        class Agent {
          #proc = null
          kill() { this.#proc = null }
          async drain() {
            if (!this.#proc) return
            const proc = this.#proc
            await turn()
            if (this.#proc !== proc) return
            this.#proc.ping()
          }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'statics',
      code: `
        class Agent {
          static kill() { Agent.proc = null }
          static async drain() {
            if (!this.proc) return
            await turn()
            this.proc.ping()
          }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.proc', guarded: 'checked', guard: 'line 5',
            use: 'this use', during: 'during the `await` on line 6', wait: '`await`',
            writer: '`kill()` (line 3)', clear: 'set it to null',
          },
          line: 7, column: 13, endLine: 7, endColumn: 22,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.proc', exit: 'Return' },
            output: `
        class Agent {
          static kill() { Agent.proc = null }
          static async drain() {
            if (!this.proc) return
            const proc = this.proc
            await turn()
            if (this.proc !== proc) return
            this.proc.ping()
          }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'arrow functions in fields',
      code: `
        class Agent {
          kill = () => { this.proc = null }
          drain = async () => {
            if (!this.proc) return
            await turn()
            this.proc.ping()
          }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.proc', guarded: 'checked', guard: 'line 5',
            use: 'this use', during: 'during the `await` on line 6', wait: '`await`',
            writer: '`kill()` (line 3)', clear: 'set it to null',
          },
          line: 7, column: 13, endLine: 7, endColumn: 22,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.proc', exit: 'Return' },
            output: `
        class Agent {
          kill = () => { this.proc = null }
          drain = async () => {
            if (!this.proc) return
            const proc = this.proc
            await turn()
            if (this.proc !== proc) return
            this.proc.ping()
          }
        }
      `,
          }],
        },
      ],
    },
  ],
})
