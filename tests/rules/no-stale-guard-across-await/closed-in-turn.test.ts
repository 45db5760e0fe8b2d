import { testRule } from './tester.js'

testRule('the writer waits until the handle has closed', {
  valid: [
    {
      name: 'what was asked of it has an answer by then',
      code: `
        class Cache {
          async stop() { await this.store.close(); this.store = null }
          async save(data) {
            if (!this.store) return
            await this.store.set('data', data)
            await this.store.save()
          }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'the writer does not wait',
      code: `
        class Cache {
          stop() { this.store.close(); this.store = null }
          async save(data) {
            if (!this.store) return
            await this.store.set('data', data)
            await this.store.save()
          }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.store', guarded: 'checked', guard: 'line 5',
            use: 'this use', during: 'during the `await` on line 6', wait: '`await`',
            writer: '`stop()` (line 3)', clear: 'set it to null',
          },
          line: 7, column: 19, endLine: 7, endColumn: 29,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.store', exit: 'Return' },
            output: `
        class Cache {
          stop() { this.store.close(); this.store = null }
          async save(data) {
            if (!this.store) return
            const store = this.store
            await this.store.set('data', data)
            if (this.store !== store) return
            await this.store.save()
          }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'it is opened while it is closed',
      code: `
        class Cache {
          async stop() { await this.store.close(); this.store = null }
          async start() {
            this.store = new Store()
            await this.store.open()
            this.store.watch()
          }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.store', guarded: 'set', guard: 'line 5', use: 'this use', during: 'during the `await` on line 6', wait: '`await`',
            writer: '`stop()` (line 3)', clear: 'set it to null',
          },
          line: 7, column: 13, endLine: 7, endColumn: 23,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.store', exit: 'Return' },
            output: `
        class Cache {
          async stop() { await this.store.close(); this.store = null }
          async start() {
            this.store = new Store()
            const store = this.store
            await this.store.open()
            if (this.store !== store) return
            this.store.watch()
          }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'the wait is for its end',
      code: `
        class Cache {
          async stop() { await this.store.close(); this.store = null }
          async leave() {
            if (!this.store) return
            await this.store.drain()
            this.store.log()
          }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.store', guarded: 'checked', guard: 'line 5',
            use: 'this use', during: 'during the `await` on line 6', wait: '`await`',
            writer: '`stop()` (line 3)', clear: 'set it to null',
          },
          line: 7, column: 13, endLine: 7, endColumn: 23,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.store', exit: 'Return' },
            output: `
        class Cache {
          async stop() { await this.store.close(); this.store = null }
          async leave() {
            if (!this.store) return
            const store = this.store
            await this.store.drain()
            if (this.store !== store) return
            this.store.log()
          }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'the wait is for something else',
      code: `
        class Cache {
          async stop() { await this.store.close(); this.store = null }
          async save() {
            if (!this.store) return
            const data = await load()
            await this.store.set('data', data)
          }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.store', guarded: 'checked', guard: 'line 5',
            use: 'this use', during: 'during the `await` on line 6', wait: '`await`',
            writer: '`stop()` (line 3)', clear: 'set it to null',
          },
          line: 7, column: 19, endLine: 7, endColumn: 29,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.store', exit: 'Return' },
            output: `
        class Cache {
          async stop() { await this.store.close(); this.store = null }
          async save() {
            if (!this.store) return
            const store = this.store
            const data = await load()
            if (this.store !== store) return
            await this.store.set('data', data)
          }
        }
      `,
          }],
        },
      ],
    },
  ],
})
