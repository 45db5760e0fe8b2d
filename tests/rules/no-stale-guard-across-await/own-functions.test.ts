import { testRule } from './tester.js'

testRule('through own functions', {
  valid: [
    {
      name: 'the function that is called looks first',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            if (!this.proc) return
            await turn()
            this.#ping()
          }
          #ping() { if (this.proc) this.proc.ping() }
        }
      `,
    },
    {
      name: 'it fills the cell before it returns',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            if (!this.proc) return
            await this.#restart()
            this.proc.ping()
          }
          async #restart() {
            await turn()
            this.proc = spawn()
          }
        }
      `,
    },
    {
      name: 'it throws when the cell is gone',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            if (!this.proc) return
            await this.#rest()
            this.proc.ping()
          }
          async #rest() {
            await turn()
            if (!this.proc) throw new Error('gone')
          }
        }
      `,
    },
    {
      name: 'the wait and the use are in it: its caller has no place to look again',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            if (!this.proc) return
            await this.#ping()
          }
          async #ping() {
            await turn()
            this.proc.ping()
          }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'the use is in a function that is called',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            if (!this.proc) return
            await turn()
            this.log()
            this.#ping()
          }
          log() {}
          #ping() { this.proc.ping() }
        }
      `,
      errors: [
        {
          messageId: 'reaches',
          data: {
            cell: 'this.proc', guarded: 'checked', guard: 'line 5', during: 'during the `await` on line 6', wait: '`await`',
            writer: '`kill()` (line 3)', clear: 'set it to null', use: 'line 11',
          },
          line: 8, column: 13, endLine: 8, endColumn: 23,
          suggestions: [],
        },
      ],
    },
    {
      name: 'it returns when the cell is gone, and its caller goes on',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            if (!this.proc) return
            await this.#rest()
            this.proc.ping()
          }
          async #rest() {
            if (!this.proc) return
            await turn()
            if (!this.proc) return
            this.proc.rest()
          }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.proc', guarded: 'checked', guard: 'line 5', during: 'during the `await` on line 6', wait: '`await`',
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
            await this.#rest()
            if (this.proc !== proc) return
            this.proc.ping()
          }
          async #rest() {
            if (!this.proc) return
            await turn()
            if (!this.proc) return
            this.proc.rest()
          }
        }
      `,
          }],
        },
      ],
    },
  ],
})
