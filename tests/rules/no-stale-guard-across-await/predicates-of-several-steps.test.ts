import { testRule } from './tester.js'

testRule('a predicate of several steps is a guard', {
  valid: [
    {
      name: 'that says yes first',
      code: `
        class Feed {
          isFree() { if (!this.socket) return true; return this.socket.isFree }
          close() { this.socket = null }
          async send() {
            if (!this.isFree()) return
            await turn()
            this.socket.send('on')
          }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'that says no first',
      code: `
        class Feed {
          isOpen() { if (!this.socket) return false; return this.socket.isUp }
          close() { this.socket = null }
          async send() {
            if (!this.isOpen()) return
            await turn()
            this.socket.send('on')
          }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.socket', guarded: 'checked', guard: 'line 6',
            use: 'this use', during: 'during the `await` on line 7', wait: '`await`',
            writer: '`close()` (line 4)', clear: 'set it to null',
          },
          line: 8, column: 13, endLine: 8, endColumn: 24,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.socket', exit: 'Return' },
            output: `
        class Feed {
          isOpen() { if (!this.socket) return false; return this.socket.isUp }
          close() { this.socket = null }
          async send() {
            if (!this.isOpen()) return
            const socket = this.socket
            await turn()
            if (this.socket !== socket) return
            this.socket.send('on')
          }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'that looks at a local copy',
      code: `
        class Feed {
          get isOpen() {
            const socket = this.socket
            return socket !== null && socket.isUp
          }
          close() { this.socket = null }
          async send() {
            if (!this.isOpen) return
            await turn()
            this.socket.send('on')
          }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.socket', guarded: 'checked', guard: 'line 9',
            use: 'this use', during: 'during the `await` on line 10', wait: '`await`',
            writer: '`close()` (line 7)', clear: 'set it to null',
          },
          line: 11, column: 13, endLine: 11, endColumn: 24,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.socket', exit: 'Return' },
            output: `
        class Feed {
          get isOpen() {
            const socket = this.socket
            return socket !== null && socket.isUp
          }
          close() { this.socket = null }
          async send() {
            if (!this.isOpen) return
            const socket = this.socket
            await turn()
            if (this.socket !== socket) return
            this.socket.send('on')
          }
        }
      `,
          }],
        },
      ],
    },
  ],
})
