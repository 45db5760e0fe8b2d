import { testRule } from './tester.js'

testRule('who puts another object there', {
  valid: [
    {
      name: 'what its caller gives',
      code: `
        class Agent {
          use(proc) { this.proc = proc }
          async drain() {
            const { proc } = this
            while (proc) await readLine(proc.stderr)
          }
        }
      `,
    },
    {
      name: 'the only place that makes the object is the start-up',
      code: `
        class Feed {
          socket = null
          open() { this.socket = new Socket() }
          async run() {
            const { socket } = this
            while (true) await socket.ping()
          }
        }
      `,
    },
    {
      name: 'what fills the cell while it is empty',
      code: `
        class Feed {
          constructor() { this.socket = new Socket() }
          open() {
            if (!this.socket) this.socket = new Socket()
            return this.socket
          }
          async run() {
            const { socket } = this
            while (true) await socket.ping()
          }
        }
      `,
    },
    {
      name: 'what returns while the cell is filled',
      code: `
        class Feed {
          constructor() { this.socket = new Socket() }
          open() {
            if (this.socket) return this.socket
            return this.socket = new Socket()
          }
          async run() {
            const { socket } = this
            while (true) await socket.ping()
          }
        }
      `,
    },
    {
      name: 'what fills the cell by ??=',
      code: `
        class Feed {
          socket = new Socket()
          open() { return this.socket ??= new Socket() }
          async run() {
            const { socket } = this
            while (true) await socket.ping()
          }
        }
      `,
    },
    {
      name: 'another cell',
      code: `
        class Feed {
          socket = new Socket()
          close() { this.server = null }
          async run() {
            const { socket } = this
            while (true) await socket.ping()
          }
        }
      `,
    },
    {
      name: 'a function that is started once, by another one',
      code: `
        let socket = null
        export function open(url) { socket = new WebSocket(url) }
        export function start(url) { setTimeout(() => open(url), 1000) }
        export async function keepAlive() {
          const current = socket
          while (true) await current.ping()
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'another object, by a function that a callback of its own starts again',
      code: `
        let socket = null
        export function open(url) {
          socket = new WebSocket(url)
          socket.onclose = () => setTimeout(() => open(url), 1000)
        }
        export async function keepAlive() {
          const current = socket
          while (true) await current.ping()
        }
      `,
      errors: [
        {
          messageId: 'call',
          data: {
            copy: 'current', cell: 'socket', round: 'loop', line: 'line 9', turn: 'iteration', writer: '`open()` (line 4)',
            clear: 'replace',
          },
          line: 8, column: 17, endLine: 8, endColumn: 24,
          suggestions: [],
        },
      ],
    },
    {
      name: 'another object',
      code: `
        class Feed {
          socket = new Socket()
          reconnect() { this.socket = new Socket() }
          async run() {
            const { socket } = this
            while (true) await socket.ping()
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
          line: 6, column: 21, endLine: 6, endColumn: 27,
          suggestions: [],
        },
      ],
    },
    {
      name: 'another object, awaited',
      code: `
        class Feed {
          socket = new Socket()
          async renew() { this.socket = await connect() }
          async run() {
            const { socket } = this
            while (true) await socket.ping()
          }
        }
      `,
      errors: [
        {
          messageId: 'call',
          data: {
            copy: 'socket', cell: 'this.socket', round: 'loop', line: 'line 7', turn: 'iteration', writer: '`renew()` (line 4)',
            clear: 'replace',
          },
          line: 6, column: 21, endLine: 6, endColumn: 27,
          suggestions: [],
        },
      ],
    },
  ],
})
