import { testRule } from './tester.js'

testRule('the guard is a copy or an assignment', {
  valid: [],
  invalid: [
    {
      name: 'a copy that was tested, the cell that is used',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            const proc = this.proc
            if (!proc) return
            await turn()
            this.proc.ping(proc)
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
          async drain() {
            const proc = this.proc
            if (!proc) return
            await turn()
            if (this.proc !== proc) return
            this.proc.ping(proc)
          }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'an identity',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain(proc) {
            if (this.proc !== proc) return
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
          async drain(proc) {
            if (this.proc !== proc) return
            const currentProc = this.proc
            await turn()
            if (this.proc !== currentProc) return
            this.proc.ping()
          }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'set, waited for, then read',
      code: `
        class Agent {
          kill() { this.proc = null }
          async start() {
            this.proc = spawn()
            await turn()
            this.proc.ping()
          }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.proc', guarded: 'set', guard: 'line 5', use: 'this use', during: 'during the `await` on line 6', wait: '`await`',
            writer: '`kill()` (line 3)', clear: 'set it to null',
          },
          line: 7, column: 13, endLine: 7, endColumn: 22,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.proc', exit: 'Return' },
            output: `
        class Agent {
          kill() { this.proc = null }
          async start() {
            this.proc = spawn()
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
      name: 'filled where it was empty',
      code: `
        class Agent {
          kill() { this.proc = null }
          async start() {
            this.proc ??= spawn()
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
          async start() {
            this.proc ??= spawn()
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
      name: 'a deferred',
      code: `
        class Loader {
          reset() { this.loaded = undefined }
          async load() {
            this.loaded = new Deferred()
            await turn()
            this.loaded.resolve()
          }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.loaded', guarded: 'set', guard: 'line 5', use: 'this use', during: 'during the `await` on line 6', wait: '`await`',
            writer: '`reset()` (line 3)', clear: 'set it to undefined',
          },
          line: 7, column: 13, endLine: 7, endColumn: 24,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.loaded', exit: 'Return' },
            output: `
        class Loader {
          reset() { this.loaded = undefined }
          async load() {
            this.loaded = new Deferred()
            const loaded = this.loaded
            await turn()
            if (this.loaded !== loaded) return
            this.loaded.resolve()
          }
        }
      `,
          }],
        },
      ],
    },
  ],
})
