import { testRule } from './tester.js'

testRule('the wait is on some ways', {
  valid: [
    {
      name: 'in a try, read in its catch: it has failed for a reason of its own',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            if (!this.proc) return
            try {
              await turn()
            } catch {
              this.proc.ping()
            }
          }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'on the way round a loop',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            if (!this.proc) return
            for (;;) {
              this.proc.ping()
              await turn()
            }
          }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.proc', guarded: 'checked', guard: 'line 5',
            use: 'this use', during: 'during the `await` on line 8', wait: '`await`',
            writer: '`kill()` (line 3)', clear: 'set it to null',
          },
          line: 7, column: 15, endLine: 7, endColumn: 24,
          suggestions: [],
        },
      ],
    },
    {
      name: 'on one of two ways',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain(slow) {
            if (!this.proc) return
            if (slow) await turn()
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
          kill() { this.proc = null }
          async drain(slow) {
            if (!this.proc) return
            const proc = this.proc
            if (slow) await turn()
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
      name: 'in a try, read in its finally',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            if (!this.proc) return
            try {
              await turn()
            } finally {
              this.proc.ping()
            }
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
          line: 9, column: 15, endLine: 9, endColumn: 24,
          suggestions: [],
        },
      ],
    },
    {
      name: 'in an argument of the call behind it',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            if (!this.proc) return
            send(await turn(), this.proc.pid)
          }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.proc', guarded: 'checked', guard: 'line 5',
            use: 'this use', during: 'during the `await` on this line', wait: '`await`',
            writer: '`kill()` (line 3)', clear: 'set it to null',
          },
          line: 6, column: 32, endLine: 6, endColumn: 41,
          suggestions: [],
        },
      ],
    },
    {
      name: 'in an own async function that waits',
      code: `
        class Agent {
          kill() { this.proc = null }
          async pause() { await turn() }
          async drain() {
            if (!this.proc) return
            await this.pause()
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
          line: 8, column: 13, endLine: 8, endColumn: 22,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.proc', exit: 'Return' },
            output: `
        class Agent {
          kill() { this.proc = null }
          async pause() { await turn() }
          async drain() {
            if (!this.proc) return
            const proc = this.proc
            await this.pause()
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
