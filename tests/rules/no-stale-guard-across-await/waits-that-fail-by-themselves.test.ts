import { testRule } from './tester.js'

testRule('a wait that fails, and what runs then', {
  valid: [
    {
      name: 'by something else',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            if (!this.proc) return
            try { await fetch(url) } catch (error) { this.proc.report(error) }
          }
        }
      `,
    },
    {
      name: 'by something else, in a function of its own',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            if (!this.proc) return
            try { await this.#load() } catch (error) { this.proc.report(error) }
          }
          async #load() { this.data = await fetch(url) }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'by what is gone then',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            if (!this.proc) return
            try { await this.proc.exec('ls') } catch (error) { this.proc.report(error) }
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
          line: 6, column: 64, endLine: 6, endColumn: 73,
          suggestions: [],
        },
      ],
    },
    {
      name: 'by something else, and the way goes on where it has not failed',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            if (!this.proc) return
            try { await fetch(url) } catch {}
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
            try { await fetch(url) } catch {}
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
      name: 'behind a wait that has not failed',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            if (!this.proc) return
            try {
              await fetch(url); check()
            } catch (error) {
              this.proc.report(error)
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
  ],
})
