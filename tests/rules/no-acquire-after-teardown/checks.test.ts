import { testStrictly } from './tester.js'

testStrictly('a check after the wait', {
  valid: [
    {
      name: 'of the flag that the teardown sets',
      code: `
        class Link {
          async open(id, signal) {
            const socket = await connect(id)
            if (this.closed) return socket.close()
            this.socket = socket
          }
          close() {
            this.closed = true
            this.run++
            this.socket?.close()
            this.socket = null
          }
          isClosed() { return this.closed }
          assertOpen() { if (this.closed) throw new Error('closed') }
          note() { if (this.verbose) throw new Error('verbose') }
        }
      `,
    },
    {
      name: 'of the flag, around the store',
      code: `
        class Link {
          async open(id, signal) {
            const socket = await connect(id)
            if (!this.closed) this.socket = socket
          }
          close() {
            this.closed = true
            this.run++
            this.socket?.close()
            this.socket = null
          }
          isClosed() { return this.closed }
          assertOpen() { if (this.closed) throw new Error('closed') }
          note() { if (this.verbose) throw new Error('verbose') }
        }
      `,
    },
    {
      name: 'of the flag, with the store in the other branch',
      code: `
        class Link {
          async open(id, signal) {
            const socket = await connect(id)
            if (this.closed) socket.close()
            else this.socket = socket
          }
          close() {
            this.closed = true
            this.run++
            this.socket?.close()
            this.socket = null
          }
          isClosed() { return this.closed }
          assertOpen() { if (this.closed) throw new Error('closed') }
          note() { if (this.verbose) throw new Error('verbose') }
        }
      `,
    },
    {
      name: 'in a predicate',
      code: `
        class Link {
          async open(id, signal) {
            const socket = await connect(id)
            if (this.isClosed()) return socket.close()
            this.socket = socket
          }
          close() {
            this.closed = true
            this.run++
            this.socket?.close()
            this.socket = null
          }
          isClosed() { return this.closed }
          assertOpen() { if (this.closed) throw new Error('closed') }
          note() { if (this.verbose) throw new Error('verbose') }
        }
      `,
    },
    {
      name: 'in a function that throws',
      code: `
        class Link {
          async open(id, signal) {
            const socket = await connect(id)
            this.assertOpen()
            this.socket = socket
          }
          close() {
            this.closed = true
            this.run++
            this.socket?.close()
            this.socket = null
          }
          isClosed() { return this.closed }
          assertOpen() { if (this.closed) throw new Error('closed') }
          note() { if (this.verbose) throw new Error('verbose') }
        }
      `,
    },
    {
      name: 'of a signal',
      code: `
        class Link {
          async open(id, signal) {
            const socket = await connect(id)
            signal.throwIfAborted()
            this.socket = socket
          }
          close() {
            this.closed = true
            this.run++
            this.socket?.close()
            this.socket = null
          }
          isClosed() { return this.closed }
          assertOpen() { if (this.closed) throw new Error('closed') }
          note() { if (this.verbose) throw new Error('verbose') }
        }
      `,
    },
    {
      name: 'of a signal that may be absent',
      code: `
        class Link {
          async open(id, signal) {
            const socket = await connect(id)
            signal?.throwIfAborted()
            this.socket = socket
          }
          close() {
            this.closed = true
            this.run++
            this.socket?.close()
            this.socket = null
          }
          isClosed() { return this.closed }
          assertOpen() { if (this.closed) throw new Error('closed') }
          note() { if (this.verbose) throw new Error('verbose') }
        }
      `,
    },
    {
      name: 'of a run, kept in a local',
      code: `
        class Link {
          async open(id, signal) {
            const socket = await connect(id)
            const isOld = this.run !== id
            if (isOld) return
            this.socket = socket
          }
          close() {
            this.closed = true
            this.run++
            this.socket?.close()
            this.socket = null
          }
          isClosed() { return this.closed }
          assertOpen() { if (this.closed) throw new Error('closed') }
          note() { if (this.verbose) throw new Error('verbose') }
        }
      `,
    },
    {
      name: 'right after the store',
      code: `
        class Link {
          async open(id, signal) {
            const socket = await connect(id)
            this.socket = socket
            if (this.closed) this.socket.close()
          }
          close() {
            this.closed = true
            this.run++
            this.socket?.close()
            this.socket = null
          }
          isClosed() { return this.closed }
          assertOpen() { if (this.closed) throw new Error('closed') }
          note() { if (this.verbose) throw new Error('verbose') }
        }
      `,
    },
    {
      name: 'of the place itself',
      code: `
        class Link {
          async open(id, signal) {
            const socket = await connect(id)
            if (this.socket) return socket.close()
            this.socket = socket
          }
          close() {
            this.closed = true
            this.run++
            this.socket?.close()
            this.socket = null
          }
          isClosed() { return this.closed }
          assertOpen() { if (this.closed) throw new Error('closed') }
          note() { if (this.verbose) throw new Error('verbose') }
        }
      `,
    },
    {
      name: 'of the state of the handle',
      code: `
        class Link {
          async open(id, signal) {
            const socket = await connect(id)
            if (socket.destroyed) return
            this.socket = socket
          }
          close() {
            this.closed = true
            this.run++
            this.socket?.close()
            this.socket = null
          }
          isClosed() { return this.closed }
          assertOpen() { if (this.closed) throw new Error('closed') }
          note() { if (this.verbose) throw new Error('verbose') }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'none',
      code: `
        class Link {
          async open(id, signal) {
            const socket = await connect(id)
            this.socket = socket
          }
          close() {
            this.closed = true
            this.run++
            this.socket?.close()
            this.socket = null
          }
          isClosed() { return this.closed }
          assertOpen() { if (this.closed) throw new Error('closed') }
          note() { if (this.verbose) throw new Error('verbose') }
        }
      `,
      errors: [{
        messageId: 'late', line: 5, column: 13,
        data: { place: 'this.socket', after: 'after the `await` on line 4', teardown: '`close()` (line 10)', run: '`close()`' },
        suggestions: [{ messageId: 'endIfStopped', data: { source: 'this.closed' }, output: `
        class Link {
          async open(id, signal) {
            const socket = await connect(id)
            if (this.closed) {
              socket.close()
              return
            }
            this.socket = socket
          }
          close() {
            this.closed = true
            this.run++
            this.socket?.close()
            this.socket = null
          }
          isClosed() { return this.closed }
          assertOpen() { if (this.closed) throw new Error('closed') }
          note() { if (this.verbose) throw new Error('verbose') }
        }
      ` }],
      }],
    },
    {
      name: 'of something else',
      code: `
        class Link {
          async open(id, signal) {
            const socket = await connect(id)
            if (this.verbose) log('open')
            this.socket = socket
          }
          close() {
            this.closed = true
            this.run++
            this.socket?.close()
            this.socket = null
          }
          isClosed() { return this.closed }
          assertOpen() { if (this.closed) throw new Error('closed') }
          note() { if (this.verbose) throw new Error('verbose') }
        }
      `,
      errors: [{
        messageId: 'late', line: 6, column: 13,
        data: { place: 'this.socket', after: 'after the `await` on line 4', teardown: '`close()` (line 11)', run: '`close()`' },
        suggestions: [{ messageId: 'endIfStopped', data: { source: 'this.closed' }, output: `
        class Link {
          async open(id, signal) {
            const socket = await connect(id)
            if (this.verbose) log('open')
            if (this.closed) {
              socket.close()
              return
            }
            this.socket = socket
          }
          close() {
            this.closed = true
            this.run++
            this.socket?.close()
            this.socket = null
          }
          isClosed() { return this.closed }
          assertOpen() { if (this.closed) throw new Error('closed') }
          note() { if (this.verbose) throw new Error('verbose') }
        }
      ` }],
      }],
    },
    {
      name: 'that decides nothing: the store follows either way',
      code: `
        class Link {
          async open(id, signal) {
            const socket = await connect(id)
            if (this.closed) log('closed')
            this.socket = socket
          }
          close() {
            this.closed = true
            this.run++
            this.socket?.close()
            this.socket = null
          }
          isClosed() { return this.closed }
          assertOpen() { if (this.closed) throw new Error('closed') }
          note() { if (this.verbose) throw new Error('verbose') }
        }
      `,
      errors: [{
        messageId: 'late', line: 6, column: 13,
        data: { place: 'this.socket', after: 'after the `await` on line 4', teardown: '`close()` (line 11)', run: '`close()`' },
        suggestions: [{ messageId: 'endIfStopped', data: { source: 'this.closed' }, output: `
        class Link {
          async open(id, signal) {
            const socket = await connect(id)
            if (this.closed) log('closed')
            if (this.closed) {
              socket.close()
              return
            }
            this.socket = socket
          }
          close() {
            this.closed = true
            this.run++
            this.socket?.close()
            this.socket = null
          }
          isClosed() { return this.closed }
          assertOpen() { if (this.closed) throw new Error('closed') }
          note() { if (this.verbose) throw new Error('verbose') }
        }
      ` }],
      }],
    },
    {
      name: 'in a function that throws for another reason',
      code: `
        class Link {
          async open(id, signal) {
            const socket = await connect(id)
            this.note()
            this.socket = socket
          }
          close() {
            this.closed = true
            this.run++
            this.socket?.close()
            this.socket = null
          }
          isClosed() { return this.closed }
          assertOpen() { if (this.closed) throw new Error('closed') }
          note() { if (this.verbose) throw new Error('verbose') }
        }
      `,
      errors: [{
        messageId: 'late', line: 6, column: 13,
        data: { place: 'this.socket', after: 'after the `await` on line 4', teardown: '`close()` (line 11)', run: '`close()`' },
        suggestions: [{ messageId: 'endIfStopped', data: { source: 'this.closed' }, output: `
        class Link {
          async open(id, signal) {
            const socket = await connect(id)
            this.note()
            if (this.closed) {
              socket.close()
              return
            }
            this.socket = socket
          }
          close() {
            this.closed = true
            this.run++
            this.socket?.close()
            this.socket = null
          }
          isClosed() { return this.closed }
          assertOpen() { if (this.closed) throw new Error('closed') }
          note() { if (this.verbose) throw new Error('verbose') }
        }
      ` }],
      }],
    },
    {
      name: 'before another wait',
      code: `
        class Link {
          async open(id, signal) {
            const socket = await connect(id)
            if (this.closed) return socket.close()
            await greet(socket)
            this.socket = socket
          }
          close() {
            this.closed = true
            this.run++
            this.socket?.close()
            this.socket = null
          }
          isClosed() { return this.closed }
          assertOpen() { if (this.closed) throw new Error('closed') }
          note() { if (this.verbose) throw new Error('verbose') }
        }
      `,
      errors: [{
        messageId: 'late', line: 7, column: 13,
        data: { place: 'this.socket', after: 'after the `await` on line 6', teardown: '`close()` (line 12)', run: '`close()`' },
      }],
    },
  ],
})
