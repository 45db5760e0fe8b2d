import { testRule } from './tester.js'

testRule('what a flag stops', {
  valid: [
    {
      name: 'the calls, behind a logical and',
      code: `
        class Client {
          stop() {
            this.isOnline = false
            this.socket = null
          }
          start() {
            const { socket } = this
            setInterval(() => this.isOnline && socket.ping(), 100)
          }
        }
      `,
    },
    {
      name: 'the calls, in the other branch of a conditional',
      code: `
        class Client {
          stop() {
            this.isClosed = true
            this.socket = null
          }
          start() {
            const { socket } = this
            setInterval(() => this.isClosed ? this.report() : socket.ping(), 100)
          }
        }
      `,
    },
    {
      name: 'the loop, by one of several states',
      code: `
        class Client {
          stop() {
            this.state = 'closed'
            this.socket = null
          }
          async poll() {
            const { socket } = this
            while (this.state === 'open') await socket.ping()
          }
        }
      `,
    },
    {
      name: 'the loop, in a switch over states',
      code: `
        class Client {
          stop() {
            this.state = 'closed'
            this.socket = null
          }
          async poll() {
            const { socket } = this
            for (;;) {
              switch (this.state) {
                case 'closed': return
                default: await socket.ping()
              }
            }
          }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'nothing: the writer sets it so that the loop goes on',
      code: `
        class Client {
          socket = connect()
          restart() {
            this.isRunning = true
            this.socket = connect()
          }
          async poll() {
            const { socket } = this
            while (this.isRunning) await socket.ping()
          }
        }
      `,
      errors: [
        {
          messageId: 'call',
          data: {
            copy: 'socket', cell: 'this.socket', round: 'loop', line: 'line 10', turn: 'iteration', writer: '`restart()` (line 6)',
            clear: 'replace',
          },
          line: 9, column: 21, endLine: 9, endColumn: 27,
          suggestions: [],
        },
      ],
    },
    {
      name: 'nothing: it decides about a log only',
      code: `
        class Client {
          stop() {
            this.isVerbose = false
            this.socket = null
          }
          async poll() {
            const { socket } = this
            while (socket) {
              await read(socket)
              if (this.isVerbose) console.log('read')
            }
          }
        }
      `,
      errors: [
        {
          messageId: 'guard',
          data: {
            copy: 'socket', cell: 'this.socket', round: 'loop', line: 'line 9', turn: 'iteration', writer: '`stop()` (line 5)',
            clear: 'clear',
          },
          line: 8, column: 21, endLine: 8, endColumn: 27,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.socket', copy: 'socket', exit: 'Leave the loop' },
            output: `
        class Client {
          stop() {
            this.isVerbose = false
            this.socket = null
          }
          async poll() {
            const { socket } = this
            while (socket) {
              if (this.socket !== socket) break
              await read(socket)
              if (this.isVerbose) console.log('read')
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

testRule('what ends with the handle', {
  valid: [
    {
      name: 'a loop over it, when a function that settings name gives it back',
      code: `
        class Worker {
          stop() {
            giveBack(this.conn)
            this.conn = null
          }
          async run() {
            const { conn } = this
            while (!conn.isClosed) await conn.next()
          }
        }
      `,
      settings: { teardown: { release: ['giveBack'] } },
    },
    {
      name: 'a loop that was awaited in a function that is called first',
      code: `
        class Worker {
          start() { this.running = this.run() }
          async stop() {
            await this.settle()
            this.conn = null
          }
          async settle() { await Promise.allSettled([this.running]) }
          async run() {
            const { conn } = this
            while (conn) await work(conn)
          }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'nothing, without the setting',
      code: `
        class Worker {
          stop() {
            giveBack(this.conn)
            this.conn = null
          }
          async run() {
            const { conn } = this
            while (!conn.isClosed) await conn.next()
          }
        }
      `,
      errors: [
        {
          messageId: 'call',
          data: {
            copy: 'conn', cell: 'this.conn', round: 'loop', line: 'line 9', turn: 'iteration', writer: '`stop()` (line 5)', clear: 'clear',
          },
          line: 8, column: 21, endLine: 8, endColumn: 25,
          suggestions: [],
        },
      ],
    },
  ],
})
