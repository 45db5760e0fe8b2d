import { testRule } from './tester.js'

testRule('what empties the cell does not come while it matters', {
  valid: [
    {
      name: 'a method, where the wait has failed',
      code: `
        class Dialog {
          close() { this.editor = null }
          async edit(editor) {
            this.editor = editor
            try {
              await show(editor)
            } catch (error) {
              this.editor.abandon(error)
              throw error
            }
          }
        }
      `,
    },
    {
      name: 'the promise in the cell itself, when it has settled',
      code: `
        class Client {
          constructor(raw) {
            this.raw = raw
            this.pending = raw.connect().then(() => { this.pending = undefined }, () => { this.pending = undefined })
          }
          async connect() {
            if (this.pending) return this.pending
            this.pending = this.raw.connect().then(() => { this.pending = undefined }, error => { this.pending = undefined; throw error })
            return this.pending
          }
        }
      `,
    },
    {
      name: 'only where filling it anew has failed',
      code: `
        class Runner {
          async commit() {
            if (!this.transaction) throw new Error('not started')
            await this.hooks.emit('commit')
            await this.transaction.commit()
          }
          async renew() {
            try { this.transaction = await begin() } catch { this.transaction = undefined }
          }
        }
      `,
    },
    {
      name: 'only a handle that is open, which it is behind the wait',
      code: `
        class Driver {
          async init() {
            this.port = new Port()
            await this.port.asyncOpen()
            this.port.on('data', listen)
          }
          async close() {
            if (this.port?.isOpen) {
              await this.port.flush()
              this.port = undefined
            }
          }
        }
      `,
    },
    {
      name: 'a handle that finishes first what an own function asks of it',
      code: `
        class Store {
          async publish(key) {
            if (!this.client) return
            const user = await this.#userOf(key)
            await this.client.publish(key, user)
          }
          async #userOf(key) {
            if (!this.client) throw new Error('closed')
            return await this.client.get(key)
          }
          async close() { await this.client.quit(); this.client = null }
        }
      `,
    },
    {
      name: 'the other arm of the promise that fills it',
      code: `
        class Row {
          #manager
          start() {
            load().then(manager => { this.#manager = manager }, () => { this.#manager = null })
          }
          async send() {
            if (!this.#manager) return
            await turn()
            this.#manager.show()
          }
        }
      `,
    },
    {
      name: 'a listener that is registered behind the wait',
      code: `
        class View {
          #panel
          async open() {
            if (this.#panel) return
            this.#panel = createPanel()
            await this.#panel.load()
            this.#panel.onClose(() => { this.#panel = undefined })
          }
        }
      `,
    },
    {
      name: 'a listener, where the wait has failed',
      code: `
        class Dialog {
          constructor(element) { element.addEventListener('close', () => { this.editor = null }) }
          async edit(editor) {
            this.editor = editor
            try {
              await show(editor)
            } catch (error) {
              this.editor.abandon(error)
              throw error
            }
          }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'where something else has failed',
      code: `
        class Runner {
          async commit() {
            if (!this.transaction) throw new Error('not started')
            await this.hooks.emit('commit')
            await this.transaction.commit()
          }
          async renew() {
            try { await begin() } catch { this.transaction = undefined }
          }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.transaction', guarded: 'checked', guard: 'line 4',
            use: 'this use', during: 'during the `await` on line 5', wait: '`await`',
            writer: '`renew()` (line 9)', clear: 'set it to undefined',
          },
          line: 6, column: 19, endLine: 6, endColumn: 35,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.transaction', exit: 'Throw' },
            output: `
        class Runner {
          async commit() {
            if (!this.transaction) throw new Error('not started')
            const transaction = this.transaction
            await this.hooks.emit('commit')
            if (this.transaction !== transaction) throw new Error('not started')
            await this.transaction.commit()
          }
          async renew() {
            try { await begin() } catch { this.transaction = undefined }
          }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'a handle that is open, while something else is awaited',
      code: `
        class Driver {
          async init() {
            this.port = new Port()
            await turn()
            this.port.on('data', listen)
          }
          async close() {
            if (this.port?.isOpen) {
              await this.port.flush()
              this.port = undefined
            }
          }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.port', guarded: 'set', guard: 'line 4', use: 'this use', during: 'during the `await` on line 5', wait: '`await`',
            writer: '`close()` (line 11)', clear: 'set it to undefined',
          },
          line: 6, column: 13, endLine: 6, endColumn: 22,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.port', exit: 'Return' },
            output: `
        class Driver {
          async init() {
            this.port = new Port()
            const port = this.port
            await turn()
            if (this.port !== port) return
            this.port.on('data', listen)
          }
          async close() {
            if (this.port?.isOpen) {
              await this.port.flush()
              this.port = undefined
            }
          }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'an arm of another promise',
      code: `
        class Row {
          #manager
          start() {
            load().then(manager => { this.#manager = manager })
            closed().then(() => { this.#manager = null })
          }
          async send() {
            if (!this.#manager) return
            await turn()
            this.#manager.show()
          }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.#manager', guarded: 'checked', guard: 'line 9',
            use: 'this use', during: 'during the `await` on line 10', wait: '`await`',
            writer: 'the `then()` callback on line 6', clear: 'set it to null',
          },
          line: 11, column: 13, endLine: 11, endColumn: 26,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.#manager', exit: 'Return' },
            output: `
        class Row {
          #manager
          start() {
            load().then(manager => { this.#manager = manager })
            closed().then(() => { this.#manager = null })
          }
          async send() {
            if (!this.#manager) return
            const manager = this.#manager
            await turn()
            if (this.#manager !== manager) return
            this.#manager.show()
          }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'a listener that is registered before the wait',
      code: `
        class View {
          #panel
          async open() {
            if (this.#panel) return
            this.#panel = createPanel()
            this.#panel.onClose(() => { this.#panel = undefined })
            await load(); this.#panel.show()
          }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.#panel', guarded: 'set', guard: 'line 6',
            use: 'this use', during: 'during the `await` on this line', wait: '`await`',
            writer: 'the `onClose()` callback on line 7', clear: 'set it to undefined',
          },
          line: 8, column: 27, endLine: 8, endColumn: 38,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.#panel', exit: 'Return' },
            output: `
        class View {
          #panel
          async open() {
            if (this.#panel) return
            this.#panel = createPanel()
            this.#panel.onClose(() => { this.#panel = undefined })
            const panel = this.#panel
            await load(); if (this.#panel !== panel) return; this.#panel.show()
          }
        }
      `,
          }],
        },
      ],
    },
  ],
})
