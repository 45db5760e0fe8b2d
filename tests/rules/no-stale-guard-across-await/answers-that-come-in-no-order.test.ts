import { testRule } from './tester.js'

testRule('the writer waits for something else of the handle', {
  valid: [
    {
      name: 'two queries come in turn',
      code: `
        class Feed {
          async stop() { await this.conn.query('unlisten'); this.conn = null }
          async run(items) {
            if (!this.conn) return
            await this.conn.query('listen')
            this.conn.ping()
          }

        }
      `,
    },
    {
      name: 'it closes where there is anything to close',
      code: `
        class Feed {
          async stop() { if (this.conn) await this.conn.close(); this.conn = null }
          async run(items) {
            if (!this.conn) return
            await this.conn.get('/slow')
            this.conn.ping()
          }

        }
      `,
    },
  ],
  invalid: [
    {
      name: 'two requests come in any order',
      code: `
        class Feed {
          async stop() { await this.conn.get('/logout'); this.conn = null }
          async run(items) {
            if (!this.conn) return
            await this.conn.get('/slow')
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
            writer: '`stop()` (line 3)', clear: 'set it to null',
          },
          line: 7, column: 13, endLine: 7, endColumn: 22,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.conn', exit: 'Return' },
            output: `
        class Feed {
          async stop() { await this.conn.get('/logout'); this.conn = null }
          async run(items) {
            if (!this.conn) return
            const conn = this.conn
            await this.conn.get('/slow')
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
      name: 'it closes on some ways only',
      code: `
        class Feed {
          async stop(hard) { if (!hard) await this.conn.close(); this.conn = null }
          async run(items) {
            if (!this.conn) return
            await this.conn.get('/slow')
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
            writer: '`stop()` (line 3)', clear: 'set it to null',
          },
          line: 7, column: 13, endLine: 7, endColumn: 22,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.conn', exit: 'Return' },
            output: `
        class Feed {
          async stop(hard) { if (!hard) await this.conn.close(); this.conn = null }
          async run(items) {
            if (!this.conn) return
            const conn = this.conn
            await this.conn.get('/slow')
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
      name: 'it closes a part of it',
      code: `
        class Feed {
          async stop() { await this.conn.cursor.close(); this.conn = null }
          async run(items) {
            if (!this.conn) return
            await this.conn.get('/slow')
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
            writer: '`stop()` (line 3)', clear: 'set it to null',
          },
          line: 7, column: 13, endLine: 7, endColumn: 22,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.conn', exit: 'Return' },
            output: `
        class Feed {
          async stop() { await this.conn.cursor.close(); this.conn = null }
          async run(items) {
            if (!this.conn) return
            const conn = this.conn
            await this.conn.get('/slow')
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
      name: 'it is no answer that is awaited',
      code: `
        class Feed {
          async stop() { await this.conn.close(); this.conn = null }
          async run(items) {
            if (!this.conn) return
            await this.conn.ready
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
            writer: '`stop()` (line 3)', clear: 'set it to null',
          },
          line: 7, column: 13, endLine: 7, endColumn: 22,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.conn', exit: 'Return' },
            output: `
        class Feed {
          async stop() { await this.conn.close(); this.conn = null }
          async run(items) {
            if (!this.conn) return
            const conn = this.conn
            await this.conn.ready
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
