import { testRule } from './tester.js'

testRule('a private method runs twice', {
  valid: [],
  invalid: [
    {
      name: 'on an object that all have',
      code: `
        class Cache {
          static #it = new Cache()
          static get() { return Cache.#it.#load() }
          async end() { await this.db.close() }
          async #load() {
            if (!this.db) this.db = await open()
            return this.db
          }
        }
      `,
      errors: [
        {
          messageId: 'overwrites',
          data: {
            cell: 'this.db', guard: 'this line',
            use: 'this use', during: 'during the `await` on this line', wait: '`await`', run: '`#load()`',
            end: 'closed',
          },
          line: 7, column: 27, endLine: 7, endColumn: 34,
          suggestions: [],
        },
      ],
    },
    {
      name: 'that other files call',
      code: `
        class Cache {
          async end() { await this.db.close() }
          async _load() {
            if (!this.db) this.db = await open()
            return this.db
          }
        }
      `,
      errors: [
        {
          messageId: 'overwrites',
          data: {
            cell: 'this.db', guard: 'this line',
            use: 'this use', during: 'during the `await` on this line', wait: '`await`', run: '`_load()`',
            end: 'closed',
          },
          line: 5, column: 27, endLine: 5, endColumn: 34,
          suggestions: [],
        },
      ],
    },
  ],
})
