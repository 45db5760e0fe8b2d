import { testRule } from './tester.js'

testRule('the wait', {
  valid: [],
  invalid: [
    {
      name: 'for await',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain(lines) {
            if (!this.proc) return
            for await (const line of lines) {
              this.proc.write(line)
            }
          }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: { cell: 'proc', guarded: 'tested', guardLine: '5', writer: '`kill()`', writerLine: '3', yieldLine: '6' },
          line: 7, column: 15, endLine: 7, endColumn: 24,
          suggestions: [],
        },
      ],
    },
    {
      name: 'yield',
      code: `
        class Agent {
          kill() { this.proc = null }
          *drain() {
            if (!this.proc) return
            yield 1
            this.proc.ping()
          }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: { cell: 'proc', guarded: 'tested', guardLine: '5', writer: '`kill()`', writerLine: '3', yieldLine: '6' },
          line: 7, column: 13, endLine: 7, endColumn: 22,
          suggestions: [],
        },
      ],
    },
    {
      name: 'the end of an await using',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            if (!this.proc) return
            { await using lease = take() }
            this.proc.ping()
          }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: { cell: 'proc', guarded: 'tested', guardLine: '5', writer: '`kill()`', writerLine: '3', yieldLine: '6' },
          line: 7, column: 13, endLine: 7, endColumn: 22,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.proc' },
            output: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            if (!this.proc) return
            const proc = this.proc
            { await using lease = take() }
            if (this.proc !== proc) return
            this.proc.ping()
          }
        }
      `,
          }],
        },
      ],
    },
  ],
})
