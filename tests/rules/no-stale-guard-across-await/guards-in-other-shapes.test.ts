import { testRule } from './tester.js'

testRule('the guard is written in another way', {
  valid: [],
  invalid: [
    {
      name: 'instanceof',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            if (!(this.proc instanceof ChildProcess)) return
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
            if (!(this.proc instanceof ChildProcess)) return
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
      name: 'typeof',
      code: `
        class Agent {
          kill() { this.proc = undefined }
          async drain() {
            if (typeof this.proc === 'undefined') return
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
            data: { source: 'this.proc', exit: 'Return' },
            output: `
        class Agent {
          kill() { this.proc = undefined }
          async drain() {
            if (typeof this.proc === 'undefined') return
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
      name: 'an assertion',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            assert(this.proc)
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
            messageId: 'onlyIfSame',
            data: { source: 'this.proc' },
            output: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            assert(this.proc)
            const proc = this.proc
            await turn()
            if (this.proc === proc) this.proc.ping()
          }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'a predicate of the owner',
      code: `
        class Agent {
          kill() { this.proc = null }
          isUp() { return this.proc !== null && this.ready }
          async drain() {
            if (!this.isUp()) return
            await turn()
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
          isUp() { return this.proc !== null && this.ready }
          async drain() {
            if (!this.isUp()) return
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
      name: 'a getter of the owner',
      code: `
        class Agent {
          kill() { this.proc = null }
          get up() { return this.proc !== null }
          async drain() {
            if (!this.up) return
            await turn()
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
          get up() { return this.proc !== null }
          async drain() {
            if (!this.up) return
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
      name: 'an own function that throws',
      code: `
        class Agent {
          kill() { this.proc = null }
          assertUp() { if (!this.proc) throw new Error('gone') }
          async drain() {
            this.assertUp()
            await turn()
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
            messageId: 'onlyIfSame',
            data: { source: 'this.proc' },
            output: `
        class Agent {
          kill() { this.proc = null }
          assertUp() { if (!this.proc) throw new Error('gone') }
          async drain() {
            this.assertUp()
            const proc = this.proc
            await turn()
            if (this.proc === proc) this.proc.ping()
          }
        }
      `,
          }],
        },
      ],
    },
  ],
})
