import { testRule } from './tester.js'

testRule('a value that is there, whichever it is', {
  valid: [
    {
      name: 'perhaps none',
      code: `
        class Agent {
          kill() { this.proc = null }
          async run(isForked) {
            this.proc = isForked && fork()
            await turn(); this.proc.ping()
          }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'one of two',
      code: `
        class Agent {
          kill() { this.proc = null }
          async run(isForked) {
            this.proc = isForked ? fork() : spawn()
            await turn(); this.proc.ping()
          }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.proc', guarded: 'set', guard: 'line 5', use: 'this use', during: 'during the `await` on this line', wait: '`await`',
            writer: '`kill()` (line 3)', clear: 'set it to null',
          },
          line: 6, column: 27, endLine: 6, endColumn: 36,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.proc', exit: 'Return' },
            output: `
        class Agent {
          kill() { this.proc = null }
          async run(isForked) {
            this.proc = isForked ? fork() : spawn()
            const proc = this.proc
            await turn(); if (this.proc !== proc) return; this.proc.ping()
          }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'what was given, or a new one',
      code: `
        class Agent {
          kill() { this.proc = null }
          async run({ proc }) {
            this.proc = proc ?? spawn()
            await turn(); this.proc.ping()
          }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.proc', guarded: 'set', guard: 'line 5', use: 'this use', during: 'during the `await` on this line', wait: '`await`',
            writer: '`kill()` (line 3)', clear: 'set it to null',
          },
          line: 6, column: 27, endLine: 6, endColumn: 36,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.proc', exit: 'Return' },
            output: `
        class Agent {
          kill() { this.proc = null }
          async run({ proc }) {
            this.proc = proc ?? spawn()
            const currentProc = this.proc
            await turn(); if (this.proc !== currentProc) return; this.proc.ping()
          }
        }
      `,
          }],
        },
      ],
    },
  ],
})
