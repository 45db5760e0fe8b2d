import { testRule } from './tester.js'

testRule('a local that others can reach only later', {
  valid: [
    {
      name: 'what empties it is given back behind the use',
      code: `
        export async function serve(port) {
          let server = createServer()
          await listen(server, port)
          server.unref()
          return { close() { server.close(); server = null } }
        }
      `,
    },
    {
      name: 'a function that is first named behind the use',
      code: `
        export async function serve(port) {
          let server = createServer()
          await listen(server, port)
          server.unref()
          return { close }
          function close() { server.close(); server = null }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'what empties it is registered before the wait',
      code: `
        export async function serve(port) {
          let server = createServer()
          process.on('SIGTERM', () => { server.close(); server = null })
          server.on('error', log); await listen(server, port); server.unref()
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'server', guarded: 'set', guard: 'line 3', use: 'this use', during: 'during the `await` on this line', wait: '`await`',
            writer: "the 'SIGTERM' listener on line 4", clear: 'set it to null',
          },
          line: 5, column: 64, endLine: 5, endColumn: 70,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'server', exit: 'Return' },
            output: `
        export async function serve(port) {
          let server = createServer()
          process.on('SIGTERM', () => { server.close(); server = null })
          server.on('error', log); const currentServer = server; await listen(server, port); if (server !== currentServer) return; server.unref()
        }
      `,
          }],
        },
      ],
    },
  ],
})
