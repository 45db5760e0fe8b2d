import { testStrictly } from './tester.js'

testStrictly('what ends a resource', {
  valid: [
    {
      name: 'nothing: the field is only cleared',
      code: `
        class Link {
          async open() {
            this.socket = await connect()
          }
          close() {
            this.socket = null
          }
        }
      `,
    },
    {
      name: 'a request with an argument',
      code: `
        class Link {
          async open() {
            this.socket = await connect()
          }
          close() {
            this.pool.release(this.socket)
          }
        }
      `,
    },
    {
      name: 'an end that presumes that the field is set',
      code: `
        class Link {
          async open() {
            this.socket = await connect()
          }
          close() {
            this.socket.close()
          }
        }
      `,
    },
    {
      name: 'an end of something else',
      code: `
        class Link {
          async open() {
            this.socket = await connect()
          }
          close() {
            this.other?.close()
          }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'behind an optional chain',
      code: `
        class Link {
          async open() {
            this.socket = await connect()
          }
          close() {
            this.socket?.close()
          }
        }
      `,
      errors: [{
        messageId: 'late', line: 4, column: 13,
        data: { place: 'this.socket', after: 'after the `await` on this line', teardown: '`close()` (line 7)', run: '`close()`' },
      }],
    },
    {
      name: 'after a test',
      code: `
        class Link {
          async open() {
            this.socket = await connect()
          }
          close() {
            if (!this.socket) return
            this.socket.destroy()
          }
        }
      `,
      errors: [{
        messageId: 'late', line: 4, column: 13,
        data: { place: 'this.socket', after: 'after the `await` on this line', teardown: '`close()` (line 8)', run: '`close()`' },
      }],
    },
    {
      name: 'of a local copy',
      code: `
        class Link {
          async open() {
            this.socket = await connect()
          }
          close() {
            this.closed = true
            const { socket } = this
            this.socket = null
            if (socket) socket.end()
          }
        }
      `,
      errors: [{
        messageId: 'late', line: 4, column: 13,
        data: { place: 'this.socket', after: 'after the `await` on this line', teardown: '`close()` (line 10)', run: '`close()`' },
      }],
    },
    {
      name: 'of a part of it',
      code: `
        class Link {
          async open() {
            this.socket = await connect()
          }
          close() {
            this.socket?.getTracks().forEach(track => track.stop())
          }
        }
      `,
      errors: [{
        messageId: 'late', line: 4, column: 13,
        data: { place: 'this.socket', after: 'after the `await` on this line', teardown: '`close()` (line 7)', run: '`close()`' },
      }],
    },
    {
      name: 'by a function that it is given to',
      code: `
        class Link {
          async open() {
            this.socket = await connect()
          }
          close() {
            if (this.socket) closeQuietly(this.socket)
          }
        }
      `,
      errors: [{
        messageId: 'late', line: 4, column: 13,
        data: { place: 'this.socket', after: 'after the `await` on this line', teardown: '`close()` (line 7)', run: '`close()`' },
      }],
    },
    {
      name: 'in an own function',
      code: `
        class Link {
          async open() {
            this.socket = await connect()
          }
          close() {
            this.drop()
          }
          drop() { this.socket?.close() }
        }
      `,
      errors: [{
        messageId: 'late', line: 4, column: 13,
        data: { place: 'this.socket', after: 'after the `await` on this line', teardown: '`close()` (line 9)', run: '`close()`' },
      }],
    },
    {
      name: 'in a promise executor',
      code: `
        class Link {
          async open() {
            this.socket = await connect()
          }
          close() {
            const { socket } = this
            return new Promise(resolve => {
              if (!socket) return resolve()
              socket.close(resolve)
            })
          }
        }
      `,
      errors: [{
        messageId: 'late', line: 4, column: 13,
        data: { place: 'this.socket', after: 'after the `await` on this line', teardown: '`close()` (line 10)', run: '`close()`' },
      }],
    },
    {
      name: 'with a well-known symbol',
      code: `
        class Link {
          async open() {
            this.socket = await connect()
          }
          close() {
            this.socket?.[Symbol.dispose]()
          }
        }
      `,
      errors: [{
        messageId: 'late', line: 4, column: 13,
        data: { place: 'this.socket', after: 'after the `await` on this line', teardown: '`close()` (line 7)', run: '`close()`' },
      }],
    },
  ],
})
