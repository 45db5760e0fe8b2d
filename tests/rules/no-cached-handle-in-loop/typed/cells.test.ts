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
            copy: 'socket', cell: 'links.socket', round: 'the loop', roundLine: '9', writerLine: '6', writes: 'has emptied `links.socket`',
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
            copy: 'target', cell: 'target', round: 'the loop', roundLine: '7', writerLine: '4', writes: 'has emptied `target`',
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
            copy: 'socket', cell: 'socket', round: 'the loop', roundLine: '8', writerLine: '5', writes: 'has emptied `socket`',
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
            copy: 'socket', cell: 'links.socket', round: 'the loop', roundLine: '9', writerLine: '6', writes: 'has emptied `links.socket`',
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
            copy: 'target', cell: 'target', round: 'the loop', roundLine: '7', writerLine: '4', writes: 'has emptied `target`',
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
            copy: 'socket', cell: 'socket', round: 'the loop', roundLine: '8', writerLine: '5', writes: 'has emptied `socket`',
          },
          line: 7, column: 21, endLine: 7, endColumn: 27,
          suggestions: [],
        },
      ],
    },
  ],
})
