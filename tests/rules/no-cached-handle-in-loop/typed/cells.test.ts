import { testWithoutTypes, testWithTypes } from './tester.js'

testWithTypes('what types say of a cell', {
  valid: [
    {
      name: 'a readonly property',
      code: `
        interface Socket { ping(): Promise<void> }
        interface Links { readonly socket: Socket | undefined }
        class Client {
          constructor(private links: Links) {}
          drop() { (this.links as { socket?: Socket }).socket = undefined }
          async poll() {
            const { socket } = this.links
            while (socket) await socket.ping()
          }
        }
      `,
    },
    {
      name: 'a plain value',
      code: `
        class Client {
          target?: string
          forget() { this.target = undefined }
          async poll() {
            const { target } = this
            while (target) await fetch(target)
          }
        }
      `,
    },
    {
      name: 'a field that is never empty',
      code: `
        interface Socket { ping(): Promise<void> }
        class Client {
          socket!: Socket
          drop() { this.socket = undefined! }
          async poll() {
            const { socket } = this
            while (socket) await socket.ping()
          }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'a property that is written again',
      code: `
        interface Socket { ping(): Promise<void> }
        interface Links { socket: Socket | undefined }
        class Client {
          constructor(private links: Links) {}
          drop() { this.links.socket = undefined }
          async poll() {
            const { socket } = this.links
            while (socket) await socket.ping()
          }
        }
      `,
      errors: [
        {
          messageId: 'guard',
          data: {
            copy: 'socket', cell: 'this.links.socket', round: 'loop', line: 'line 9', turn: 'iteration', writer: '`drop()` (line 6)',
            clear: 'clear',
          },
          line: 8, column: 21, endLine: 8, endColumn: 27,
          suggestions: [],
        },
      ],
    },
    {
      name: 'an object',
      code: `
        class Client {
          target?: URL
          forget() { this.target = undefined }
          async poll() {
            const { target } = this
            while (target) await fetch(target)
          }
        }
      `,
      errors: [
        {
          messageId: 'guard',
          data: {
            copy: 'target', cell: 'this.target', round: 'loop', line: 'line 7', turn: 'iteration', writer: '`forget()` (line 4)',
            clear: 'clear',
          },
          line: 6, column: 21, endLine: 6, endColumn: 27,
          suggestions: [],
        },
      ],
    },
    {
      name: 'a field that may be empty',
      code: `
        interface Socket { ping(): Promise<void> }
        class Client {
          socket?: Socket
          drop() { this.socket = undefined! }
          async poll() {
            const { socket } = this
            while (socket) await socket.ping()
          }
        }
      `,
      errors: [
        {
          messageId: 'guard',
          data: {
            copy: 'socket', cell: 'this.socket', round: 'loop', line: 'line 8', turn: 'iteration', writer: '`drop()` (line 5)',
            clear: 'clear',
          },
          line: 7, column: 21, endLine: 7, endColumn: 27,
          suggestions: [],
        },
      ],
    },
  ],
})

testWithoutTypes('what types say of a cell', {
  valid: [],
  invalid: [
    {
      name: 'a readonly property',
      code: `
        interface Socket { ping(): Promise<void> }
        interface Links { readonly socket: Socket | undefined }
        class Client {
          constructor(private links: Links) {}
          drop() { (this.links as { socket?: Socket }).socket = undefined }
          async poll() {
            const { socket } = this.links
            while (socket) await socket.ping()
          }
        }
      `,
      errors: [
        {
          messageId: 'guard',
          data: {
            copy: 'socket', cell: 'this.links.socket', round: 'loop', line: 'line 9', turn: 'iteration', writer: '`drop()` (line 6)',
            clear: 'clear',
          },
          line: 8, column: 21, endLine: 8, endColumn: 27,
          suggestions: [],
        },
      ],
    },
    {
      name: 'a plain value',
      code: `
        class Client {
          target?: string
          forget() { this.target = undefined }
          async poll() {
            const { target } = this
            while (target) await fetch(target)
          }
        }
      `,
      errors: [
        {
          messageId: 'guard',
          data: {
            copy: 'target', cell: 'this.target', round: 'loop', line: 'line 7', turn: 'iteration', writer: '`forget()` (line 4)',
            clear: 'clear',
          },
          line: 6, column: 21, endLine: 6, endColumn: 27,
          suggestions: [],
        },
      ],
    },
    {
      name: 'a field that is never empty',
      code: `
        interface Socket { ping(): Promise<void> }
        class Client {
          socket!: Socket
          drop() { this.socket = undefined! }
          async poll() {
            const { socket } = this
            while (socket) await socket.ping()
          }
        }
      `,
      errors: [
        {
          messageId: 'guard',
          data: {
            copy: 'socket', cell: 'this.socket', round: 'loop', line: 'line 8', turn: 'iteration', writer: '`drop()` (line 5)',
            clear: 'clear',
          },
          line: 7, column: 21, endLine: 7, endColumn: 27,
          suggestions: [],
        },
      ],
    },
  ],
})
