import { testRule } from './tester.js'

testRule('how the copy is made', {
  valid: [
    {
      name: 'a let that is read again in the loop',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            let proc = this.proc
            while (proc) {
              await readLine(proc.stderr)
              proc = this.proc
            }
          }
        }
      `,
    },
    {
      name: 'another property of the same object',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            const { queue } = this
            while (queue) await readLine(queue.head)
          }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'a const',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            const proc = this.proc
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
          line: 5, column: 19, endLine: 5, endColumn: 23,
          suggestions: [],
        },
      ],
    },
    {
      name: 'a let that is written once',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            let proc = this.proc
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
          line: 5, column: 17, endLine: 5, endColumn: 21,
          suggestions: [],
        },
      ],
    },
    {
      name: 'a name in a pattern',
      code: `
        class Agent {
          kill() { this.proc = null }
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
      name: 'a property that a pattern gives another name',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            const { proc: child } = this
            while (child) await readLine(child.stderr)
          }
        }
      `,
      errors: [
        {
          messageId: 'guard',
          data: {
            copy: 'child', cell: 'this.proc', round: 'loop', line: 'line 6', turn: 'iteration', writer: '`kill()` (line 3)', clear: 'clear',
          },
          line: 5, column: 27, endLine: 5, endColumn: 32,
          suggestions: [],
        },
      ],
    },
  ],
})
