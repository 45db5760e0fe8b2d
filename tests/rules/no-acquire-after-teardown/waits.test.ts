import { testRule } from './tester.js'

testRule('what counts as a wait', {
  valid: [
    {
      name: 'nothing is waited for',
      code: `
        class Link {
          open() {
            this.socket = connect()
          }
          close() { this.socket?.close() }
        }
      `,
    },
    {
      name: 'the wait comes after',
      code: `
        class Link {
          async open() {
            this.socket = connect()
            await ready(this.socket)
          }
          close() { this.socket?.close() }
        }
      `,
    },
    {
      name: 'an own async function that waits for nothing gives nobody else a turn',
      code: `
        class Link {
          async open() {
            await this.prepare()
            this.socket = connect()
          }
          async prepare() { this.tries = 0 }
          close() { this.socket?.close() }
        }
      `,
    },
    {
      name: 'an own async function that checks after its last wait',
      code: `
        class Link {
          async open() {
            await this.prepare()
            this.socket = connect()
          }
          async prepare() {
            await load()
            if (this.closed) throw new Error('closed')
          }
          close() {
            this.closed = true
            this.socket?.close()
          }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'an await in the value',
      code: `
        class Link {
          async open() {
            this.socket = await connect()
          }
          close() { this.socket?.close() }
        }
      `,
      errors: [{
        messageId: 'late', line: 4, column: 13, endColumn: 24,
        data: { place: 'socket', waits: 'the `await`', waitLine: '4', teardown: '`close()`', endLine: '6' },
      }],
    },
    {
      name: 'an await before',
      code: `
        class Link {
          async open() {
            const socket = await connect()
            socket.send('hello')
            this.socket = socket
          }
          close() { this.socket?.close() }
        }
      `,
      errors: [{
        messageId: 'late', line: 6, column: 13,
        data: { place: 'socket', waits: 'the `await`', waitLine: '4', teardown: '`close()`', endLine: '8' },
      }],
    },
    {
      name: 'made before the wait, and published after it',
      code: `
        class Worker {
          async start() {
            const child = fork('worker.js')
            await spawned(child)
            this.child = child
          }
          stop() {
            if (this.child) this.child.kill()
          }
        }
      `,
      errors: [{
        messageId: 'late', line: 6, column: 13,
        data: { place: 'child', waits: 'the `await`', waitLine: '5', teardown: '`stop()`', endLine: '9' },
      }],
    },
    {
      name: 'the callback of a promise',
      code: `
        class Link {
          open() {
            connect().then(socket => {
              this.socket = socket
            })
          }
          close() { this.socket?.close() }
        }
      `,
      errors: [{
        messageId: 'late', line: 5, column: 15,
        data: { place: 'socket', waits: 'the promise', waitLine: '4', teardown: '`close()`', endLine: '8' },
      }],
    },
    {
      name: 'a method that is bound, as the callback of a promise',
      code: `
        class Link {
          open() {
            connect()
              .then(this.onOpen.bind(this))
          }
          onOpen(socket) {
            this.socket = socket
          }
          close() { this.socket?.close() }
        }
      `,
      errors: [{
        messageId: 'late', line: 8, column: 13,
        data: { place: 'socket', waits: 'the promise', waitLine: '5', teardown: '`close()`', endLine: '10' },
      }],
    },
    {
      name: 'an own function that stores, called after the wait',
      code: `
        class Link {
          async open() {
            const socket = await connect()
            this.keep(socket)
          }
          keep(socket) {
            this.socket = socket
          }
          close() { this.socket?.close() }
        }
      `,
      errors: [{
        messageId: 'late', line: 5, column: 13, endColumn: 22,
        data: { place: 'socket', waits: 'the `await`', waitLine: '4', teardown: '`close()`', endLine: '10' },
      }],
    },
  ],
})
