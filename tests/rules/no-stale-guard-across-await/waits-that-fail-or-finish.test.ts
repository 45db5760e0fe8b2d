import { testRule } from './tester.js'

testRule('the wait ends before the cell is emptied, or fails', {
  valid: [
    {
      name: 'what empties it lets the handle finish first',
      code: `
        class Store {
          open() { this.db = connect() }
          async save(key, value) {
            if (!this.db) return
            await this.db.set(key, value)
            await this.db.publish(key)
          }
          async close() {
            await this.db.quit()
            this.db = null
          }
        }
      `,
    },
    {
      name: 'what empties it rejects what is awaited',
      code: `
        class Printer {
          async print() {
            if (!this.engine) return
            await this.ready?.promise
            this.engine.print()
          }
          close() {
            this.ready?.reject(new Error('closed'))
            this.engine = null
          }
        }
      `,
    },
    {
      name: 'an event of a handle that is closed before it',
      code: `
        class Feed {
          async connect() {
            this.socket = new WebSocket(url)
            await once(this.socket, 'open')
            this.socket.send('hello')
          }
          disconnect() { this.socket?.close(); this.socket = null }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'the wait is for something else',
      code: `
        class Store {
          open() { this.db = connect() }
          async save(key, value) {
            if (!this.db) return
            await turn()
            count()
            await this.db.publish(key)
          }
          async close() {
            await this.db.quit()
            this.db = null
          }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.db', guarded: 'checked', guard: 'line 5', use: 'this use', during: 'during the `await` on line 6', wait: '`await`',
            writer: '`close()` (line 12)', clear: 'set it to null',
          },
          line: 8, column: 19, endLine: 8, endColumn: 26,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.db', exit: 'Return' },
            output: `
        class Store {
          open() { this.db = connect() }
          async save(key, value) {
            if (!this.db) return
            const db = this.db
            await turn()
            count()
            if (this.db !== db) return
            await this.db.publish(key)
          }
          async close() {
            await this.db.quit()
            this.db = null
          }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'what empties it does not wait for that',
      code: `
        class Store {
          open() { this.db = connect() }
          async save(key, value) {
            if (!this.db) return
            await this.db.set(key, value)
            await this.db.publish(key)
          }
          close() {
            this.db.quit()
            this.db = null
          }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.db', guarded: 'checked', guard: 'line 5', use: 'this use', during: 'during the `await` on line 6', wait: '`await`',
            writer: '`close()` (line 11)', clear: 'set it to null',
          },
          line: 7, column: 19, endLine: 7, endColumn: 26,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.db', exit: 'Return' },
            output: `
        class Store {
          open() { this.db = connect() }
          async save(key, value) {
            if (!this.db) return
            const db = this.db
            await this.db.set(key, value)
            if (this.db !== db) return
            await this.db.publish(key)
          }
          close() {
            this.db.quit()
            this.db = null
          }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'what empties it resolves what is awaited',
      code: `
        class Printer {
          async print() {
            if (!this.engine) return
            await this.ready?.promise
            this.engine.print()
          }
          close() {
            this.ready?.resolve()
            this.engine = null
          }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.engine', guarded: 'checked', guard: 'line 4',
            use: 'this use', during: 'during the `await` on line 5', wait: '`await`',
            writer: '`close()` (line 10)', clear: 'set it to null',
          },
          line: 6, column: 13, endLine: 6, endColumn: 24,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.engine', exit: 'Return' },
            output: `
        class Printer {
          async print() {
            if (!this.engine) return
            const engine = this.engine
            await this.ready?.promise
            if (this.engine !== engine) return
            this.engine.print()
          }
          close() {
            this.ready?.resolve()
            this.engine = null
          }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'an event of another handle',
      code: `
        class Feed {
          async connect() {
            this.socket = new WebSocket(url)
            await once(this.server, 'open')
            this.socket.send('hello')
          }
          disconnect() { this.socket?.close(); this.socket = null }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.socket', guarded: 'set', guard: 'line 4', use: 'this use', during: 'during the `await` on line 5', wait: '`await`',
            writer: '`disconnect()` (line 8)', clear: 'set it to null',
          },
          line: 6, column: 13, endLine: 6, endColumn: 24,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.socket', exit: 'Return' },
            output: `
        class Feed {
          async connect() {
            this.socket = new WebSocket(url)
            const socket = this.socket
            await once(this.server, 'open')
            if (this.socket !== socket) return
            this.socket.send('hello')
          }
          disconnect() { this.socket?.close(); this.socket = null }
        }
      `,
          }],
        },
      ],
    },
  ],
})
