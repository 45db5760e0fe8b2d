import { testRule } from './tester.js'

testRule('what is suggested where the copy cannot move', {
  valid: [],
  invalid: [
    {
      name: 'a replaced handle needs no test',
      code: `
        class Feed {
          socket = new Socket()
          reconnect() { this.socket = new Socket() }
          async run() {
            const socket = this.socket
            for (;;) {
              await socket.ping()
            }
          }
        }
      `,
      errors: [
        {
          messageId: 'call',
          data: {
            copy: 'socket', cell: 'this.socket', round: 'loop', line: 'line 7', turn: 'iteration', writer: '`reconnect()` (line 4)',
            clear: 'replace',
          },
          line: 6, column: 19, endLine: 6, endColumn: 25,
          suggestions: [{
            messageId: 'reread',
            data: { source: 'this.socket', turn: 'iteration' },
            output: `
        class Feed {
          socket = new Socket()
          reconnect() { this.socket = new Socket() }
          async run() {
            for (;;) {
              const socket = this.socket
              await socket.ping()
            }
          }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'a do loop that tests the copy: it is compared',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            const proc = this.proc
            do {
              await readLine(proc.stderr)
            } while (proc)
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
            messageId: 'compare',
            data: { source: 'this.proc', copy: 'proc', exit: 'Leave the loop' },
            output: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            const proc = this.proc
            do {
              if (this.proc !== proc) break
              await readLine(proc.stderr)
            } while (proc)
          }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'a callback with a this of its own: nothing',
      code: `
        class Feed {
          close() { this.socket = null }
          start() {
            const socket = this.socket
            setInterval(function () { socket.ping() }, 1000)
          }
        }
      `,
      errors: [
        {
          messageId: 'call',
          data: {
            copy: 'socket', cell: 'this.socket', round: 'interval', line: 'line 6', turn: 'callback', writer: '`close()` (line 3)',
            clear: 'clear',
          },
          line: 5, column: 19, endLine: 5, endColumn: 25,
          suggestions: [],
        },
      ],
    },
    {
      name: 'a callback in one line',
      code: `
        class Feed {
          close() { this.socket = null }
          start() {
            const socket = this.socket
            setInterval(() => { socket.ping() }, 1000)
          }
        }
      `,
      errors: [
        {
          messageId: 'call',
          data: {
            copy: 'socket', cell: 'this.socket', round: 'interval', line: 'line 6', turn: 'callback', writer: '`close()` (line 3)',
            clear: 'clear',
          },
          line: 5, column: 19, endLine: 5, endColumn: 25,
          suggestions: [{
            messageId: 'reread',
            data: { source: 'this.socket', turn: 'callback' },
            output: `
        class Feed {
          close() { this.socket = null }
          start() {
            setInterval(() => { const socket = this.socket; if (!socket) return; socket.ping() }, 1000)
          }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'a non-null assertion would hide that the handle is gone: nothing',
      code: `
        class Feed {
          socket: Socket | null = null
          close() { this.socket = null }
          async run() {
            const socket = this.socket!
            for (;;) {
              await socket.ping()
            }
          }
        }
      `,
      errors: [
        {
          messageId: 'call',
          data: {
            copy: 'socket', cell: 'this.socket', round: 'loop', line: 'line 7', turn: 'iteration', writer: '`close()` (line 4)',
            clear: 'clear',
          },
          line: 6, column: 19, endLine: 6, endColumn: 25,
          suggestions: [],
        },
      ],
    },
    {
      name: 'two declarations in one statement: it is compared',
      code: `
        class Agent {
          kill() { this.proc = null }
          async poke() {
            const proc = this.proc, pause = 5
            for (;;) {
              await proc.poke(pause)
            }
          }
        }
      `,
      errors: [
        {
          messageId: 'call',
          data: {
            copy: 'proc', cell: 'this.proc', round: 'loop', line: 'line 6', turn: 'iteration', writer: '`kill()` (line 3)', clear: 'clear',
          },
          line: 5, column: 19, endLine: 5, endColumn: 23,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.proc', copy: 'proc', exit: 'Leave the loop' },
            output: `
        class Agent {
          kill() { this.proc = null }
          async poke() {
            const proc = this.proc, pause = 5
            for (;;) {
              if (this.proc !== proc) break
              await proc.poke(pause)
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
