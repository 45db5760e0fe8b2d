import { testRule } from './tester.js'

testRule('nobody else empties it', {
  valid: [
    {
      name: 'nobody',
      code: `
        class Agent {
          constructor() { this.proc = null }
          async drain() {
            if (!this.proc) return
            await turn()
            this.proc.ping()
          }
        }
      `,
    },
    {
      name: 'only the same function',
      code: `
        class Agent {
          async drain() {
            if (!this.proc) return
            await turn()
            this.proc.ping()
            this.proc = null
          }
        }
      `,
    },
    {
      name: 'a private function that only the same function calls',
      code: `
        class Agent {
          #clear() { this.proc = null }
          async drain() {
            if (!this.proc) return
            await turn()
            this.proc.ping()
            this.#clear()
          }
        }
      `,
    },
    {
      name: 'filled again before anybody looks',
      code: `
        class Agent {
          restart() { this.proc = null; this.proc = spawn() }
          async drain() {
            if (!this.proc) return
            await turn()
            this.proc.ping()
          }
        }
      `,
    },
    {
      name: 'filled again by a function that fills it where it is empty',
      code: `
        class Agent {
          restart() { this.proc = null; this.ensure() }
          ensure() { if (!this.proc) this.#spawn() }
          #spawn() { this.proc = spawn() }
          async drain() {
            if (!this.proc) return
            await turn()
            this.proc.ping()
          }
        }
      `,
    },
    {
      name: 'filled again by a function under the condition under which it was emptied',
      code: `
        class Agent {
          restart() { if (this.wanted) { this.proc = null; this.next() } }
          next() { if (this.wanted) this.proc = spawn() }
          async drain() {
            if (!this.proc) return
            await turn()
            this.proc.ping()
          }
        }
      `,
    },
    {
      name: 'filled again by a function under a condition that was made true before',
      code: `
        class Agent {
          restart() { this.wanted = true; this.proc = null; this.next() }
          next() { if (this.wanted) this.proc = spawn() }
          async drain() {
            if (!this.proc) return
            await turn()
            this.proc.ping()
          }
        }
      `,
    },
    {
      name: 'whoever sets it to what it is given',
      code: `
        class Agent {
          use(proc) { this.proc = proc }
          async drain() {
            if (!this.proc) return
            await turn()
            this.proc.ping()
          }
        }
      `,
    },
    {
      name: 'another class',
      code: `
        class Other {
          kill() { this.proc = null }
        }
        class Agent {
          async drain() {
            if (!this.proc) return
            await turn()
            this.proc.ping()
          }
        }
      `,
    },
    {
      name: 'whoever calls the function and waits for it',
      code: `
        class Agent {
          async kill() { await this.#drain(); this.proc = null }
          async #drain() {
            if (!this.proc) return
            await turn()
            this.proc.ping()
          }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'others call it as well',
      code: `
        class Agent {
          #clear() { this.proc = null }
          kill() { this.#clear() }
          async drain() {
            if (!this.proc) return
            await turn()
            this.proc.ping()
            this.#clear()
          }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.proc', guarded: 'checked', guard: 'line 6',
            use: 'this use', during: 'during the `await` on line 7', wait: '`await`',
            writer: '`#clear()` (line 3)', clear: 'set it to null',
          },
          line: 8, column: 13, endLine: 8, endColumn: 22,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.proc', exit: 'Return' },
            output: `
        class Agent {
          #clear() { this.proc = null }
          kill() { this.#clear() }
          async drain() {
            if (!this.proc) return
            const proc = this.proc
            await turn()
            if (this.proc !== proc) return
            this.proc.ping()
            this.#clear()
          }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'filled again behind a wait',
      code: `
        class Agent {
          async restart() { this.proc = null; await turn(); this.proc = spawn() }
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
            writer: '`restart()` (line 3)', clear: 'set it to null',
          },
          line: 7, column: 13, endLine: 7, endColumn: 22,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.proc', exit: 'Return' },
            output: `
        class Agent {
          async restart() { this.proc = null; await turn(); this.proc = spawn() }
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
