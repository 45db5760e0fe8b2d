import { testRule } from './tester.js'

testRule('a writer that stops the loop by a flag or a timer', {
  valid: [
    {
      name: 'the flag that the loop tests is set as well',
      code: `
        class Feed {
          stop() {
            this.socket = null
            this.stopped = true
          }
          async run() {
            const { socket } = this
            while (!this.stopped) await socket.ping()
          }
        }
      `,
    },
    {
      name: 'the flag is asked for by a getter',
      code: `
        class Feed {
          get running() { return this.state !== 'closed' }
          stop() {
            this.socket = null
            this.state = 'closed'
          }
          async run() {
            const { socket } = this
            while (this.running) await socket.ping()
          }
        }
      `,
    },
    {
      name: 'the interval is cleared as well',
      code: `
        class Feed {
          start() {
            const { socket } = this
            this.timer = setInterval(() => { socket.ping() }, 1000)
          }
          stop() {
            this.socket = null
            clearInterval(this.timer)
          }
        }
      `,
    },
    {
      name: 'whoever calls the writer stops the loop',
      code: `
        class Feed {
          stop() {
            this.stopped = true
            this.drop()
          }
          drop() { this.socket = null }
          async run() {
            const { socket } = this
            while (!this.stopped) await socket.ping()
          }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'the flag that the loop tests is set by another function',
      code: `
        class Feed {
          stop() { this.stopped = true }
          drop() { this.socket = null }
          async run() {
            const { socket } = this
            while (!this.stopped) await socket.ping()
          }
        }
      `,
      errors: [
        {
          messageId: 'call',
          data: {
            copy: 'socket', cell: 'this.socket', round: 'loop', line: 'line 7', turn: 'iteration', writer: '`drop()` (line 4)',
            clear: 'clear',
          },
          line: 6, column: 21, endLine: 6, endColumn: 27,
          suggestions: [],
        },
      ],
    },
    {
      name: 'the interval ticks on while the writer waits',
      code: `
        class Feed {
          start() {
            const { socket } = this
            this.timer = setInterval(() => { socket.ping() }, 1000)
          }
          async stop() {
            this.socket = null
            await this.flush()
            clearInterval(this.timer)
          }
        }
      `,
      errors: [
        {
          messageId: 'call',
          data: {
            copy: 'socket', cell: 'this.socket', round: 'interval', line: 'line 5', turn: 'callback', writer: '`stop()` (line 8)',
            clear: 'clear',
          },
          line: 4, column: 21, endLine: 4, endColumn: 27,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.socket', copy: 'socket', exit: 'Return' },
            output: `
        class Feed {
          start() {
            const { socket } = this
            this.timer = setInterval(() => { if (this.socket !== socket) return; socket.ping() }, 1000)
          }
          async stop() {
            this.socket = null
            await this.flush()
            clearInterval(this.timer)
          }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'the interval is cleared by another function only',
      code: `
        class Feed {
          start() {
            const { socket } = this
            this.timer = setInterval(() => { socket.ping() }, 1000)
          }
          stop() { clearInterval(this.timer) }
          drop() { this.socket = null }
        }
      `,
      errors: [
        {
          messageId: 'call',
          data: {
            copy: 'socket', cell: 'this.socket', round: 'interval', line: 'line 5', turn: 'callback', writer: '`drop()` (line 8)',
            clear: 'clear',
          },
          line: 4, column: 21, endLine: 4, endColumn: 27,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.socket', copy: 'socket', exit: 'Return' },
            output: `
        class Feed {
          start() {
            const { socket } = this
            this.timer = setInterval(() => { if (this.socket !== socket) return; socket.ping() }, 1000)
          }
          stop() { clearInterval(this.timer) }
          drop() { this.socket = null }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'one of those who call the writer does not stop the loop',
      code: `
        class Feed {
          stop() {
            this.stopped = true
            this.drop()
          }
          lose() { this.drop() }
          drop() { this.socket = null }
          async run() {
            const { socket } = this
            while (!this.stopped) await socket.ping()
          }
        }
      `,
      errors: [
        {
          messageId: 'call',
          data: {
            copy: 'socket', cell: 'this.socket', round: 'loop', line: 'line 11', turn: 'iteration', writer: '`drop()` (line 8)',
            clear: 'clear',
          },
          line: 10, column: 21, endLine: 10, endColumn: 27,
          suggestions: [],
        },
      ],
    },
  ],
})
