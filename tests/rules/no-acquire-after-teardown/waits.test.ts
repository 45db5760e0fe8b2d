import { testStrictly } from './tester.js'

testStrictly('what counts as a wait', {
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
        data: { place: 'this.socket', after: 'after the `await` on this line', teardown: '`close()` (line 6)', run: '`close()`' },
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
        data: { place: 'this.socket', after: 'after the `await` on line 4', teardown: '`close()` (line 8)', run: '`close()`' },
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
        data: { place: 'this.child', after: 'after the `await` on line 5', teardown: '`stop()` (line 9)', run: '`stop()`' },
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
        data: { place: 'this.socket', after: 'once the promise on line 4 settles', teardown: '`close()` (line 8)', run: '`close()`' },
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
        data: { place: 'this.socket', after: 'once the promise on line 5 settles', teardown: '`close()` (line 10)', run: '`close()`' },
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
        data: { place: 'this.socket', after: 'by this call (line 8) after the `await` on line 4', teardown: '`close()` (line 10)', run: '`close()`' },
      }],
    },
  ],
})
