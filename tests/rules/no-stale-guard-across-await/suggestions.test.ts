import { testRule } from './tester.js'

testRule('what is suggested fits what was found', {
  valid: [],
  invalid: [
    {
      name: 'no local from before the cell is filled',
      code: `
        class Store {
          async get(key) {
            if (!this.db) { this.db = create(); await this.db.init() }
            return this.db.get(key)
          }
          close() { this.db = null }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.db', guarded: 'set', guard: 'line 4', use: 'this use', during: 'during the `await` on line 4', wait: '`await`',
            writer: '`close()` (line 7)', clear: 'set it to null',
          },
          line: 5, column: 20, endLine: 5, endColumn: 27,
          suggestions: [],
        },
      ],
    },
    {
      name: 'no local from before another function fills it',
      code: `
        class Store {
          async get(key) {
            await this.open()
            return this.db.get(key)
          }
          async open() {
            if (this.db) return
            this.db = create()
            await turn()
            await this.db.ready()
          }
          close() { this.db = null }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.db', guarded: 'set', guard: 'line 9', use: 'this use', during: 'during the `await` on line 10', wait: '`await`',
            writer: '`close()` (line 13)', clear: 'set it to null',
          },
          line: 11, column: 19, endLine: 11, endColumn: 26,
          suggestions: [{
            messageId: 'onlyIfSame',
            data: { source: 'this.db' },
            output: `
        class Store {
          async get(key) {
            await this.open()
            return this.db.get(key)
          }
          async open() {
            if (this.db) return
            this.db = create()
            const db = this.db
            await turn()
            if (this.db === db) await this.db.ready()
          }
          close() { this.db = null }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'no local across another write',
      code: `
        class Store {
          async get(key, isNew) {
            if (!this.db) return
            await turn()
            if (isNew) { this.db = create(); await turn() }
            count()
            this.db.get(key)
          }
          close() { this.db = null }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.db', guarded: 'set', guard: 'line 6', use: 'this use', during: 'during the `await` on line 6', wait: '`await`',
            writer: '`close()` (line 10)', clear: 'set it to null',
          },
          line: 8, column: 13, endLine: 8, endColumn: 20,
          suggestions: [],
        },
      ],
    },
    {
      name: 'no question about something that is no flag',
      code: `
        class Store {
          async get(key) {
            if (!this.db) return
            await turn()
            this.db.get(key)
          }
          close() { this.lastError = new Error('closed'); this.db = null }
          getLastError() { return this.lastError }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.db', guarded: 'checked', guard: 'line 4', use: 'this use', during: 'during the `await` on line 5', wait: '`await`',
            writer: '`close()` (line 8)', clear: 'set it to null',
          },
          line: 6, column: 13, endLine: 6, endColumn: 20,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.db', exit: 'Return' },
            output: `
        class Store {
          async get(key) {
            if (!this.db) return
            const db = this.db
            await turn()
            if (this.db !== db) return
            this.db.get(key)
          }
          close() { this.lastError = new Error('closed'); this.db = null }
          getLastError() { return this.lastError }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'no question about a flag that others set, too',
      code: `
        class Store {
          async get(key) {
            if (!this.db) return
            await turn()
            this.db.get(key)
          }
          open() { this.isKnown = true }
          close() { this.isKnown = true; this.db = null }
          isStored() { return this.isKnown }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.db', guarded: 'checked', guard: 'line 4', use: 'this use', during: 'during the `await` on line 5', wait: '`await`',
            writer: '`close()` (line 9)', clear: 'set it to null',
          },
          line: 6, column: 13, endLine: 6, endColumn: 20,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.db', exit: 'Return' },
            output: `
        class Store {
          async get(key) {
            if (!this.db) return
            const db = this.db
            await turn()
            if (this.db !== db) return
            this.db.get(key)
          }
          open() { this.isKnown = true }
          close() { this.isKnown = true; this.db = null }
          isStored() { return this.isKnown }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'a question about a flag that start-up takes back',
      code: `
        class Store {
          open() { this.closed = false; this.db = connect() }
          async get(key) {
            if (!this.db) return
            await turn()
            this.db.get(key)
          }
          close() { this.closed = true; this.db = null }
          hasClosed() { return this.closed }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.db', guarded: 'checked', guard: 'line 5', use: 'this use', during: 'during the `await` on line 6', wait: '`await`',
            writer: '`close()` (line 9)', clear: 'set it to null',
          },
          line: 7, column: 13, endLine: 7, endColumn: 20,
          suggestions: [{
            messageId: 'ask',
            data: { source: 'this.hasClosed()', exit: 'Return' },
            output: `
        class Store {
          open() { this.closed = false; this.db = connect() }
          async get(key) {
            if (!this.db) return
            await turn()
            if (this.hasClosed()) return
            this.db.get(key)
          }
          close() { this.closed = true; this.db = null }
          hasClosed() { return this.closed }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'a new question, written as the code is',
      code: `
        class Store {
          closed = false;
          async get(key: string): Promise<void> {
            if (!this.db) return;
            await turn();
            this.db.get(key);
          }
          close(): void { this.closed = true; this.db = null; }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.db', guarded: 'checked', guard: 'line 5', use: 'this use', during: 'during the `await` on line 6', wait: '`await`',
            writer: '`close()` (line 9)', clear: 'set it to null',
          },
          line: 7, column: 13, endLine: 7, endColumn: 20,
          suggestions: [{
            messageId: 'ask',
            data: { source: 'this.closed', exit: 'Return' },
            output: `
        class Store {
          closed = false;
          async get(key: string): Promise<void> {
            if (!this.db) return;
            await turn();
            if (this.closed) return;
            this.db.get(key);
          }
          close(): void { this.closed = true; this.db = null; }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'no new question where there is one of that name',
      code: `
        class Store {
          #isClosed() { return false }
          async get(key) {
            if (!this.db) return
            await turn()
            this.db.get(key)
          }
          close() { this.closed = true; this.db = null }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.db', guarded: 'checked', guard: 'line 5', use: 'this use', during: 'during the `await` on line 6', wait: '`await`',
            writer: '`close()` (line 9)', clear: 'set it to null',
          },
          line: 7, column: 13, endLine: 7, endColumn: 20,
          suggestions: [{
            messageId: 'ask',
            data: { source: 'this.closed', exit: 'Return' },
            output: `
        class Store {
          #isClosed() { return false }
          async get(key) {
            if (!this.db) return
            await turn()
            if (this.closed) return
            this.db.get(key)
          }
          close() { this.closed = true; this.db = null }
        }
      `,
          }],
        },
      ],
    },
  ],
})
