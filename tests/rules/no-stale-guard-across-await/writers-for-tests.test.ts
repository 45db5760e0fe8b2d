import { testRule } from './tester.js'

testRule('what is there for tests alone', {
  valid: [
    {
      name: 'empties nothing',
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
          data: { cell: 'server', guardLine: '5', writer: '`reset()`', writerLine: '8', yieldLine: '5' },
          line: 5, column: 46, endLine: 5, endColumn: 52,
          suggestions: [],
        },
      ],
    },
  ],
})
