import { testRule } from './tester.js'

testRule('the exit of a process comes after the next one has started', {
  valid: [
    {
      name: 'compared first',
      code: `
        class Server {
          start() {
            const child = spawn('server')
            this.child = child
            child.on('exit', () => {
              if (this.child === child) this.child = undefined
            })
          }

          restart() {
            this.child?.kill()
            this.start()
          }
        }
      `,
    },
    {
      name: 'the end is awaited before the field is set',
      code: `
        class Server {
          start() {
            const child = spawn('server')
            this.child = child
            child.once('exit', () => { this.child = null })
          }

          async stop() {
            if (!this.child) return
            this.child.kill()
            await once(this.child, 'exit')
            this.child = null
          }
        }
      `,
    },
    {
      name: 'only the handler sets it, and the start refuses until then',
      code: `
        let child

        export function start() {
          if (child) return child
          child = spawn('server')
          child.on('exit', () => { cleanUp() })
          return child
        }

        function cleanUp() { child = undefined }

        export function stop() { child?.kill() }
      `,
    },
    {
      name: 'a private method that compares',
      code: `
        class Agent {
          spawn() {
            const proc = spawn('agent')
            this.proc = proc
            proc.on('exit', () => { this.#exited(proc) })
          }

          kill() {
            this.proc?.kill()
            this.proc = null
          }

          #exited(proc) {
            if (proc !== this.proc) return
            this.proc = null
          }
        }
      `,
    },
    {
      name: 'the listeners are taken off first',
      code: `
        class Agent {
          spawn() {
            this.proc = spawn('agent').on('exit', this.#exited)
          }

          kill() {
            this.proc?.removeAllListeners()
            this.proc?.kill()
            this.proc = null
          }

          #exited = () => { this.proc = null }
        }
      `,
    },
    {
      name: 'a signal that ends something else',
      code: `
        class Transport {
          abort = new AbortController()

          start() {
            this.child = spawn('server')
            this.child.on('close', () => { this.child = undefined })
          }

          close() {
            this.abort.abort()
            this.child = undefined
          }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'a field',
      code: `
        class Server {
          start() {
            this.child = spawn('server')
            this.child.on('exit', () => {
              this.child = undefined
            })
          }

          restart() {
            this.child?.kill()
            this.start()
          }
        }
      `,
      errors: [
        {
          messageId: 'empties',
          data: {
            cell: 'this.child',
            handle: 'handle',
            handler: 'this \'exit\' handler (line 5)',
            ender: '`restart()`',
            ends: '(line 11) ends',
            filler: '`start()` (line 4)',
            belongs: 'this handler was registered on',
          },
          line: 6, column: 15, endLine: 6, endColumn: 25,
          suggestions: [
            {
              messageId: 'onlyIfLatest',
              data: { source: 'this.child', own: 'child' },
              output: `
        class Server {
          start() {
            this.child = spawn('server')
            const child = this.child
            child.on('exit', () => {
              if (this.child === child) this.child = undefined
            })
          }

          restart() {
            this.child?.kill()
            this.start()
          }
        }
      `,
            },
          ],
        },
      ],
    },
    {
      name: 'a local of the run',
      code: `
        class Server {
          start() {
            const child = spawn('server')
            this.child = child
            child.once('exit', () => { this.child = null })
          }

          stop() {
            if (!this.child) return
            this.child.kill()
            this.child = null
          }
        }
      `,
      errors: [
        {
          messageId: 'empties',
          data: {
            cell: 'this.child',
            handle: 'handle',
            handler: 'this \'exit\' handler',
            ender: '`stop()`',
            ends: '(line 11) ends',
            filler: '`start()` (line 5)',
            belongs: 'this handler was registered on',
          },
          line: 6, column: 40, endLine: 6, endColumn: 50,
          suggestions: [
            {
              messageId: 'onlyIfLatest',
              data: { source: 'this.child', own: 'child' },
              output: `
        class Server {
          start() {
            const child = spawn('server')
            this.child = child
            child.once('exit', () => { if (this.child === child) this.child = null })
          }

          stop() {
            if (!this.child) return
            this.child.kill()
            this.child = null
          }
        }
      `,
            },
          ],
        },
      ],
    },
    {
      name: 'a variable of the module, through a function that others call',
      code: `
        let child

        export function start() {
          if (child) return child
          child = spawn('server')
          child.on('exit', () => { cleanUp() })
          return child
        }

        function cleanUp() { child = undefined }

        export function stop() {
          if (!child) return
          child.kill()
          cleanUp()
        }
      `,
      errors: [
        {
          messageId: 'empties',
          data: {
            cell: 'child',
            handle: 'handle',
            handler: 'this \'exit\' handler',
            ender: '`stop()`',
            ends: '(line 15) ends',
            filler: '`start()` (line 6)',
            belongs: 'this handler was registered on',
          },
          line: 7, column: 36, endLine: 7, endColumn: 43,
          suggestions: [],
        },
      ],
    },
    {
      name: 'a private method that only handlers call',
      code: `
        class Agent {
          spawn() {
            this.proc = spawn('agent')
            this.proc.on('exit', code => { this.#exited(code) })
          }

          kill() {
            this.proc?.kill()
            this.proc = null
          }

          #exited(code) {
            if (code !== 0) report(code)
            this.proc = null
          }
        }
      `,
      errors: [
        {
          messageId: 'empties',
          data: {
            cell: 'this.proc',
            handle: 'handle',
            handler: 'this \'exit\' handler (line 5)',
            ender: '`kill()`',
            ends: '(line 9) ends',
            filler: '`spawn()` (line 4)',
            belongs: 'this handler was registered on',
          },
          line: 15, column: 13, endLine: 15, endColumn: 22,
          suggestions: [],
        },
      ],
    },
    {
      name: 'a method as the handler',
      code: `
        class Agent {
          spawn() {
            this.proc = spawn('agent').on('error', log).on('exit', this.#exited)
          }

          kill() {
            const { proc } = this
            this.proc = null
            proc?.kill()
          }

          #exited = () => { this.proc = null }
        }
      `,
      errors: [
        {
          messageId: 'empties',
          data: {
            cell: 'this.proc',
            handle: 'handle',
            handler: 'this \'exit\' handler (line 4)',
            ender: '`kill()`',
            ends: '(line 10) ends',
            filler: '`spawn()` (line 4)',
            belongs: 'this handler was registered on',
          },
          line: 13, column: 29, endLine: 13, endColumn: 38,
          suggestions: [],
        },
      ],
    },
    {
      name: 'ended by the signal that it was given',
      code: `
        class Transport {
          abort = new AbortController()

          start() {
            this.child = spawn('server', [], { signal: this.abort.signal })
            this.child.on('close', () => { this.child = undefined })
          }

          close() {
            this.abort.abort()
            this.child = undefined
          }
        }
      `,
      errors: [
        {
          messageId: 'empties',
          data: {
            cell: 'this.child',
            handle: 'handle',
            handler: 'this \'close\' handler',
            ender: '`close()`',
            ends: '(line 11) ends',
            filler: '`start()` (line 6)',
            belongs: 'this handler was registered on',
          },
          line: 7, column: 44, endLine: 7, endColumn: 54,
          suggestions: [
            {
              messageId: 'onlyIfLatest',
              data: { source: 'this.child', own: 'child' },
              output: `
        class Transport {
          abort = new AbortController()

          start() {
            this.child = spawn('server', [], { signal: this.abort.signal })
            const child = this.child
            child.on('close', () => { if (this.child === child) this.child = undefined })
          }

          close() {
            this.abort.abort()
            this.child = undefined
          }
        }
      `,
            },
          ],
        },
      ],
    },
  ],
})
