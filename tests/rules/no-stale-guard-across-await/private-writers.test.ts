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
          data: { cell: 'head', guardLine: '5', guarded: 'tested', writer: '`_reset()`', writerLine: '3', yieldLine: '6' },
          line: 7, column: 13, endLine: 7, endColumn: 22,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.head' },
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
          data: { cell: 'head', guardLine: '5', guarded: 'tested', writer: '`_reset()`', writerLine: '3', yieldLine: '6' },
          line: 7, column: 13, endLine: 7, endColumn: 22,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.head' },
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
          data: { cell: 'head', guardLine: '5', guarded: 'tested', writer: '`reset()`', writerLine: '3', yieldLine: '6' },
          line: 7, column: 13, endLine: 7, endColumn: 22,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.head' },
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
