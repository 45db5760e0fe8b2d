import { testWithoutTypes, testWithTypes } from './tester.js'

const cases = {
  valid: [
    {
      name: 'it leaves by a call that never returns',
      code: `
        declare function fail(): never
        interface Socket { ping(): Promise<void> }
        class Client {
          socket?: Socket
          isClosed = false
          close() {
            this.isClosed = true
            this.socket = undefined
          }
          async poll() {
            const { socket } = this
            while (socket) if (this.isClosed) fail(); else await this.work()
          }
          async work() {}
        }
      `,
    },
    {
      name: 'it awaits what is no promise',
      code: `
        interface Socket { ping(): boolean }
        class Client {
          socket?: Socket
          close() { this.socket = undefined }
          async poll() {
            const { socket } = this
            while (socket) if (await socket.ping()) this.note()
          }
          note() {}
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'a call that returns',
      code: `
        declare function fail(): void
        interface Socket { ping(): Promise<void> }
        class Client {
          socket?: Socket
          isClosed = false
          close() {
            this.isClosed = true
            this.socket = undefined
          }
          async poll() {
            const { socket } = this
            while (socket) if (this.isClosed) fail(); else await this.work()
          }
          async work() {}
        }
      `,
      errors: [
        {
          messageId: 'guard' as const,
          data: {
            copy: 'socket', cell: 'this.socket', round: 'loop', line: 'line 13', turn: 'iteration', writer: '`close()` (line 9)',
            clear: 'clear',
          },
          line: 12, column: 21, endLine: 12, endColumn: 27,
          suggestions: [],
        },
      ],
    },
    {
      name: 'it awaits a promise',
      code: `
        interface Socket { ping(): Promise<boolean> }
        class Client {
          socket?: Socket
          close() { this.socket = undefined }
          async poll() {
            const { socket } = this
            while (socket) if (await socket.ping()) this.note()
          }
          note() {}
        }
      `,
      errors: [
        {
          messageId: 'guard' as const,
          data: {
            copy: 'socket', cell: 'this.socket', round: 'loop', line: 'line 8', turn: 'iteration', writer: '`close()` (line 5)',
            clear: 'clear',
          },
          line: 7, column: 21, endLine: 7, endColumn: 27,
          suggestions: [],
        },
      ],
    },
  ],
}

testWithTypes('what types say of a loop', cases)
testWithoutTypes('what annotations say of a loop', cases)

testWithoutTypes('what types from elsewhere say of a loop', {
  valid: [],
  invalid: [
    {
      name: 'it leaves by a call that never returns',
      code: `
        import { fail } from './fail.js'
        interface Socket { ping(): Promise<void> }
        class Client {
          socket?: Socket
          isClosed = false
          close() {
            this.isClosed = true
            this.socket = undefined
          }
          async poll() {
            const { socket } = this
            while (socket) if (this.isClosed) fail(); else await this.work()
          }
          async work() {}
        }
      `,
      errors: [
        {
          messageId: 'guard',
          data: {
            copy: 'socket', cell: 'this.socket', round: 'loop', line: 'line 13', turn: 'iteration', writer: '`close()` (line 9)',
            clear: 'clear',
          },
          line: 12, column: 21, endLine: 12, endColumn: 27,
          suggestions: [],
        },
      ],
    },
    {
      name: 'it awaits what is no promise',
      code: `
        import type { Socket } from './socket.js'
        class Client {
          socket?: Socket
          close() { this.socket = undefined }
          async poll() {
            const { socket } = this
            while (socket) if (await socket.ping()) this.note()
          }
          note() {}
        }
      `,
      errors: [
        {
          messageId: 'guard',
          data: {
            copy: 'socket', cell: 'this.socket', round: 'loop', line: 'line 8', turn: 'iteration', writer: '`close()` (line 5)',
            clear: 'clear',
          },
          line: 7, column: 21, endLine: 7, endColumn: 27,
          suggestions: [],
        },
      ],
    },
  ],
})
