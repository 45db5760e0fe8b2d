import { testRule } from './tester.js'

testRule('a failure of the use that nobody minds', {
  valid: [
    {
      name: 'the handler warns',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            if (!this.proc) return false
            try {
              await turn()
              this.proc.ping()
              return true
            } catch (error) {
              this.log.warn('no ping', error)
            }
            return false
          }
        }
      `,
    },
    {
      name: 'the handler has no error to report',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            if (!this.proc) return false
            try {
              await turn()
              this.proc.ping()
            } catch {
              this.log.error('no ping')
              return false
            }
          }
        }
      `,
    },
    {
      name: 'the handler leaves first when work is over',
      code: `
        class Agent {
          kill() { this.closed = true; this.proc = null }
          async drain() {
            if (!this.proc) return
            try {
              await turn()
              this.proc.ping()
            } catch (error) {
              if (this.closed) return
              this.emit('error', error)
            }
          }
        }
      `,
    },
    {
      name: 'the handler asks whether there is anybody left',
      code: `
        class Agent {
          kill() { this.closed = true; this.proc = null }
          async drain() {
            if (!this.proc) return
            try {
              await turn()
              this.proc.ping()
            } catch (error) {
              if (!this.closed) this.emit('error', error)
            }
          }
        }
      `,
    },
    {
      name: 'the handler goes on with another value',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            let size
            if (!this.proc) return
            try {
              await turn()
              size = this.proc.size
            } catch {
              size = null
            }
            return size
          }
        }
      `,
    },
    {
      name: 'around the call in whose course it fails',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            if (!this.proc) return
            try {
              await this.#ping()
            } catch (error) {
              if (!this.proc) return
              throw error
            }
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
      name: 'the handler reports an error',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            if (!this.proc) return
            try {
              await turn()
              this.proc.ping()
            } catch (error) {
              this.log.error('no ping', error)
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
          line: 8, column: 15, endLine: 8, endColumn: 24,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.proc', exit: 'Return' },
            output: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            if (!this.proc) return
            try {
              const proc = this.proc
              await turn()
              if (this.proc !== proc) return
              this.proc.ping()
            } catch (error) {
              this.log.error('no ping', error)
            }
          }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'the handler leaves first when something else is so',
      code: `
        class Agent {
          kill() { this.closed = true; this.proc = null }
          async drain() {
            if (!this.proc) return
            try {
              await turn()
              this.proc.ping()
            } catch (error) {
              if (this.quiet) return
              this.emit('error', error)
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
          line: 8, column: 15, endLine: 8, endColumn: 24,
          suggestions: [{
            messageId: 'ask',
            data: { source: 'this.closed', exit: 'Return' },
            output: `
        class Agent {
          kill() { this.closed = true; this.proc = null }
          async drain() {
            if (!this.proc) return
            try {
              await turn()
              if (this.closed) return
              this.proc.ping()
            } catch (error) {
              if (this.quiet) return
              this.emit('error', error)
            }
          }
        }
      `,
          }],
        },
      ],
    },
  ],
})
