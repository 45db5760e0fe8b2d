import { testRule } from './tester.js'

testRule('who empties it', {
  valid: [],
  invalid: [
    {
      name: 'a callback of the same function',
      code: `
        class Agent {
          async start() {
            this.proc = spawn()
            this.proc.on('exit', () => { this.proc = null })
            await turn()
            this.proc.ping()
          }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.proc', guarded: 'set', guard: 'line 4', use: 'this use', during: 'during the `await` on line 6', wait: '`await`',
            writer: "the 'exit' listener on line 5", clear: 'set it to null',
          },
          line: 7, column: 13, endLine: 7, endColumn: 22,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.proc', exit: 'Return' },
            output: `
        class Agent {
          async start() {
            this.proc = spawn()
            this.proc.on('exit', () => { this.proc = null })
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
      name: 'delete',
      code: `
        class Agent {
          kill() { delete this.proc }
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
            writer: '`kill()` (line 3)', clear: 'delete it',
          },
          line: 7, column: 13, endLine: 7, endColumn: 22,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.proc', exit: 'Return' },
            output: `
        class Agent {
          kill() { delete this.proc }
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
      name: 'emptied together with others',
      code: `
        class Agent {
          kill() { this.log = this.proc = undefined }
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
            writer: '`kill()` (line 3)', clear: 'set it to undefined',
          },
          line: 7, column: 13, endLine: 7, endColumn: 22,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.proc', exit: 'Return' },
            output: `
        class Agent {
          kill() { this.log = this.proc = undefined }
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
      name: 'an array pattern',
      code: `
        class Agent {
          kill() { [this.proc, this.log] = [null, null] }
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
          kill() { [this.proc, this.log] = [null, null] }
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
      name: 'filled again by a function only under a condition',
      code: `
        class Agent {
          exited() { this.proc = null; this.next() }
          next() { if (this.wanted) this.#spawn() }
          #spawn() { this.proc = spawn() }
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
            cell: 'this.proc', guarded: 'checked', guard: 'line 7',
            use: 'this use', during: 'during the `await` on line 8', wait: '`await`',
            writer: '`exited()` (line 3)', clear: 'set it to null',
          },
          line: 9, column: 13, endLine: 9, endColumn: 22,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.proc', exit: 'Return' },
            output: `
        class Agent {
          exited() { this.proc = null; this.next() }
          next() { if (this.wanted) this.#spawn() }
          #spawn() { this.proc = spawn() }
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
  ],
})
