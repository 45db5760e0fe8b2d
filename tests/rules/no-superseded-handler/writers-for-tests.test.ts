import { testRule } from './tester.js'

testRule('what is there for tests alone', {
  valid: [
    {
      name: 'empties nothing',
      options: [{ strict: true }],
      code: `
        let server
        export function start() {
          if (server) return server
          server = listen().catch(error => { server = null; throw error })
          return server
        }
        export function resetForTesting() { server = null }
      `,
    },
  ],
  invalid: [
    {
      name: 'others do',
      options: [{ strict: true }],
      code: `
        let server
        export function start() {
          if (server) return server
          server = listen().catch(error => { server = null; throw error })
          return server
        }
        export function reset() { server = null }
      `,
      errors: [
        {
          messageId: 'clobbers',
          data: {
            cell: 'server', guard: 'this line', during: 'before the promise on this line settles', writer: '`reset()` (line 8)',
            clear: 'set it to null',
          },
          line: 5, column: 46, endLine: 5, endColumn: 52,
          suggestions: [],
        },
      ],
    },
  ],
})
