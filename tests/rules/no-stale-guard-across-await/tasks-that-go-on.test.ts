import { testRule } from './tester.js'

testRule('what is made of a callback goes on', {
  valid: [],
  invalid: [
    {
      name: 'a subscription',
      code: `
        class Feed {
          start() { this.sub = bus.subscribe(m => this.#handle(m)) }
          async stop() { await this.sub.unsubscribe(); this.db = null }
          async #handle(m) {
            if (!this.db) return
            const row = await load(m)
            this.db.put(row)
          }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.db', guarded: 'checked', guard: 'line 6', use: 'this use', during: 'during the `await` on line 7', wait: '`await`',
            writer: '`stop()` (line 4)', clear: 'set it to null',
          },
          line: 8, column: 13, endLine: 8, endColumn: 20,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.db', exit: 'Return' },
            output: `
        class Feed {
          start() { this.sub = bus.subscribe(m => this.#handle(m)) }
          async stop() { await this.sub.unsubscribe(); this.db = null }
          async #handle(m) {
            if (!this.db) return
            const db = this.db
            const row = await load(m)
            if (this.db !== db) return
            this.db.put(row)
          }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'a task that does not wait for the function',
      code: `
        class Feed {
          start() { this.task = Task.from(() => { void this.#handle() }) }
          async stop() { await this.task.cancelAndWait(); this.db = null }
          async #handle() {
            if (!this.db) return
            const row = await load()
            this.db.put(row)
          }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.db', guarded: 'checked', guard: 'line 6', use: 'this use', during: 'during the `await` on line 7', wait: '`await`',
            writer: '`stop()` (line 4)', clear: 'set it to null',
          },
          line: 8, column: 13, endLine: 8, endColumn: 20,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.db', exit: 'Return' },
            output: `
        class Feed {
          start() { this.task = Task.from(() => { void this.#handle() }) }
          async stop() { await this.task.cancelAndWait(); this.db = null }
          async #handle() {
            if (!this.db) return
            const db = this.db
            const row = await load()
            if (this.db !== db) return
            this.db.put(row)
          }
        }
      `,
          }],
        },
      ],
    },
  ],
})
