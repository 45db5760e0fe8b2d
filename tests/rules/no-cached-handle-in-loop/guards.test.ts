import { testRule } from './tester.js'

testRule('the loop tests', {
  valid: [
    {
      name: 'the copy is only handed on',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            const proc = this.proc
            while (true) await readLine(proc.stderr)
          }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'the copy is one part of the guard',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            const proc = this.proc
            while (more() && proc) await readLine(proc.stderr)
          }
        }
      `,
      errors: [
        {
          messageId: 'guard',
          data: {
            copy: 'proc', cell: 'this.proc', round: 'loop', line: 'line 6', turn: 'iteration', writer: '`kill()` (line 3)', clear: 'clear',
          },
          line: 5, column: 19, endLine: 5, endColumn: 23,
          suggestions: [],
        },
      ],
    },
    {
      name: 'the copy is compared with null',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            const proc = this.proc
            while (proc !== null) await readLine(proc.stderr)
          }
        }
      `,
      errors: [
        {
          messageId: 'guard',
          data: {
            copy: 'proc', cell: 'this.proc', round: 'loop', line: 'line 6', turn: 'iteration', writer: '`kill()` (line 3)', clear: 'clear',
          },
          line: 5, column: 19, endLine: 5, endColumn: 23,
          suggestions: [],
        },
      ],
    },
    {
      name: 'a turn leaves when the copy is empty',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            const proc = this.proc
            while (true) {
              if (!proc) return
              await readLine(proc.stderr)
            }
          }
        }
      `,
      errors: [
        {
          messageId: 'guard',
          data: {
            copy: 'proc', cell: 'this.proc', round: 'loop', line: 'line 6', turn: 'iteration', writer: '`kill()` (line 3)', clear: 'clear',
          },
          line: 5, column: 19, endLine: 5, endColumn: 23,
          suggestions: [{
            messageId: 'reread',
            data: { source: 'this.proc', turn: 'iteration' },
            output: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            while (true) {
              const proc = this.proc
              if (!proc) return
              await readLine(proc.stderr)
            }
          }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'the guard is the cell, and the copy is handed on',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            const proc = this.proc
            while (this.proc) await readLine(proc.stderr)
          }
        }
      `,
      errors: [
        {
          messageId: 'mixed',
          data: {
            copy: 'proc', cell: 'this.proc', round: 'loop', line: 'line 6', turn: 'iteration', writer: '`kill()` (line 3)', clear: 'clear',
          },
          line: 5, column: 19, endLine: 5, endColumn: 23,
          suggestions: [],
        },
      ],
    },
  ],
})
