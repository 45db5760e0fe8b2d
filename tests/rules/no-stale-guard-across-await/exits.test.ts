import { testRule } from './tester.js'

testRule('a new check leaves as the guard does', {
  valid: [],
  invalid: [
    {
      name: 'with its error',
      code: `
        class Store {
          async get(key) {
            if (!this.db) throw new ClosedError(key)
            await turn()
            return this.db.get(key)
          }
          close() { this.db = null }
        }
      `,
      errors: [{ messageId: 'dereferences', line: 6, suggestions: [{
                   messageId: 'compare',
                   data: { source: 'this.db', exit: 'Throw' },
                   output: `
        class Store {
          async get(key) {
            if (!this.db) throw new ClosedError(key)
            const db = this.db
            await turn()
            if (this.db !== db) throw new ClosedError(key)
            return this.db.get(key)
          }
          close() { this.db = null }
        }
      `,
                 }] }],
    },
    {
      name: 'with its value, in the braces and semicolons of the file',
      code: `
        class Store {
            async get(key: string): Promise<string | undefined> {
                if (!this.db) {
                    return undefined;
                }
                await turn();
                return this.db.get(key);
            }
            close() { this.db = null; }
        }
      `,
      errors: [{ messageId: 'dereferences', line: 8, suggestions: [{
                   messageId: 'compare',
                   data: { source: 'this.db', exit: 'Return' },
                   output: `
        class Store {
            async get(key: string): Promise<string | undefined> {
                if (!this.db) {
                    return undefined;
                }
                const db = this.db;
                await turn();
                if (this.db !== db) {
                    return undefined;
                }
                return this.db.get(key);
            }
            close() { this.db = null; }
        }
      `,
                 }] }],
    },
    {
      name: 'with its answer',
      code: `
        class Store {
          async handle(request, response) {
            if (!this.db) return response.status(503).end()
            await turn()
            response.json(this.db.get(request.url))
          }
          close() { this.db = null }
        }
      `,
      errors: [{ messageId: 'dereferences', line: 6, suggestions: [{
                   messageId: 'compare',
                   data: { source: 'this.db', exit: 'Return' },
                   output: `
        class Store {
          async handle(request, response) {
            if (!this.db) return response.status(503).end()
            const db = this.db
            await turn()
            if (this.db !== db) return response.status(503).end()
            response.json(this.db.get(request.url))
          }
          close() { this.db = null }
        }
      `,
                 }] }],
    },
    {
      name: 'to the next round',
      code: `
        class Store {
          async run(keys) {
            for (const key of keys) {
              if (!this.db) continue
              await turn()
              this.db.get(key)
            }
          }
          close() { this.db = null }
        }
      `,
      errors: [{ messageId: 'dereferences', line: 7, suggestions: [{
                   messageId: 'compare',
                   data: { source: 'this.db', exit: 'Continue' },
                   output: `
        class Store {
          async run(keys) {
            for (const key of keys) {
              if (!this.db) continue
              const db = this.db
              await turn()
              if (this.db !== db) continue
              this.db.get(key)
            }
          }
          close() { this.db = null }
        }
      `,
                 }] }],
    },
    {
      name: 'out of the loop that tests it, if something follows',
      code: `
        class Store {
          async run() {
            while (this.db) {
              await turn()
              this.db.tick()
            }
            this.emit('end')
          }
          close() { this.db = null }
        }
      `,
      errors: [{ messageId: 'dereferences', line: 6, suggestions: [{
                   messageId: 'compare',
                   data: { source: 'this.db', exit: 'Leave the loop' },
                   output: `
        class Store {
          async run() {
            while (this.db) {
              const db = this.db
              await turn()
              if (this.db !== db) break
              this.db.tick()
            }
            this.emit('end')
          }
          close() { this.db = null }
        }
      `,
                 }] }],
    },
    {
      name: 'and skips only the use if code follows the positive check',
      code: `
        class Store {
          async show(isNew) {
            if (isNew && this.view) {
              await turn()
              this.view.focus()
            }
            this.emit('shown')
          }
          close() { this.view = null }
        }
      `,
      errors: [{ messageId: 'dereferences', line: 6, suggestions: [{
                   messageId: 'onlyIfSame',
                   data: { source: 'this.view' },
                   output: `
        class Store {
          async show(isNew) {
            if (isNew && this.view) {
              const view = this.view
              await turn()
              if (this.view === view) this.view.focus()
            }
            this.emit('shown')
          }
          close() { this.view = null }
        }
      `,
                 }] }],
    },
  ],
})

testRule('no new check', {
  valid: [],
  invalid: [
    {
      name: 'that skips the reset of a flag',
      code: `
        class Store {
          async get(key) {
            if (!this.db) return
            this.busy = true
            await turn()
            this.db.get(key)
            this.busy = false
          }
          close() { this.db = null }
        }
      `,
      errors: [{ messageId: 'dereferences', line: 7 }],
    },
    {
      name: 'that leaves a finally block',
      code: `
        class Store {
          async get(key) {
            if (!this.db) return
            await turn()
            try { work() } finally { this.db.end(); log() }
          }
          close() { this.db = null }
        }
      `,
      errors: [{ messageId: 'dereferences', line: 6 }],
    },
    {
      name: 'that starts what the guard starts',
      code: `
        class Store {
          async get(key) {
            if (!this.db) return this.reopen(key)
            await turn()
            return this.db.get(key)
          }
          close() { this.db = null }
        }
      `,
      errors: [{ messageId: 'dereferences', line: 6 }],
    },
    {
      name: 'that makes up an answer',
      code: `
        class Store {
          async open(key) {
            this.db = await connect()
            await turn()
            return this.db.get(key)
          }
          close() { this.db = null }
        }
      `,
      errors: [{ messageId: 'dereferences', line: 6 }],
    },
  ],
})
