import { testRule } from './tester.js'

testRule('cells that are emptied together', {
  valid: [],
  invalid: [
    {
      name: 'what fails first is reported',
      code: `
        class View {
          reset() { this.left = undefined; this.right = undefined }
          async update() {
            if (!this.left || !this.right) return
            await edit()
            count()
            this.left.show()
            this.right.show()
          }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: { cell: 'left', guardLine: '5', guarded: 'tested', writer: '`reset()`', writerLine: '3', yieldLine: '6' },
          line: 8, column: 13, endLine: 8, endColumn: 22,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.left' },
            output: `
        class View {
          reset() { this.left = undefined; this.right = undefined }
          async update() {
            if (!this.left || !this.right) return
            const left = this.left
            await edit()
            count()
            if (this.left !== left) return
            this.left.show()
            this.right.show()
          }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'each by its own function',
      code: `
        class View {
          resetLeft() { this.left = undefined }
          resetRight() { this.right = undefined }
          async update() {
            if (!this.left || !this.right) return
            await edit()
            count()
            this.left.show()
            this.right.show()
          }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: { cell: 'left', guardLine: '6', guarded: 'tested', writer: '`resetLeft()`', writerLine: '3', yieldLine: '7' },
          line: 9, column: 13, endLine: 9, endColumn: 22,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.left' },
            output: `
        class View {
          resetLeft() { this.left = undefined }
          resetRight() { this.right = undefined }
          async update() {
            if (!this.left || !this.right) return
            const left = this.left
            await edit()
            count()
            if (this.left !== left) return
            this.left.show()
            this.right.show()
          }
        }
      `,
          }],
        },
        {
          messageId: 'dereferences',
          data: { cell: 'right', guardLine: '6', guarded: 'tested', writer: '`resetRight()`', writerLine: '4', yieldLine: '7' },
          line: 10, column: 13, endLine: 10, endColumn: 23,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.right' },
            output: `
        class View {
          resetLeft() { this.left = undefined }
          resetRight() { this.right = undefined }
          async update() {
            if (!this.left || !this.right) return
            const right = this.right
            await edit()
            count()
            this.left.show()
            if (this.right !== right) return
            this.right.show()
          }
        }
      `,
          }],
        },
      ],
    },
  ],
})
