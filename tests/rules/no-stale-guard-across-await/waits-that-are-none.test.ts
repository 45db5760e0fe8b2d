import { testRule } from './tester.js'

testRule('the wait lets nobody else run, or fails', {
  valid: [
    {
      name: 'an own async function that waits for nothing',
      code: `
        class Agent {
          kill() { this.proc = null }
          async note() { this.count++ }
          async drain() {
            if (!this.proc) return
            await this.note()
            this.proc.ping()
          }
        }
      `,
    },
    {
      name: 'a promise that is resolved already',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            if (!this.proc) return
            await Promise.resolve()
            await null
            this.proc.ping()
          }
        }
      `,
    },
    {
      name: 'the use is part of what is awaited',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            if (!this.proc) return
            await this.proc.ping()
          }
        }
      `,
    },
    {
      name: 'the receiver is read in front of the argument',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            if (!this.proc) return
            this.proc.send(await turn())
          }
        }
      `,
    },
    {
      name: 'in a function inside',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            if (!this.proc) return
            queue.push(async () => { await turn() })
            this.proc.ping()
          }
        }
      `,
    },
    {
      name: 'on a way that leaves',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain(slow) {
            if (!this.proc) return
            if (slow) {
              await turn()
              return
            }
            this.proc.ping()
          }
        }
      `,
    },
    {
      name: 'an async function that is not awaited',
      code: `
        class Agent {
          kill() { this.proc = null }
          async pause() { await turn() }
          async drain() {
            if (!this.proc) return
            void this.pause()
            this.proc.ping()
          }
        }
      `,
    },
    {
      name: 'reads of the resource fail when it is closed',
      code: `
        class Reader {
          async close() { await this.page.close(); this.page = null }
          async read(url) {
            if (!this.page) return
            await this.page.goto(url)
            return this.page.content()
          }
        }
      `,
    },
    {
      name: 'what made the resource is closed',
      code: `
        class Reader {
          async open() {
            this.browser = await launch()
            this.page = await this.browser.newPage()
          }
          async close() { await this.browser?.close(); this.browser = this.page = undefined }
          async read(url) {
            if (!this.page) return
            await this.page.goto(url)
            return this.page.content()
          }
        }
      `,
    },
    {
      name: 'the wait is aborted first',
      code: `
        class Client {
          close() { this.controller.abort(); this.socket = null }
          async send(text) {
            if (!this.socket) return
            await turn({ signal: this.controller.signal })
            this.socket.send(text)
          }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'nothing closes the resource',
      code: `
        class Reader {
          async close() { this.page = null }
          async read(url) {
            if (!this.page) return
            await this.page.goto(url)
            return this.page.content()
          }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.page', guarded: 'checked', guard: 'line 5',
            use: 'this use', during: 'during the `await` on line 6', wait: '`await`',
            writer: '`close()` (line 3)', clear: 'set it to null',
          },
          line: 7, column: 20, endLine: 7, endColumn: 29,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.page', exit: 'Return' },
            output: `
        class Reader {
          async close() { this.page = null }
          async read(url) {
            if (!this.page) return
            const page = this.page
            await this.page.goto(url)
            if (this.page !== page) return
            return this.page.content()
          }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'nobody aborts the wait',
      code: `
        class Client {
          close() { this.socket = null }
          async send(text) {
            if (!this.socket) return
            await turn({ signal: this.controller.signal })
            this.socket.send(text)
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
        class Client {
          close() { this.socket = null }
          async send(text) {
            if (!this.socket) return
            const socket = this.socket
            await turn({ signal: this.controller.signal })
            if (this.socket !== socket) return
            this.socket.send(text)
          }
        }
      `,
          }],
        },
      ],
    },
  ],
})
