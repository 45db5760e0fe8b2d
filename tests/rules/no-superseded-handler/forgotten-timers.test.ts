import { testRule } from './tester.js'

testRule('a timer that nobody keeps meets the next handle', {
  valid: [
    {
      name: 'on a copy',
      code: `
        class Server {
          start() {
            if (this.server) throw new Error('running')
            this.server = createServer()
          }

          stop() {
            const { server } = this
            server.close(() => { this.server = null })
            setTimeout(() => {
              server.closeAllConnections()
            }, 2000)
          }
        }
      `,
    },
    {
      name: 'it is cleared',
      code: `
        let child

        export function start() {
          child = spawn('server')
          child.once('exit', () => { child = undefined })
        }

        export function stop() {
          child?.kill()
          const timer = setTimeout(() => child?.kill('SIGKILL'), 5000)
          child?.once('exit', () => clearTimeout(timer))
        }
      `,
    },
    {
      name: 'nobody empties the variable',
      code: `
        let child

        export function start() { child = spawn('server') }

        export function stop() {
          child?.kill()
          setTimeout(() => child?.kill('SIGKILL'), 5000)
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'it insists',
      code: `
        class Server {
          start() {
            if (this.server) throw new Error('running')
            this.server = createServer()
          }

          stop() {
            this.server.close(() => { this.server = null })
            setTimeout(() => {
              this.server?.closeAllConnections()
            }, 2000)
          }
        }
      `,
      errors: [
        {
          messageId: 'ends',
          data: {
            cell: 'this.server',
            handle: 'handle',
            handler: 'this `setTimeout()` callback (line 10)',
            ender: '`stop()`',
            ends: '(line 9) ends',
            filler: '`start()` (line 5)',
          },
          line: 11, column: 15, endLine: 11, endColumn: 47,
          suggestions: [],
        },
      ],
    },
    {
      name: 'it kills',
      code: `
        let child

        export function start() {
          child = spawn('server')
          child.once('exit', () => { child = undefined })
        }

        export function stop() {
          child?.kill()
          setTimeout(() => child?.kill('SIGKILL'), 5000).unref()
        }
      `,
      errors: [
        {
          messageId: 'ends',
          data: {
            cell: 'child',
            handle: 'handle',
            handler: 'this `setTimeout()` callback',
            ender: '`stop()`',
            ends: '(line 10) ends',
            filler: '`start()` (line 5)',
          },
          line: 11, column: 28, endLine: 11, endColumn: 39,
          suggestions: [
            {
              messageId: 'copyFirst',
              data: { source: 'child', own: 'currentChild' },
              output: `
        let child

        export function start() {
          child = spawn('server')
          child.once('exit', () => { child = undefined })
        }

        export function stop() {
          child?.kill()
          const currentChild = child
          setTimeout(() => currentChild?.kill('SIGKILL'), 5000).unref()
        }
      `,
            },
          ],
        },
      ],
    },
  ],
})
