import { testRule } from './tester.js'

testRule('async functions in compiled code', {
  valid: [
    {
      name: 'with a second look',
      code: `
        class Agent {
          kill() { this.proc = null }
          drain() {
            return __awaiter(this, void 0, void 0, function* () {
              if (!this.proc) return
              yield turn(); this.proc?.ping()
            })
          }
        }
      `,
    },
    {
      name: 'a generator that is handed to somebody who drives it',
      code: `
        class Agent {
          constructor() { this.drain = cancellable(this.drain.bind(this)) }
          kill() { this.proc = null }
          *drain() {
            if (!this.proc) return
            yield turn(); this.proc.ping()
          }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'by TypeScript',
      code: `
        class Agent {
          kill() { this.proc = null }
          drain() {
            return __awaiter(this, void 0, void 0, function* () {
              if (!this.proc) return
              yield turn(); this.proc.ping()
            })
          }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.proc', guarded: 'checked', guard: 'line 6',
            use: 'this use', during: 'during the `yield` on this line', wait: '`yield`',
            writer: '`kill()` (line 3)', clear: 'set it to null',
          },
          line: 7, column: 29, endLine: 7, endColumn: 38,
          suggestions: [],
        },
      ],
    },
    {
      name: 'by esbuild',
      code: `
        class Agent {
          kill() { this.proc = null }
          drain() {
            return __async(this, null, function* () {
              if (!this.proc) return
              yield turn(); this.proc.ping()
            })
          }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.proc', guarded: 'checked', guard: 'line 6',
            use: 'this use', during: 'during the `yield` on this line', wait: '`yield`',
            writer: '`kill()` (line 3)', clear: 'set it to null',
          },
          line: 7, column: 29, endLine: 7, endColumn: 38,
          suggestions: [],
        },
      ],
    },
    {
      name: 'by Babel',
      code: `
        class Agent {
          kill() { this.proc = null }
          drain() {
            return _asyncToGenerator(function* () {
              if (!this.proc) return
              yield turn(); this.proc.ping()
            }).call(this)
          }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.proc', guarded: 'checked', guard: 'line 6',
            use: 'this use', during: 'during the `yield` on this line', wait: '`yield`',
            writer: '`kill()` (line 3)', clear: 'set it to null',
          },
          line: 7, column: 29, endLine: 7, endColumn: 38,
          suggestions: [],
        },
      ],
    },
  ],
})
