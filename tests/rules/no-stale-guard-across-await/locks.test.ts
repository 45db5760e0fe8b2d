import { testRule } from './tester.js'

testRule('something keeps the two apart', {
  valid: [
    {
      name: 'a mutex on both sides',
      code: `
        class Agent {
          kill() { return this.mutex.runExclusive(async () => { this.proc = null }) }
          drain() {
            return this.mutex.runExclusive(async () => {
              if (!this.proc) return
              await turn()
              this.proc.ping()
            })
          }
        }
      `,
    },
    {
      name: 'a lock that both take',
      code: `
        class Agent {
          async kill() {
            const release = await this.lock.acquire()
            this.proc = null
            release()
          }
          async drain() {
            const release = await this.lock.acquire()
            if (!this.proc) return release()
            await turn()
            this.proc.ping()
            release()
          }
        }
      `,
    },
    {
      name: 'a chain of promises',
      code: `
        class Agent {
          kill() { this.tail = this.tail.then(async () => { this.proc = null }) }
          drain() {
            this.tail = this.tail.then(async () => {
              if (!this.proc) return
              await turn()
              this.proc.ping()
            })
          }
        }
      `,
    },
    {
      name: 'a flag that keeps the other one out',
      code: `
        class Agent {
          kill() {
            if (this.busy) return
            this.proc = null
          }
          async drain() {
            if (!this.proc) return
            this.busy = true
            await turn()
            this.proc.ping()
            this.busy = false
          }
        }
      `,
    },
    {
      name: 'the other one waits for the run',
      code: `
        class Agent {
          start() { this.task = this.#drain() }
          async kill() { await this.task; this.proc = null }
          async #drain() {
            if (!this.proc) return
            await turn()
            this.proc.ping()
          }
        }
      `,
    },
    {
      name: 'the other one waits for what the cell holds',
      code: `
        class Pool {
          async start() {
            await this.closing
            this.closing = null
          }
          async close() {
            this.closing = new Deferred()
            await turn()
            this.closing.resolve()
          }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'a mutex on one side',
      code: `
        class Agent {
          kill() { this.proc = null }
          drain() {
            return this.mutex.runExclusive(async () => {
              if (!this.proc) return
              await turn()
              this.proc.ping()
            })
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
          line: 8, column: 15, endLine: 8, endColumn: 24,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.proc', exit: 'Return' },
            output: `
        class Agent {
          kill() { this.proc = null }
          drain() {
            return this.mutex.runExclusive(async () => {
              if (!this.proc) return
              const proc = this.proc
              await turn()
              if (this.proc !== proc) return
              this.proc.ping()
            })
          }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'the flag is taken back before the wait',
      code: `
        class Agent {
          kill() {
            if (this.busy) return
            this.proc = null
          }
          async drain() {
            if (!this.proc) return
            this.busy = false
            await turn()
            this.proc.ping()
          }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.proc', guarded: 'checked', guard: 'line 8',
            use: 'this use', during: 'during the `await` on line 10', wait: '`await`',
            writer: '`kill()` (line 5)', clear: 'set it to null',
          },
          line: 11, column: 13, endLine: 11, endColumn: 22,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.proc', exit: 'Return' },
            output: `
        class Agent {
          kill() {
            if (this.busy) return
            this.proc = null
          }
          async drain() {
            if (!this.proc) return
            this.busy = false
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
      name: 'the other one waits afterwards',
      code: `
        class Agent {
          start() { this.task = this.#drain() }
          async kill() { this.proc = null; await this.task }
          async #drain() {
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
            cell: 'this.proc', guarded: 'checked', guard: 'line 6',
            use: 'this use', during: 'during the `await` on line 7', wait: '`await`',
            writer: '`kill()` (line 4)', clear: 'set it to null',
          },
          line: 8, column: 13, endLine: 8, endColumn: 22,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.proc', exit: 'Return' },
            output: `
        class Agent {
          start() { this.task = this.#drain() }
          async kill() { this.proc = null; await this.task }
          async #drain() {
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
