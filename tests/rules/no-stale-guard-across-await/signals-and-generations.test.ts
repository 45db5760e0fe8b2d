import { testRule } from './tester.js'

testRule('a signal or a generation tells', {
  valid: [
    {
      name: 'a signal that was aborted first',
      code: `
        class Agent {
          kill() { this.controller.abort(); this.proc = null }
          async drain(signal) {
            if (!this.proc) return
            await turn()
            if (signal.aborted) return
            this.proc.ping()
          }
        }
      `,
    },
    {
      name: 'throwIfAborted()',
      code: `
        class Agent {
          kill() { this.controller.abort(); this.proc = null }
          async drain(signal) {
            if (!this.proc) return
            await turn()
            signal.throwIfAborted()
            this.proc.ping()
          }
        }
      `,
    },
    {
      name: 'a generation',
      code: `
        class Agent {
          kill() { this.generation++; this.proc = null }
          async drain() {
            const { generation } = this
            if (!this.proc) return
            await turn()
            if (this.generation !== generation) return
            this.proc.ping()
          }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'the signal is asked before the wait',
      code: `
        class Agent {
          kill() { this.controller.abort(); this.proc = null }
          async drain(signal) {
            if (!this.proc) return
            signal.throwIfAborted()
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
            use: 'this use', during: 'during the `await` on line 7', wait: '`await`',
            writer: '`kill()` (line 3)', clear: 'set it to null',
          },
          line: 8, column: 13, endLine: 8, endColumn: 22,
          suggestions: [{
            messageId: 'throwIfAborted',
            data: { source: 'signal' },
            output: `
        class Agent {
          kill() { this.controller.abort(); this.proc = null }
          async drain(signal) {
            if (!this.proc) return
            signal.throwIfAborted()
            await turn()
            signal.throwIfAborted()
            this.proc.ping()
          }
        }
      `,
          }, {
            messageId: 'leaveIfAborted',
            data: { source: 'signal', exit: 'Return' },
            output: `
        class Agent {
          kill() { this.controller.abort(); this.proc = null }
          async drain(signal) {
            if (!this.proc) return
            signal.throwIfAborted()
            await turn()
            if (signal.aborted) return
            this.proc.ping()
          }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'a generation that the other one leaves alone',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            const { generation } = this
            if (!this.proc) return
            await turn()
            if (this.generation !== generation) return
            this.proc.ping()
          }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.proc', guarded: 'checked', guard: 'line 6',
            use: 'this use', during: 'during the `await` on line 7', wait: '`await`',
            writer: '`kill()` (line 3)', clear: 'set it to null',
          },
          line: 9, column: 13, endLine: 9, endColumn: 22,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.proc', exit: 'Return' },
            output: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            const { generation } = this
            if (!this.proc) return
            const proc = this.proc
            await turn()
            if (this.generation !== generation) return
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
