import { testRule } from './tester.js'

testRule('a private method that empties the cell', {
  valid: [],
  invalid: [
    {
      name: 'is taken out of its object by a pattern',
      code: `
        class Feed {
          private onEnd() { this.conn = null }
          async run(items) {
            if (!this.conn) return
            await load()
            this.conn.ping()
          }
          constructor(bus) { const { onEnd } = this; bus.on('end', onEnd.bind(this)) }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.conn', guarded: 'checked', guard: 'line 5',
            use: 'this use', during: 'during the `await` on line 6', wait: '`await`',
            writer: '`onEnd()` (line 3)', clear: 'set it to null',
          },
          line: 7, column: 13, endLine: 7, endColumn: 22,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.conn', exit: 'Return' },
            output: `
        class Feed {
          private onEnd() { this.conn = null }
          async run(items) {
            if (!this.conn) return
            const conn = this.conn
            await load()
            if (this.conn !== conn) return
            this.conn.ping()
          }
          constructor(bus) { const { onEnd } = this; bus.on('end', onEnd.bind(this)) }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'is called on another object',
      code: `
        class Feed {
          #end() { this.conn = null }
          async run(items) {
            if (!this.conn) return
            await load()
            this.conn.ping()
          }
          static endAll(feeds) { for (const feed of feeds) feed.#end() }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.conn', guarded: 'checked', guard: 'line 5',
            use: 'this use', during: 'during the `await` on line 6', wait: '`await`',
            writer: '`#end()` (line 3)', clear: 'set it to null',
          },
          line: 7, column: 13, endLine: 7, endColumn: 22,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.conn', exit: 'Return' },
            output: `
        class Feed {
          #end() { this.conn = null }
          async run(items) {
            if (!this.conn) return
            const conn = this.conn
            await load()
            if (this.conn !== conn) return
            this.conn.ping()
          }
          static endAll(feeds) { for (const feed of feeds) feed.#end() }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'is a setter',
      code: `
        class Feed {
          set #closed(on) { this.conn = null }
          async run(items) {
            if (!this.conn) return
            await load()
            this.conn.ping()
          }
          end() { this.#closed = true }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.conn', guarded: 'checked', guard: 'line 5',
            use: 'this use', during: 'during the `await` on line 6', wait: '`await`',
            writer: 'the setter `#closed` on line 3', clear: 'set it to null',
          },
          line: 7, column: 13, endLine: 7, endColumn: 22,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.conn', exit: 'Return' },
            output: `
        class Feed {
          set #closed(on) { this.conn = null }
          async run(items) {
            if (!this.conn) return
            const conn = this.conn
            await load()
            if (this.conn !== conn) return
            this.conn.ping()
          }
          end() { this.#closed = true }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'has a decorator',
      code: `
        class Feed {
          @OnEvent('disconnect') private onDisconnect() { this.conn = null }
          async run(items) {
            if (!this.conn) return
            await load()
            this.conn.ping()
          }

        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.conn', guarded: 'checked', guard: 'line 5',
            use: 'this use', during: 'during the `await` on line 6', wait: '`await`',
            writer: '`onDisconnect()` (line 3)', clear: 'set it to null',
          },
          line: 7, column: 13, endLine: 7, endColumn: 22,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.conn', exit: 'Return' },
            output: `
        class Feed {
          @OnEvent('disconnect') private onDisconnect() { this.conn = null }
          async run(items) {
            if (!this.conn) return
            const conn = this.conn
            await load()
            if (this.conn !== conn) return
            this.conn.ping()
          }

        }
      `,
          }],
        },
      ],
    },
    {
      name: 'is one that a base class may call',
      code: `
        class Feed extends Duplex {
          _destroy() { this.conn = null }
          async run(items) {
            if (!this.conn) return
            await load()
            this.conn.ping()
          }

        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.conn', guarded: 'checked', guard: 'line 5',
            use: 'this use', during: 'during the `await` on line 6', wait: '`await`',
            writer: '`_destroy()` (line 3)', clear: 'set it to null',
          },
          line: 7, column: 13, endLine: 7, endColumn: 22,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.conn', exit: 'Return' },
            output: `
        class Feed extends Duplex {
          _destroy() { this.conn = null }
          async run(items) {
            if (!this.conn) return
            const conn = this.conn
            await load()
            if (this.conn !== conn) return
            this.conn.ping()
          }

        }
      `,
          }],
        },
      ],
    },
  ],
})
