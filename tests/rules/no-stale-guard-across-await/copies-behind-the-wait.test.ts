import { testRule } from './tester.js'

testRule('a copy made behind the wait', {
  valid: [
    {
      name: 'is tested',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            if (!this.proc) return
            await turn()
            const proc = this.proc
            if (!proc) return
            proc.ping()
          }
        }
      `,
    },
    {
      name: 'is used behind a test of a flag',
      code: `
        class Agent {
          kill() { this.killed = true; this.proc = null }
          async drain() {
            if (!this.proc) return
            await turn()
            const proc = this.proc
            if (this.killed) return
            proc.ping()
          }
        }
      `,
    },
    {
      name: 'is asked through',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            if (!this.proc) return
            await turn()
            const proc = this.proc
            proc?.ping()
          }
        }
      `,
    },
    {
      name: 'is used by a later function',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            if (!this.proc) return
            await turn()
            const proc = this.proc
            later(() => proc.ping())
          }
        }
      `,
    },
    {
      name: 'and made before it',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            const proc = this.proc
            if (!proc) return
            await turn()
            proc.ping()
          }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'is dereferenced',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            if (!this.proc) return
            await turn()
            const proc = this.proc
            proc.ping()
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
          line: 8, column: 13, endLine: 8, endColumn: 17,
          suggestions: [],
        },
      ],
    },
    {
      name: 'taken apart, is dereferenced',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            if (!this.proc) return
            await turn()
            const { proc } = this
            proc.ping()
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
          line: 8, column: 13, endLine: 8, endColumn: 17,
          suggestions: [],
        },
      ],
    },
  ],
})
