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
          data: {
            cell: 'this.left', guarded: 'checked', guard: 'line 5',
            use: 'this use', during: 'during the `await` on line 6', wait: '`await`',
            writer: '`reset()` (line 3)', clear: 'set it to undefined',
          },
          line: 8, column: 13, endLine: 8, endColumn: 22,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.left', exit: 'Return' },
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
          data: {
            cell: 'this.left', guarded: 'checked', guard: 'line 6',
            use: 'this use', during: 'during the `await` on line 7', wait: '`await`',
            writer: '`resetLeft()` (line 3)', clear: 'set it to undefined',
          },
          line: 9, column: 13, endLine: 9, endColumn: 22,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.left', exit: 'Return' },
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
          data: {
            cell: 'this.right', guarded: 'checked', guard: 'line 6',
            use: 'this use', during: 'during the `await` on line 7', wait: '`await`',
            writer: '`resetRight()` (line 4)', clear: 'set it to undefined',
          },
          line: 10, column: 13, endLine: 10, endColumn: 23,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.right', exit: 'Return' },
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
