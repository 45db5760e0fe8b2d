import { testRule } from './tester.js'

testRule('who empties the cell', {
  valid: [
    {
      name: 'the function that starts the loop',
      code: `
        class Agent {
          start() {
            this.proc = null
            this.proc = spawn('agent')
            this.drain()
          }
          async drain() {
            const { proc } = this
            while (proc) await readLine(proc.stderr)
          }
        }
      `,
    },
    {
      name: 'a helper of the function that starts the loop',
      code: `
        class Agent {
          start() {
            this.reset()
            this.proc = spawn('agent')
            this.drain()
          }
          reset() { this.proc = null }
          async drain() {
            const { proc } = this
            while (proc) await readLine(proc.stderr)
          }
        }
      `,
    },
    {
      name: 'a constructor',
      code: `
        class Agent {
          constructor() { this.proc = null }
          async drain() {
            const { proc } = this
            while (proc) await readLine(proc.stderr)
          }
        }
      `,
    },
    {
      name: 'the function of the loop, when it is done',
      code: `
        class Agent {
          async drain() {
            const { proc } = this
            while (proc) {
              if (!await readLine(proc.stderr)) break
            }
            this.proc = null
          }
        }
      `,
    },
    {
      name: 'a helper that only the loop calls',
      code: `
        class Agent {
          async drain() {
            const { proc } = this
            while (proc) {
              if (!await readLine(proc.stderr)) return this.finish()
            }
          }
          finish() { this.proc = null }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'undefined',
      code: `
        class Agent {
          kill() { this.proc = undefined }
          async drain() {
            const { proc } = this
            while (proc) await readLine(proc.stderr)
          }
        }
      `,
      errors: [
        {
          messageId: 'guard',
          data: {
            copy: 'proc', cell: 'this.proc', round: 'loop', line: 'line 6', turn: 'iteration', writer: '`kill()` (line 3)', clear: 'clear',
          },
          line: 5, column: 21, endLine: 5, endColumn: 25,
          suggestions: [],
        },
      ],
    },
    {
      name: 'void 0, in a chain',
      code: `
        class Agent {
          kill() { this.input = this.proc = void 0 }
          async drain() {
            const { proc } = this
            while (proc) await readLine(proc.stderr)
          }
        }
      `,
      errors: [
        {
          messageId: 'guard',
          data: {
            copy: 'proc', cell: 'this.proc', round: 'loop', line: 'line 6', turn: 'iteration', writer: '`kill()` (line 3)', clear: 'clear',
          },
          line: 5, column: 21, endLine: 5, endColumn: 25,
          suggestions: [],
        },
      ],
    },
    {
      name: 'delete',
      code: `
        class Agent {
          kill() { delete this.proc }
          async drain() {
            const { proc } = this
            while (proc) await readLine(proc.stderr)
          }
        }
      `,
      errors: [
        {
          messageId: 'guard',
          data: {
            copy: 'proc', cell: 'this.proc', round: 'loop', line: 'line 6', turn: 'iteration', writer: '`kill()` (line 3)', clear: 'delete',
          },
          line: 5, column: 21, endLine: 5, endColumn: 25,
          suggestions: [],
        },
      ],
    },
    {
      name: 'one of several at once',
      code: `
        class Agent {
          kill() { [this.proc, this.input] = [null, null] }
          async drain() {
            const { proc } = this
            while (proc) await readLine(proc.stderr)
          }
        }
      `,
      errors: [
        {
          messageId: 'guard',
          data: {
            copy: 'proc', cell: 'this.proc', round: 'loop', line: 'line 6', turn: 'iteration', writer: '`kill()` (line 3)', clear: 'clear',
          },
          line: 5, column: 21, endLine: 5, endColumn: 25,
          suggestions: [],
        },
      ],
    },
    {
      name: 'a handler in the function that starts the loop',
      code: `
        class Agent {
          start() {
            this.proc = spawn('agent')
            this.proc.on('exit', () => { this.proc = null })
            this.drain()
          }
          async drain() {
            const { proc } = this
            while (proc) await readLine(proc.stderr)
          }
        }
      `,
      errors: [
        {
          messageId: 'guard',
          data: {
            copy: 'proc', cell: 'this.proc', round: 'loop', line: 'line 10', turn: 'iteration', writer: "the 'exit' listener on line 5",
            clear: 'clear',
          },
          line: 9, column: 21, endLine: 9, endColumn: 25,
          suggestions: [],
        },
      ],
    },
    {
      name: 'a helper that others call as well',
      code: `
        class Agent {
          kill() { this.finish() }
          async drain() {
            const { proc } = this
            while (proc) {
              if (!await readLine(proc.stderr)) return this.finish()
            }
          }
          finish() { this.proc = null }
        }
      `,
      errors: [
        {
          messageId: 'guard',
          data: {
            copy: 'proc', cell: 'this.proc', round: 'loop', line: 'line 6', turn: 'iteration', writer: '`finish()` (line 10)',
            clear: 'clear',
          },
          line: 5, column: 21, endLine: 5, endColumn: 25,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.proc', copy: 'proc', exit: 'Leave the loop' },
            output: `
        class Agent {
          kill() { this.finish() }
          async drain() {
            const { proc } = this
            while (proc) {
              if (this.proc !== proc) break
              if (!await readLine(proc.stderr)) return this.finish()
            }
          }
          finish() { this.proc = null }
        }
      `,
          }],
        },
      ],
    },
  ],
})
