import { testRule } from './tester.js'

testRule('a private method empties the cell', {
  valid: [
    {
      name: 'and nobody is seen to call it',
      code: `
        class Queue {
          _reset() { this.head = undefined }
          async next() {
            if (!this.head) return
            await load()
            this.head.take()
          }

        }
      `,
    },
  ],
  invalid: [
    {
      name: 'and an own method calls it',
      code: `
        class Queue {
          _reset() { this.head = undefined }
          async next() {
            if (!this.head) return
            await load()
            this.head.take()
          }
          drop() { this._reset() }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.head', guarded: 'checked', guard: 'line 5',
            use: 'this use', during: 'during the `await` on line 6', wait: '`await`',
            writer: '`_reset()` (line 3)', clear: 'set it to undefined',
          },
          line: 7, column: 13, endLine: 7, endColumn: 22,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.head', exit: 'Return' },
            output: `
        class Queue {
          _reset() { this.head = undefined }
          async next() {
            if (!this.head) return
            const head = this.head
            await load()
            if (this.head !== head) return
            this.head.take()
          }
          drop() { this._reset() }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'and it is handed on',
      code: `
        class Queue {
          _reset() { this.head = undefined }
          async next() {
            if (!this.head) return
            await load()
            this.head.take()
          }
          watch(file) { file.on('change', this._reset) }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.head', guarded: 'checked', guard: 'line 5',
            use: 'this use', during: 'during the `await` on line 6', wait: '`await`',
            writer: '`_reset()` (line 3)', clear: 'set it to undefined',
          },
          line: 7, column: 13, endLine: 7, endColumn: 22,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.head', exit: 'Return' },
            output: `
        class Queue {
          _reset() { this.head = undefined }
          async next() {
            if (!this.head) return
            const head = this.head
            await load()
            if (this.head !== head) return
            this.head.take()
          }
          watch(file) { file.on('change', this._reset) }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'a public one does',
      code: `
        class Queue {
          reset() { this.head = undefined }
          async next() {
            if (!this.head) return
            await load()
            this.head.take()
          }

        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.head', guarded: 'checked', guard: 'line 5',
            use: 'this use', during: 'during the `await` on line 6', wait: '`await`',
            writer: '`reset()` (line 3)', clear: 'set it to undefined',
          },
          line: 7, column: 13, endLine: 7, endColumn: 22,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.head', exit: 'Return' },
            output: `
        class Queue {
          reset() { this.head = undefined }
          async next() {
            if (!this.head) return
            const head = this.head
            await load()
            if (this.head !== head) return
            this.head.take()
          }

        }
      `,
          }],
        },
      ],
    },
  ],
})
