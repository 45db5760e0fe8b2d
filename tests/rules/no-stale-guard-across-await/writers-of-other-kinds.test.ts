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
          data: { cell: 'socket', guardLine: '4', guarded: 'set', writer: 'a callback', writerLine: '7', yieldLine: '5' },
          line: 9, column: 28, endLine: 9, endColumn: 39,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.socket' },
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
