import { testRule } from './tester.js'

testRule('the wait', {
  valid: [],
  invalid: [
    {
      name: 'for await',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain(lines) {
            if (!this.proc) return
            for await (const line of lines) {
              this.proc.write(line)
            }
          }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.proc', guarded: 'checked', guard: 'line 5',
            use: 'this use', during: 'during the `for await` on line 6', wait: '`for await`',
            writer: '`kill()` (line 3)', clear: 'set it to null',
          },
          line: 7, column: 15, endLine: 7, endColumn: 24,
          suggestions: [],
        },
      ],
    },
    {
      name: 'yield',
      code: `
        class Agent {
          kill() { this.proc = null }
          *drain() {
            if (!this.proc) return
            yield 1
            this.proc.ping()
          }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.proc', guarded: 'checked', guard: 'line 5',
            use: 'this use', during: 'during the `yield` on line 6', wait: '`yield`',
            writer: '`kill()` (line 3)', clear: 'set it to null',
          },
          line: 7, column: 13, endLine: 7, endColumn: 22,
          suggestions: [],
        },
      ],
    },
    {
      name: 'the end of an await using',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            if (!this.proc) return
            { await using lease = take() }
            this.proc.ping()
          }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.proc', guarded: 'checked', guard: 'line 5',
            use: 'this use', during: 'during the `await using` on line 6', wait: '`await using`',
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
            { await using lease = take() }
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
