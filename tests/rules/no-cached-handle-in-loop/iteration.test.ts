import { testRule } from './tester.js'

testRule('a loop that goes over the handle', {
  valid: [
    {
      name: 'the handle is closed',
      code: `
        class Feed {
          close() {
            this.socket.close()
            this.socket = null
          }
          async run() {
            const { socket } = this
            for await (const message of socket) socket.acknowledge(message)
          }
        }
      `,
    },
    {
      name: 'a stream of the handle is read, and the handle is ended',
      code: `
        class Feed {
          close() {
            this.socket.destroy()
            this.socket = null
          }
          async run() {
            const { socket } = this
            for await (const message of socket.messages()) socket.acknowledge(message)
          }
        }
      `,
    },
    {
      name: 'by hand',
      code: `
        class Feed {
          close() {
            this.reader.cancel()
            this.reader = null
          }
          async run() {
            const { reader } = this
            while (true) {
              const { done } = await reader.read()
              if (done) return
            }
          }
        }
      `,
    },
    {
      name: 'the loop looks at the state that closing changes',
      code: `
        class Feed {
          close() {
            this.socket.close()
            this.socket = null
          }
          async run() {
            const { socket } = this
            while (!socket.closed) {
              await pause()
              socket.ping()
            }
          }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'the handle is not closed',
      code: `
        class Feed {
          close() { this.socket = null }
          async run() {
            const { socket } = this
            for await (const message of socket) socket.acknowledge(message)
          }
        }
      `,
      errors: [
        {
          messageId: 'call',
          data: {
            copy: 'socket', cell: 'this.socket', round: 'loop', line: 'line 6', turn: 'iteration', writer: '`close()` (line 3)',
            clear: 'clear',
          },
          line: 5, column: 21, endLine: 5, endColumn: 27,
          suggestions: [],
        },
      ],
    },
    {
      name: 'the loop goes over something else',
      code: `
        class Feed {
          close() {
            this.socket.close()
            this.socket = null
          }
          async run(jobs) {
            const { socket } = this
            for await (const job of jobs) socket.send(job)
          }
        }
      `,
      errors: [
        {
          messageId: 'call',
          data: {
            copy: 'socket', cell: 'this.socket', round: 'loop', line: 'line 9', turn: 'iteration', writer: '`close()` (line 5)',
            clear: 'clear',
          },
          line: 8, column: 21, endLine: 8, endColumn: 27,
          suggestions: [],
        },
      ],
    },
    {
      name: 'killing is no end to a loop whose guard is the copy',
      code: `
        class Agent {
          kill() {
            this.proc.kill()
            this.proc = null
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
            copy: 'proc', cell: 'this.proc', round: 'loop', line: 'line 9', turn: 'iteration', writer: '`kill()` (line 5)', clear: 'clear',
          },
          line: 8, column: 21, endLine: 8, endColumn: 25,
          suggestions: [],
        },
      ],
    },
    {
      name: 'the loop looks at the state of a handle that is not closed',
      code: `
        class Feed {
          lose() { this.socket = null }
          async run() {
            const { socket } = this
            while (!socket.closed) {
              await pause()
              socket.ping()
            }
          }
        }
      `,
      errors: [
        {
          messageId: 'call',
          data: {
            copy: 'socket', cell: 'this.socket', round: 'loop', line: 'line 6', turn: 'iteration', writer: '`lose()` (line 3)',
            clear: 'clear',
          },
          line: 5, column: 21, endLine: 5, endColumn: 27,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.socket', copy: 'socket', exit: 'Leave the loop' },
            output: `
        class Feed {
          lose() { this.socket = null }
          async run() {
            const { socket } = this
            while (!socket.closed) {
              if (this.socket !== socket) break
              await pause()
              socket.ping()
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
