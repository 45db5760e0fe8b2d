import { testRule } from './tester.js'

testRule('a loop that looks again', {
  valid: [
    {
      name: 'the copy is compared with the cell',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            const { proc } = this
            while (proc) {
              await readLine(proc.stderr)
              if (this.proc !== proc) return
            }
          }
        }
      `,
    },
    {
      name: 'the test of the loop compares',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            const { proc } = this
            while (proc === this.proc) await proc.readLine()
          }
        }
      `,
    },
    {
      name: 'Object.is',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            const { proc } = this
            while (proc) {
              await readLine(proc.stderr)
              if (!Object.is(this.proc, proc)) return
            }
          }
        }
      `,
    },
    {
      name: 'by a property of both',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            const { proc } = this
            while (proc) {
              await readLine(proc.stderr)
              if (this.proc?.pid !== proc.pid) return
            }
          }
        }
      `,
    },
    {
      name: 'by a generation',
      code: `
        class Agent {
          generation = 0
          kill() {
            this.generation++
            this.proc = null
          }
          async drain() {
            const { proc, generation } = this
            while (proc) {
              await readLine(proc.stderr)
              if (generation !== this.generation) return
            }
          }
        }
      `,
    },
    {
      name: 'in a helper that is given the copy',
      code: `
        class Agent {
          kill() { this.proc = null }
          isCurrent(proc) { return this.proc === proc }
          async drain() {
            const { proc } = this
            while (proc) {
              await readLine(proc.stderr)
              if (!this.isCurrent(proc)) return
            }
          }
        }
      `,
    },
    {
      name: 'in an interval',
      code: `
        class Feed {
          kill() { this.socket = null }
          start() {
            const { socket } = this
            const timer = setInterval(() => {
              if (socket !== this.socket) clearInterval(timer)
              else socket.ping()
            }, 1000)
          }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'a bare test of the cell does not tell one handle from the next',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            const { proc } = this
            while (proc) {
              await readLine(proc.stderr)
              if (this.proc === null) return
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
          line: 5, column: 21, endLine: 5, endColumn: 25,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.proc', copy: 'proc', exit: 'Leave the loop' },
            output: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            const { proc } = this
            while (proc) {
              if (this.proc !== proc) break
              await readLine(proc.stderr)
              if (this.proc === null) return
            }
          }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'a generation that is compared with a number',
      code: `
        class Agent {
          generation = 0
          kill() {
            this.generation++
            this.proc = null
          }
          async drain() {
            const { proc, generation } = this
            while (proc) {
              await readLine(proc.stderr)
              if (generation === 7) return
            }
          }
        }
      `,
      errors: [
        {
          messageId: 'guard',
          data: {
            copy: 'proc', cell: 'this.proc', round: 'loop', line: 'line 10', turn: 'iteration', writer: '`kill()` (line 6)', clear: 'clear',
          },
          line: 9, column: 21, endLine: 9, endColumn: 25,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.proc', copy: 'proc', exit: 'Leave the loop' },
            output: `
        class Agent {
          generation = 0
          kill() {
            this.generation++
            this.proc = null
          }
          async drain() {
            const { proc, generation } = this
            while (proc) {
              if (this.proc !== proc) break
              await readLine(proc.stderr)
              if (generation === 7) return
            }
          }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'in a helper that the loop does not call',
      code: `
        class Agent {
          kill() { this.proc = null }
          isCurrent(proc) { return this.proc === proc }
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
            copy: 'proc', cell: 'this.proc', round: 'loop', line: 'line 7', turn: 'iteration', writer: '`kill()` (line 3)', clear: 'clear',
          },
          line: 6, column: 21, endLine: 6, endColumn: 25,
          suggestions: [],
        },
      ],
    },
    {
      name: 'before the loop only',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            const { proc } = this
            await prepare()
            if (this.proc !== proc) return
            while (proc) await readLine(proc.stderr)
          }
        }
      `,
      errors: [
        {
          messageId: 'guard',
          data: {
            copy: 'proc', cell: 'this.proc', round: 'loop', line: 'line 8', turn: 'iteration', writer: '`kill()` (line 3)', clear: 'clear',
          },
          line: 5, column: 21, endLine: 5, endColumn: 25,
          suggestions: [],
        },
      ],
    },
  ],
})
