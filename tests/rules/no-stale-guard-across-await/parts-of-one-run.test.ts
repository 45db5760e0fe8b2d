import { testRule } from './tester.js'

testRule('private parts of one run', {
  valid: [
    {
      name: 'that are waited for together',
      code: `
        class Job {
          async run() {
            this.#open()
            await Promise.all([this.#work(1), this.#work(2)])
            this.#close()
          }
          #open() { this.socket = make() }
          async #work(number) {
            if (!this.socket) return
            await turn(); this.socket.send(number)
          }
          #close() { this.socket = null }
        }
      `,
    },
    {
      name: 'whose failure is caught away',
      code: `
        class Job {
          poll() { void this.#poll().catch(() => {}) }
          async #poll() {
            if (!this.socket) return
            await turn(); this.socket.send('on')
          }
          close() { this.socket = null }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'whose failure is told',
      code: `
        class Job {
          poll() { void this.#poll().catch(error => { report(error) }) }
          async #poll() {
            if (!this.socket) return
            await turn(); this.socket.send('on')
          }
          close() { this.socket = null }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.socket', guarded: 'checked', guard: 'line 5',
            use: 'this use', during: 'during the `await` on this line', wait: '`await`',
            writer: '`close()` (line 8)', clear: 'set it to null',
          },
          line: 6, column: 27, endLine: 6, endColumn: 38,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.socket', exit: 'Return' },
            output: `
        class Job {
          poll() { void this.#poll().catch(error => { report(error) }) }
          async #poll() {
            if (!this.socket) return
            const socket = this.socket
            await turn(); if (this.socket !== socket) return; this.socket.send('on')
          }
          close() { this.socket = null }
        }
      `,
          }],
        },
      ],
    },
  ],
})
