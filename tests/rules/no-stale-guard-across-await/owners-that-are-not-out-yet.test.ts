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
          data: { cell: 'server', guardLine: '3', guarded: 'set', writer: 'a callback', writerLine: '4', yieldLine: '5' },
          line: 5, column: 64, endLine: 5, endColumn: 70,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'server' },
            output: `
        export async function serve(port) {
          let server = createServer()
          process.on('SIGTERM', () => { server.close(); server = null })
          server.on('error', log); const ownServer = server; await listen(server, port); if (server !== ownServer) return; server.unref()
        }
      `,
          }],
        },
      ],
    },
  ],
})
