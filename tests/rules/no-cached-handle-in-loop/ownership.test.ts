import { testRule } from './tester.js'

testRule('a loop that takes the handle over', {
  valid: [
    {
      name: 'the cell is emptied behind the copy',
      code: `
        class Queue {
          clear() { this.pending = null }
          async flush() {
            const pending = this.pending
            this.pending = null
            while (pending) await pending.writeNext()
          }
        }
      `,
    },
    {
      name: 'the cell gets another object behind the copy',
      code: `
        class Queue {
          clear() { this.pending = null }
          async flush() {
            const pending = this.pending
            this.pending = new Journal()
            while (pending) await pending.writeNext()
          }
        }
      `,
    },
    {
      name: 'the cell is deleted behind the copy',
      code: `
        class Queue {
          clear() { this.pending = null }
          async flush() {
            const pending = this.pending
            delete this.pending
            while (pending) await pending.writeNext()
          }
        }
      `,
    },
    {
      name: 'a function that empties the cell is called behind the copy',
      code: `
        class Queue {
          clear() { this.pending = null }
          close() { this.clear() }
          async flush() {
            const pending = this.pending
            this.clear()
            while (pending) await pending.writeNext()
          }
        }
      `,
    },
    {
      name: 'the cell takes the local, not the other way round',
      code: `
        class Queue {
          clear() { this.pending = null }
          async flush() {
            const pending = new Journal()
            this.pending = pending
            while (pending) await pending.writeNext()
          }
        }
      `,
    },
    {
      name: 'the loop puts the copy back',
      code: `
        class Queue {
          clear() { this.pending = null }
          async flush() {
            const pending = this.pending
            while (pending) {
              await pending.writeNext()
              this.pending = pending
            }
          }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'the cell is emptied behind the loop',
      code: `
        class Queue {
          clear() { this.pending = null }
          async flush() {
            const pending = this.pending
            while (pending) await pending.writeNext()
            this.pending = null
          }
        }
      `,
      errors: [
        {
          messageId: 'guard',
          data: {
            copy: 'pending', cell: 'this.pending', round: 'loop', line: 'line 6', turn: 'iteration', writer: '`clear()` (line 3)',
            clear: 'clear',
          },
          line: 5, column: 19, endLine: 5, endColumn: 26,
          suggestions: [],
        },
      ],
    },
    {
      name: 'a function that empties the cell is called before the copy',
      code: `
        class Queue {
          clear() { this.pending = null }
          close() { this.clear() }
          async flush() {
            this.clear()
            const pending = this.pending
            while (pending) await pending.writeNext()
          }
        }
      `,
      errors: [
        {
          messageId: 'guard',
          data: {
            copy: 'pending', cell: 'this.pending', round: 'loop', line: 'line 8', turn: 'iteration', writer: '`clear()` (line 3)',
            clear: 'clear',
          },
          line: 7, column: 19, endLine: 7, endColumn: 26,
          suggestions: [],
        },
      ],
    },
  ],
})
