import { testRule } from './tester.js'

testRule('what only looks as if it kept the two apart', {
  valid: [
    {
      name: 'nothing: the function that calls itself waits for nobody else',
      code: `
        class Tree {
          clear() { this.root = null }
          async walk() {
            if (!this.root) return
            await this.#visit(this.root)
            this.root.mark()
          }
          async #visit(node) { if (node) await this.#visit(node.next) }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'two cells that are each filled behind a wait',
      code: `
        class Store {
          async connect() {
            if (this.reader) return
            this.reader = await open()
            if (this.writer) return
            this.writer = await open()
          }
          close() { this.reader.close(); this.writer.close() }
        }
      `,
      errors: [
        {
          messageId: 'overwrites',
          data: {
            cell: 'this.reader', guard: 'line 4',
            use: 'this use', during: 'during the `await` on this line', wait: '`await`', run: '`connect()`',
            end: 'closed',
          },
          line: 5, column: 13, endLine: 5, endColumn: 24,
          suggestions: [],
        },
        {
          messageId: 'overwrites',
          data: {
            cell: 'this.writer', guard: 'line 6',
            use: 'this use', during: 'during the `await` on this line', wait: '`await`', run: '`connect()`',
            end: 'closed',
          },
          line: 7, column: 13, endLine: 7, endColumn: 24,
          suggestions: [],
        },
      ],
    },
    {
      name: 'a value made of itself',
      code: `
        class Store {
          async connect() {
            if (!this.url) return
            this.url = this.url.trim()
            if (this.socket) return
            this.socket = await open(this.url)
          }
          close() { this.socket.close() }
        }
      `,
      errors: [
        {
          messageId: 'overwrites',
          data: {
            cell: 'this.socket', guard: 'line 6',
            use: 'this use', during: 'during the `await` on this line', wait: '`await`', run: '`connect()`',
            end: 'closed',
          },
          line: 7, column: 13, endLine: 7, endColumn: 24,
          suggestions: [],
        },
      ],
    },
    {
      name: 'an own method that has the name of an inherited flag',
      code: `
        class Feed {
          isStopped() { return this.stopped }
          stop() { this.stopped = true; this.socket = null }
          drop() { this.socket = null }
          async run() {
            if (!this.socket) return
            await turn()
            if (!this.isStopped()) this.socket.ping()
          }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.socket', guarded: 'checked', guard: 'line 7',
            use: 'this use', during: 'during the `await` on line 8', wait: '`await`',
            writer: '`drop()` (line 5)', clear: 'set it to null',
          },
          line: 9, column: 36, endLine: 9, endColumn: 47,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.socket', exit: 'Return' },
            output: `
        class Feed {
          isStopped() { return this.stopped }
          stop() { this.stopped = true; this.socket = null }
          drop() { this.socket = null }
          async run() {
            if (!this.socket) return
            const socket = this.socket
            await turn()
            if (this.socket !== socket) return
            if (!this.isStopped()) this.socket.ping()
          }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'a flag that is given a value which may be either',
      code: `
        class Feed {
          async run(isOn) {
            if (!this.socket) return
            this.isOn = isOn
            await turn()
            this.socket.ping()
          }
          stop() { if (!this.isOn) this.socket = null }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.socket', guarded: 'checked', guard: 'line 4',
            use: 'this use', during: 'during the `await` on line 6', wait: '`await`',
            writer: '`stop()` (line 9)', clear: 'set it to null',
          },
          line: 7, column: 13, endLine: 7, endColumn: 24,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.socket', exit: 'Return' },
            output: `
        class Feed {
          async run(isOn) {
            if (!this.socket) return
            this.isOn = isOn
            const socket = this.socket
            await turn()
            if (this.socket !== socket) return
            this.socket.ping()
          }
          stop() { if (!this.isOn) this.socket = null }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'a flag that the writer sets itself before it asks',
      code: `
        class Feed {
          async run() {
            if (!this.socket) return
            this.busy = true
            await turn()
            this.socket.ping()
          }
          stop() { this.#cancel(); if (!this.busy) this.socket = null }
          #cancel() { this.busy = false }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.socket', guarded: 'checked', guard: 'line 4',
            use: 'this use', during: 'during the `await` on line 6', wait: '`await`',
            writer: '`stop()` (line 9)', clear: 'set it to null',
          },
          line: 7, column: 13, endLine: 7, endColumn: 24,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.socket', exit: 'Return' },
            output: `
        class Feed {
          async run() {
            if (!this.socket) return
            this.busy = true
            const socket = this.socket
            await turn()
            if (this.socket !== socket) return
            this.socket.ping()
          }
          stop() { this.#cancel(); if (!this.busy) this.socket = null }
          #cancel() { this.busy = false }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'a hook that is no test runner',
      code: `
        class Feed {
          constructor() { this.hooks.after('end', () => { this.socket = null }) }
          async run() {
            if (!this.socket) return
            await turn()
            this.socket.ping()
          }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.socket', guarded: 'checked', guard: 'line 5',
            use: 'this use', during: 'during the `await` on line 6', wait: '`await`',
            writer: 'the `after()` callback on line 3', clear: 'set it to null',
          },
          line: 7, column: 13, endLine: 7, endColumn: 24,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.socket', exit: 'Return' },
            output: `
        class Feed {
          constructor() { this.hooks.after('end', () => { this.socket = null }) }
          async run() {
            if (!this.socket) return
            const socket = this.socket
            await turn()
            if (this.socket !== socket) return
            this.socket.ping()
          }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'a word that begins like a check',
      code: `
        class Feed {
          stop() { this.socket = null }
          async run() {
            if (!this.socket) return
            await turn()
            this.db.checkpoint()
            this.socket.ping()
          }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.socket', guarded: 'checked', guard: 'line 5',
            use: 'this use', during: 'during the `await` on line 6', wait: '`await`',
            writer: '`stop()` (line 3)', clear: 'set it to null',
          },
          line: 8, column: 13, endLine: 8, endColumn: 24,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.socket', exit: 'Return' },
            output: `
        class Feed {
          stop() { this.socket = null }
          async run() {
            if (!this.socket) return
            const socket = this.socket
            await turn()
            this.db.checkpoint()
            if (this.socket !== socket) return
            this.socket.ping()
          }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'the state of another handle',
      code: `
        class Feed {
          async run() {
            this.a.b = new Port()
            await this.a.b.open()
            this.a.b.listen()
          }
          stop() { if (this.a.c.isOpen) this.a.b = null }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.a.b', guarded: 'set', guard: 'line 4', use: 'this use', during: 'during the `await` on line 5', wait: '`await`',
            writer: '`stop()` (line 8)', clear: 'set it to null',
          },
          line: 6, column: 13, endLine: 6, endColumn: 21,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.a.b', exit: 'Return' },
            output: `
        class Feed {
          async run() {
            this.a.b = new Port()
            const b = this.a.b
            await this.a.b.open()
            if (this.a.b !== b) return
            this.a.b.listen()
          }
          stop() { if (this.a.c.isOpen) this.a.b = null }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'an answer that was written over',
      code: `
        class Feed {
          stop() { this.generation++; this.socket = null }
          async run(generation) {
            if (!this.socket) return
            await turn()
            let isStale = this.generation !== generation
            isStale = false
            if (!isStale) this.socket.ping()
          }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.socket', guarded: 'checked', guard: 'line 5',
            use: 'this use', during: 'during the `await` on line 6', wait: '`await`',
            writer: '`stop()` (line 3)', clear: 'set it to null',
          },
          line: 9, column: 27, endLine: 9, endColumn: 38,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.socket', exit: 'Return' },
            output: `
        class Feed {
          stop() { this.generation++; this.socket = null }
          async run(generation) {
            if (!this.socket) return
            const socket = this.socket
            await turn()
            let isStale = this.generation !== generation
            isStale = false
            if (this.socket !== socket) return
            if (!isStale) this.socket.ping()
          }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'a microtask',
      code: `
        class Feed {
          stop() { queueMicrotask(() => { this.socket = null }) }
          run() {
            queueMicrotask(async () => {
              if (!this.socket) return
              await turn(); this.socket.ping()
            })
          }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.socket', guarded: 'checked', guard: 'line 6',
            use: 'this use', during: 'during the `await` on this line', wait: '`await`',
            writer: 'the `queueMicrotask()` callback on line 3', clear: 'set it to null',
          },
          line: 7, column: 29, endLine: 7, endColumn: 40,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.socket', exit: 'Return' },
            output: `
        class Feed {
          stop() { queueMicrotask(() => { this.socket = null }) }
          run() {
            queueMicrotask(async () => {
              if (!this.socket) return
              const socket = this.socket
              await turn(); if (this.socket !== socket) return; this.socket.ping()
            })
          }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'a comment about signals',
      code: `
        class Feed {
          stop() { this.controller.abort(); this.socket = null }
          async run() {
            if (!this.socket) return
            await turn(/* no signal here */); this.socket.ping()
          }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.socket', guarded: 'checked', guard: 'line 5',
            use: 'this use', during: 'during the `await` on this line', wait: '`await`',
            writer: '`stop()` (line 3)', clear: 'set it to null',
          },
          line: 6, column: 47, endLine: 6, endColumn: 58,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.socket', exit: 'Return' },
            output: `
        class Feed {
          stop() { this.controller.abort(); this.socket = null }
          async run() {
            if (!this.socket) return
            const socket = this.socket
            await turn(/* no signal here */); if (this.socket !== socket) return; this.socket.ping()
          }
        }
      `,
          }],
        },
      ],
    },
  ],
})
