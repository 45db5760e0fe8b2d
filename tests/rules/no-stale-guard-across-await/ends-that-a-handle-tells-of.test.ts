import { testRule } from './tester.js'

testRule('the handle tells of its end', {
  valid: [
    {
      name: 'while an answer is awaited',
      code: `
        class Feed {
          watch() { this.conn.on('close', () => { this.conn = null }) }
          async run(items) {
            if (!this.conn) return
            await this.conn.query()
            this.conn.ping()
          }

        }
      `,
    },
  ],
  invalid: [
    {
      name: 'which is what is awaited',
      code: `
        class Feed {
          watch() { this.conn.on('close', () => { this.conn = null }) }
          async run(items) {
            if (!this.conn) return
            await this.conn.close()
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
            writer: "the 'close' listener on line 3", clear: 'set it to null',
          },
          line: 7, column: 13, endLine: 7, endColumn: 22,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.conn', exit: 'Return' },
            output: `
        class Feed {
          watch() { this.conn.on('close', () => { this.conn = null }) }
          async run(items) {
            if (!this.conn) return
            const conn = this.conn
            await this.conn.close()
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
      name: 'which a property tells of',
      code: `
        class Feed {
          watch() { this.conn.on('exit', () => { this.conn = null }) }
          async run(items) {
            if (!this.conn) return
            await this.conn.exited
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
            writer: "the 'exit' listener on line 3", clear: 'set it to null',
          },
          line: 7, column: 13, endLine: 7, endColumn: 22,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.conn', exit: 'Return' },
            output: `
        class Feed {
          watch() { this.conn.on('exit', () => { this.conn = null }) }
          async run(items) {
            if (!this.conn) return
            const conn = this.conn
            await this.conn.exited
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
      name: 'and a handler is there for the failure',
      code: `
        class Feed {
          watch() { this.conn.on('close', () => { this.conn = null }) }
          async run(items) {
            if (!this.conn) return
            await this.conn.query().catch(() => {})
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
            writer: "the 'close' listener on line 3", clear: 'set it to null',
          },
          line: 7, column: 13, endLine: 7, endColumn: 22,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.conn', exit: 'Return' },
            output: `
        class Feed {
          watch() { this.conn.on('close', () => { this.conn = null }) }
          async run(items) {
            if (!this.conn) return
            const conn = this.conn
            await this.conn.query().catch(() => {})
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
      name: 'of one direction only',
      code: `
        class Feed {
          watch() { this.conn.on('end', () => { this.conn = null }) }
          async run(items) {
            if (!this.conn) return
            await this.conn.query()
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
            writer: "the 'end' listener on line 3", clear: 'set it to null',
          },
          line: 7, column: 13, endLine: 7, endColumn: 22,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.conn', exit: 'Return' },
            output: `
        class Feed {
          watch() { this.conn.on('end', () => { this.conn = null }) }
          async run(items) {
            if (!this.conn) return
            const conn = this.conn
            await this.conn.query()
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
