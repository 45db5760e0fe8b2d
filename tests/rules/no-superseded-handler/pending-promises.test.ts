import { testRule } from './tester.js'

testRule('a promise that empties its own cell', {
  valid: [
    {
      name: 'the promise in the cell itself, when it has settled',
      options: [{ strict: true }],
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
  ],
  invalid: [
    {
      name: 'somebody else, while the promise in the cell is pending',
      options: [{ strict: true }],
      code: `
        class Client {
          async connect() {
            if (this.pending) return this.pending
            this.pending = this.raw.connect().then(() => { this.pending = undefined })
            return this.pending
          }
          giveUp() { this.pending = undefined }
        }
      `,
      errors: [
        {
          messageId: 'clobbers',
          data: {
            cell: 'this.pending', guard: 'this line', during: 'before the promise on this line settles', writer: '`giveUp()` (line 8)',
            clear: 'set it to undefined',
          },
          line: 5, column: 60, endLine: 5, endColumn: 72,
          suggestions: [],
        },
      ],
    },
  ],
})
