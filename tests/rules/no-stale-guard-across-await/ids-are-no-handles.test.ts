import { testRule } from './tester.js'

testRule('what the next run has put there is missed by nobody', {
  valid: [
    {
      name: 'a name of the run',
      code: `
        class Agent {
          start() {
            if (this.turn) throw new Error('busy')
            this.turn = randomUUID()
            send().catch(() => { this.turn = null })
          }
          end() { this.turn = null }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'a handle',
      code: `
        class Agent {
          start() {
            if (this.turn) throw new Error('busy')
            this.turn = new Turn()
            send().catch(() => { this.turn = null })
          }
          end() { this.turn = null }
        }
      `,
      errors: [
        {
          messageId: 'clobbers',
          data: { cell: 'turn', guardLine: '5', writer: '`end()`', writerLine: '8', yieldLine: '6' },
          line: 6, column: 34, endLine: 6, endColumn: 43,
          suggestions: [],
        },
      ],
    },
  ],
})
