import { testRule } from './tester.js'

testRule('a comparison through an optional chain is a guard', {
  valid: [
    {
      name: 'with undefined, which an absent handle gives',
      code: `
        class Feed {
          close() { this.proc = null }
          async send(message) {
            if (this.proc?.exitCode !== undefined) return
            await encode(message)
            this.proc.send(message)
          }
        }
      `,
    },
    {
      name: 'the other way round',
      code: `
        class Feed {
          close() { this.socket = null }
          async send(message) {
            if (this.socket?.readyState === WebSocket.OPEN) return
            await encode(message)
            this.socket.send(message)
          }
        }
      `,
    },
    {
      name: 'again behind the wait',
      code: `
        class Feed {
          close() { this.socket = null }
          async send(message) {
            if (this.socket?.readyState !== WebSocket.OPEN) return
            await encode(message)
            if (this.socket?.readyState !== WebSocket.OPEN) return
            this.socket.send(message)
          }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'of a state',
      code: `
        class Feed {
          close() { this.socket = null }
          async send(message) {
            if (this.socket?.readyState !== WebSocket.OPEN) return
            await encode(message)
            this.socket.send(message)
          }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.socket', guarded: 'checked', guard: 'line 5',
            use: 'this use', during: 'during the `await` on line 6', wait: '`await`',
            writer: '`close()` (line 3)', clear: 'set it to null',
          },
          line: 7, column: 13, endLine: 7, endColumn: 24,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.socket', exit: 'Return' },
            output: `
        class Feed {
          close() { this.socket = null }
          async send(message) {
            if (this.socket?.readyState !== WebSocket.OPEN) return
            const socket = this.socket
            await encode(message)
            if (this.socket !== socket) return
            this.socket.send(message)
          }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'with null, which no absent handle gives',
      code: `
        class Feed {
          close() { this.proc = null }
          async send(message) {
            if (this.proc?.exitCode !== null) return
            await encode(message)
            this.proc.send(message)
          }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.proc', guarded: 'checked', guard: 'line 5',
            use: 'this use', during: 'during the `await` on line 6', wait: '`await`',
            writer: '`close()` (line 3)', clear: 'set it to null',
          },
          line: 7, column: 13, endLine: 7, endColumn: 22,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.proc', exit: 'Return' },
            output: `
        class Feed {
          close() { this.proc = null }
          async send(message) {
            if (this.proc?.exitCode !== null) return
            const proc = this.proc
            await encode(message)
            if (this.proc !== proc) return
            this.proc.send(message)
          }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'in a getter',
      code: `
        class Feed {
          get isOpen() { return this.socket?.readyState === WebSocket.OPEN }
          close() { this.socket = null }
          async send(message) {
            if (!this.isOpen) return
            await encode(message)
            this.socket.send(message)
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
          get isOpen() { return this.socket?.readyState === WebSocket.OPEN }
          close() { this.socket = null }
          async send(message) {
            if (!this.isOpen) return
            const socket = this.socket
            await encode(message)
            if (this.socket !== socket) return
            this.socket.send(message)
          }
        }
      `,
          }],
        },
      ],
    },
  ],
})
