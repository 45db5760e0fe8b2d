import { testRule } from './tester.js'

testRule('it may be emptied, in another way', {
  valid: [],
  invalid: [
    {
      name: 'by a handler that is set while it is awaited',
      code: `
        class Feed {
          async connect() {
            this.socket = new WebSocket(url)
            await new Promise((resolve, reject) => {
              this.socket.onopen = resolve
              this.socket.onclose = () => { this.socket = null }
            })
            await login(); this.socket.send('hello')
          }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.socket', guarded: 'set', guard: 'line 4', use: 'this use', during: 'during the `await` on line 5', wait: '`await`',
            writer: 'the `onclose` handler on line 7', clear: 'set it to null',
          },
          line: 9, column: 28, endLine: 9, endColumn: 39,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.socket', exit: 'Return' },
            output: `
        class Feed {
          async connect() {
            this.socket = new WebSocket(url)
            const socket = this.socket
            await new Promise((resolve, reject) => {
              this.socket.onopen = resolve
              this.socket.onclose = () => { this.socket = null }
            })
            await login(); if (this.socket !== socket) return; this.socket.send('hello')
          }
        }
      `,
          }],
        },
      ],
    },
  ],
})
