import { testRule } from './tester.js'

testRule('who waits for a function waits for what it gives back', {
  valid: [
    {
      name: 'a plain value',
      code: `
        class Feed {
          async greet() {
            if (!this.socket) return
            await this.#name(); this.socket.write('hello')
          }
          async #name() { return this.socket.name }
          destroy() { this.socket = null }
        }
      `,
    },
    {
      name: 'an own function that is no async one and gives back nothing',
      code: `
        class Feed {
          async greet() {
            if (!this.socket) return
            await this.#note('hello'); this.socket.write('hello')
          }
          #note(text) { this.last = text }
          destroy() { this.socket = null }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'a call',
      code: `
        class Feed {
          async greet() {
            if (!this.socket) return
            await this.#ask(1); this.socket.write('hello')
          }
          async #ask(number) { return request(this.socket, number) }
          destroy() { this.socket = null }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.socket', guarded: 'checked', guard: 'line 4',
            use: 'this use', during: 'during the `await` on this line', wait: '`await`',
            writer: '`destroy()` (line 8)', clear: 'set it to null',
          },
          line: 5, column: 33, endLine: 5, endColumn: 44,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.socket', exit: 'Return' },
            output: `
        class Feed {
          async greet() {
            if (!this.socket) return
            const socket = this.socket
            await this.#ask(1); if (this.socket !== socket) return; this.socket.write('hello')
          }
          async #ask(number) { return request(this.socket, number) }
          destroy() { this.socket = null }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'a promise by its name',
      code: `
        class Feed {
          async greet() {
            if (!this.socket) return
            await this.ready(); this.socket.write('hello')
          }
          async ready() { return this.readyPromise }
          destroy() { this.socket = null }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.socket', guarded: 'checked', guard: 'line 4',
            use: 'this use', during: 'during the `await` on this line', wait: '`await`',
            writer: '`destroy()` (line 8)', clear: 'set it to null',
          },
          line: 5, column: 33, endLine: 5, endColumn: 44,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.socket', exit: 'Return' },
            output: `
        class Feed {
          async greet() {
            if (!this.socket) return
            const socket = this.socket
            await this.ready(); if (this.socket !== socket) return; this.socket.write('hello')
          }
          async ready() { return this.readyPromise }
          destroy() { this.socket = null }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'an own function that is no async one and gives back a promise',
      code: `
        class Feed {
          async greet() {
            if (!this.socket) return
            await this.#note('hello'); this.socket.write('hello')
          }
          #note(text) { return save(text) }
          destroy() { this.socket = null }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.socket', guarded: 'checked', guard: 'line 4',
            use: 'this use', during: 'during the `await` on this line', wait: '`await`',
            writer: '`destroy()` (line 8)', clear: 'set it to null',
          },
          line: 5, column: 40, endLine: 5, endColumn: 51,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.socket', exit: 'Return' },
            output: `
        class Feed {
          async greet() {
            if (!this.socket) return
            const socket = this.socket
            await this.#note('hello'); if (this.socket !== socket) return; this.socket.write('hello')
          }
          #note(text) { return save(text) }
          destroy() { this.socket = null }
        }
      `,
          }],
        },
      ],
    },
  ],
})
