import { testRule } from './tester.js'

testRule('the guard', {
  valid: [],
  invalid: [
    {
      name: 'the condition of a loop',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            while (this.proc) {
              await turn()
              read(this.proc.stderr)
            }
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
          line: 7, column: 20, endLine: 7, endColumn: 29,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.proc', exit: 'Return' },
            output: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            while (this.proc) {
              const proc = this.proc
              await turn()
              if (this.proc !== proc) return
              read(this.proc.stderr)
            }
          }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'an early return',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
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
          kill() { this.proc = null }
          async drain() {
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
      name: 'an early throw, compared with undefined',
      code: `
        class Agent {
          kill() { this.proc = undefined }
          async drain() {
            if (this.proc === undefined) throw new Error('gone')
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
            writer: '`kill()` (line 3)', clear: 'set it to undefined',
          },
          line: 7, column: 13, endLine: 7, endColumn: 22,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.proc', exit: 'Throw' },
            output: `
        class Agent {
          kill() { this.proc = undefined }
          async drain() {
            if (this.proc === undefined) throw new Error('gone')
            const proc = this.proc
            await turn()
            if (this.proc !== proc) throw new Error('gone')
            this.proc.ping()
          }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'one part of a compound test',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            if (!this.ready || !this.proc) return
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
          kill() { this.proc = null }
          async drain() {
            if (!this.ready || !this.proc) return
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
      name: 'a logical and',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            return this.proc && await turn() && this.proc.ping()
          }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.proc', guarded: 'checked', guard: 'this line',
            use: 'this use', during: 'during the `await` on this line', wait: '`await`',
            writer: '`kill()` (line 3)', clear: 'set it to null',
          },
          line: 5, column: 49, endLine: 5, endColumn: 58,
          suggestions: [],
        },
      ],
    },
    {
      name: 'a conditional expression',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            return this.proc ? [await turn(), this.proc.pid] : []
          }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.proc', guarded: 'checked', guard: 'this line',
            use: 'this use', during: 'during the `await` on this line', wait: '`await`',
            writer: '`kill()` (line 3)', clear: 'set it to null',
          },
          line: 5, column: 47, endLine: 5, endColumn: 56,
          suggestions: [],
        },
      ],
    },
    {
      name: 'an optional chain that was there',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            if (!this.proc?.connected) return
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
          kill() { this.proc = null }
          async drain() {
            if (!this.proc?.connected) return
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
