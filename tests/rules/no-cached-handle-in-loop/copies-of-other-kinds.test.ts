import { testRule } from './tester.js'

testRule('copies of other kinds', {
  valid: [
    {
      name: 'a flag is a plain value',
      code: `
        class Agent {
          kill() { this.alive = false }
          async watch() {
            const alive = this.alive
            while (alive) await this.check()
          }
        }
      `,
    },
    {
      name: 'a parameter comes from the caller',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain(proc) {
            while (proc) await readLine(proc.stderr)
          }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'whether there is a handle',
      code: `
        class Agent {
          kill() { this.proc = null }
          async watch() {
            const alive = !!this.proc
            while (alive) await this.check()
          }
        }
      `,
      errors: [
        {
          messageId: 'guard',
          data: {
            copy: 'alive', cell: 'this.proc', round: 'loop', line: 'line 6', turn: 'iteration', writer: '`kill()` (line 3)', clear: 'clear',
          },
          line: 5, column: 19, endLine: 5, endColumn: 24,
          suggestions: [],
        },
      ],
    },
    {
      name: 'whether there is a handle, as a comparison',
      code: `
        class Agent {
          kill() { this.proc = null }
          async watch() {
            const alive = this.proc !== null
            while (alive) await this.check()
          }
        }
      `,
      errors: [
        {
          messageId: 'guard',
          data: {
            copy: 'alive', cell: 'this.proc', round: 'loop', line: 'line 6', turn: 'iteration', writer: '`kill()` (line 3)', clear: 'clear',
          },
          line: 5, column: 19, endLine: 5, endColumn: 24,
          suggestions: [],
        },
      ],
    },
    {
      name: 'whether there is a handle, as a call',
      code: `
        class Agent {
          kill() { this.proc = null }
          async watch() {
            const alive = Boolean(this.proc)
            while (alive) await this.check()
          }
        }
      `,
      errors: [
        {
          messageId: 'guard',
          data: {
            copy: 'alive', cell: 'this.proc', round: 'loop', line: 'line 6', turn: 'iteration', writer: '`kill()` (line 3)', clear: 'clear',
          },
          line: 5, column: 19, endLine: 5, endColumn: 24,
          suggestions: [],
        },
      ],
    },
    {
      name: 'the default of a parameter',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain(proc = this.proc) {
            while (proc) await readLine(proc.stderr)
          }
        }
      `,
      errors: [
        {
          messageId: 'guard',
          data: {
            copy: 'proc', cell: 'this.proc', round: 'loop', line: 'line 5', turn: 'iteration', writer: '`kill()` (line 3)', clear: 'clear',
          },
          line: 4, column: 23, endLine: 4, endColumn: 27,
          suggestions: [],
        },
      ],
    },
    {
      name: 'a copy of a copy',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            const { proc } = this
            const child = proc
            while (child) await readLine(child.stderr)
          }
        }
      `,
      errors: [
        {
          messageId: 'guard',
          data: {
            copy: 'child', cell: 'this.proc', round: 'loop', line: 'line 7', turn: 'iteration', writer: '`kill()` (line 3)', clear: 'clear',
          },
          line: 6, column: 19, endLine: 6, endColumn: 24,
          suggestions: [],
        },
      ],
    },
    {
      name: 'in the wrapping of types',
      code: `
        class Agent {
          private proc: Child | null = null
          kill() { this.proc = null }
          async drain() {
            const proc = this.proc as Child
            while (true) await proc.readLine()
          }
        }
      `,
      errors: [
        {
          messageId: 'call',
          data: {
            copy: 'proc', cell: 'this.proc', round: 'loop', line: 'line 7', turn: 'iteration', writer: '`kill()` (line 4)', clear: 'clear',
          },
          line: 6, column: 19, endLine: 6, endColumn: 23,
          suggestions: [],
        },
      ],
    },
  ],
})
