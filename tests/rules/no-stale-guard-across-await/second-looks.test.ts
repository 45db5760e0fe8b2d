import { testRule } from './tester.js'

testRule('there is a second look', {
  valid: [
    {
      name: 'a test',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            if (!this.proc) return
            await turn()
            if (!this.proc) return
            this.proc.ping()
          }
        }
      `,
    },
    {
      name: 'part of the same expression',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            if (!this.proc) return
            await turn()
            this.proc && this.proc.ping()
          }
        }
      `,
    },
    {
      name: 'an identity',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            const proc = this.proc
            if (!proc) return
            await turn()
            if (this.proc !== proc) return
            this.proc.ping()
          }
        }
      `,
    },
    {
      name: 'a predicate that is given the cell',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            if (!this.proc) return
            await turn()
            if (!isUp(this.proc)) return
            this.proc.ping()
          }
        }
      `,
    },
    {
      name: 'a predicate of the owner',
      code: `
        class Agent {
          kill() { this.proc = null }
          isUp() { return this.proc !== null }
          async drain() {
            if (!this.isUp()) return
            await turn()
            if (this.isUp()) this.proc.ping()
          }
        }
      `,
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
            this.assertUp()
            this.proc.ping()
          }
        }
      `,
    },
    {
      name: 'an assertion',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            if (!this.proc) return
            await turn()
            assert(this.proc)
            this.proc.ping()
          }
        }
      `,
    },
    {
      name: 'an inherited function that sees to it',
      code: `
        class Agent extends Base {
          kill() { this.proc = null }
          async drain() {
            if (!this.proc) return
            await turn()
            this.ensureRunning()
            this.proc.ping()
          }
        }
      `,
    },
    {
      name: 'a flag that is set where the cell is emptied',
      code: `
        class Agent {
          kill() { this.killed = true; this.proc = null }
          async drain() {
            if (!this.proc) return
            await turn()
            if (this.killed) return
            this.proc.ping()
          }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'the test comes before the wait is over',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            if (!this.proc) return
            if (!this.proc) return; await turn()
            this.proc.ping()
          }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.proc', guarded: 'checked', guard: 'line 6',
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
            if (!this.proc) return; const proc = this.proc; await turn()
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
      name: 'an inherited function that does something else',
      code: `
        class Agent extends Base {
          kill() { this.proc = null }
          async drain() {
            if (!this.proc) return
            await turn()
            this.emit('turn')
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
          line: 8, column: 13, endLine: 8, endColumn: 22,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.proc', exit: 'Return' },
            output: `
        class Agent extends Base {
          kill() { this.proc = null }
          async drain() {
            if (!this.proc) return
            const proc = this.proc
            await turn()
            this.emit('turn')
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
      name: 'the flag has the other value',
      code: `
        class Agent {
          kill() { this.killed = true; this.proc = null }
          async drain() {
            if (!this.proc) return
            await turn()
            if (this.killed) this.proc.ping()
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
          line: 7, column: 30, endLine: 7, endColumn: 39,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.proc', exit: 'Return' },
            output: `
        class Agent {
          kill() { this.killed = true; this.proc = null }
          async drain() {
            if (!this.proc) return
            const proc = this.proc
            await turn()
            if (this.proc !== proc) return
            if (this.killed) this.proc.ping()
          }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'another flag',
      code: `
        class Agent {
          kill() { this.killed = true; this.proc = null }
          async drain() {
            if (!this.proc) return
            await turn()
            if (this.verbose) this.proc.ping()
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
          line: 7, column: 31, endLine: 7, endColumn: 40,
          suggestions: [{
            messageId: 'ask',
            data: { source: 'this.killed', exit: 'Return' },
            output: `
        class Agent {
          kill() { this.killed = true; this.proc = null }
          async drain() {
            if (!this.proc) return
            await turn()
            if (this.killed) return
            if (this.verbose) this.proc.ping()
          }
        }
      `,
          }],
        },
      ],
    },
  ],
})
