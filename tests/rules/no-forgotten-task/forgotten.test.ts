import { testRule } from './tester.js'

testRule('a timer that the teardown forgets', {
  valid: [
    {
      name: 'it is cleared',
      code: `
        class Client {
          connect() {
            clearTimeout(this.retry)
            this.pipe = dial(this.url)
          }

          lost() {
            this.retry = setTimeout(() => this.connect(), 2000)
          }

          disconnect() {
            clearTimeout(this.retry)
            this.pipe?.disconnect()
            this.pipe = undefined
          }
        }
      `,
    },
    {
      name: 'it is cleared by what comes of the end',
      code: `
        class Client {
          connect() {
            clearTimeout(this.retry)
            this.pipe = dial(this.url)
            this.pipe.once('close', () => clearTimeout(this.retry))
          }

          lost() {
            this.retry = setTimeout(() => this.connect(), 2000)
          }

          disconnect() {
            this.pipe?.disconnect()
            this.pipe = undefined
          }
        }
      `,
    },
    {
      name: 'it asks first',
      code: `
        class Client {
          connect() {
            if (this.stopped) return
            this.pipe = dial(this.url)
          }

          lost() {
            this.retry = setTimeout(() => this.connect(), 2000)
          }

          disconnect() {
            this.stopped = true
            this.pipe?.disconnect()
            this.pipe = undefined
          }
        }
      `,
    },
    {
      name: 'an interval that tests it',
      code: `
        class Heartbeat {
          start() {
            this.api = connect()
            this.beat = setInterval(() => {
              this.api?.ping()
            }, 1000)
          }

          stop() {
            this.api = null
          }
        }
      `,
    },
    {
      name: 'it is over soon',
      code: `
        class Client {
          connect() {
            this.pipe = dial(this.url)
          }

          lost() {
            setTimeout(() => this.connect(), 50)
          }

          close() {
            this.pipe?.disconnect()
            this.pipe = undefined
          }
        }
      `,
    },
    {
      name: 'it does nothing but end',
      code: `
        class Client {
          open() {
            this.pipe = dial(this.url)
            this.idle = setTimeout(() => this.close(), 2000)
          }

          close() {
            this.pipe?.disconnect()
            this.pipe = undefined
          }
        }
      `,
    },
    {
      name: 'one of many is ended',
      code: `
        class Pool {
          open() {
            this.pipe = connect(this.url)
          }

          lost() {
            this.retry = setTimeout(() => this.open(), 2000)
          }

          close(id) {
            this.pipes.delete(id)
            this.pipe.close()
          }
        }
      `,
    },
    {
      name: 'the private helper clears it, and so does another clean-up of the component',
      code: `
        class Client {
          connect() {
            this.pipe = dial(this.url)
          }

          lost() {
            this.retry = setTimeout(() => this.connect(), 2000)
          }

          close() {
            this.#calm()
            this.pipe.close()
          }

          #calm() {
            clearTimeout(this.retry)
          }
        }
        function Live({ url }) {
          const socket = useRef(null)
          const beat = useRef(null)
          useEffect(() => {
            socket.current = connect(url)
            return () => {
              socket.current.close()
              socket.current = null
            }
          }, [url])
          useEffect(() => {
            beat.current = setInterval(() => socket.current.send('beat'), 5000)
            return () => clearInterval(beat.current)
          }, [])
        }
      `,
    },
    {
      name: 'it asks for the state of the resource, or by a predicate',
      code: `
        class Heartbeat {
          start() {
            this.api = connect()
            this.beat = setInterval(() => {
              if (this.api.readyState === 1) this.api.ping()
            }, 1000)
            this.check = setInterval(() => {
              if (this.isUsable()) this.api.check()
            }, 1000)
          }

          isUsable() {
            return this.api !== null
          }

          stop() {
            this.api.close()
            this.api = null
          }
        }
      `,
    },
    {
      name: 'one late use by a timer that nobody keeps, and handles in a list',
      code: `
        class Saver {
          start() {
            this.store = connect()
          }

          touched() {
            setTimeout(() => this.store.save(), 500)
            this.timers.push(setTimeout(() => this.start(), 5000))
          }

          stop() {
            for (const timer of this.timers) clearTimeout(timer)
            this.store.close()
          }
        }
      `,
    },
    {
      name: 'the process ends',
      code: `
        class Client {
          connect() {
            this.pipe = dial(this.url)
          }

          lost() {
            this.retry = setTimeout(() => this.connect(), 2000)
          }

          shutdown() {
            this.pipe.close()
            process.exit(0)
          }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'it opens the resource again',
      code: `
        class Client {
          connect() {
            clearTimeout(this.retry)
            this.pipe = dial(this.url)
          }

          lost() {
            this.retry = setTimeout(() => this.connect(), 2000)
          }

          disconnect() {
            this.pipe?.disconnect()
            this.pipe = undefined
          }
        }
      `,
      errors: [
        {
          messageId: 'refills',
          data: {
            teardown: '`disconnect()`',
            cell: 'this.pipe',
            start: 'line 9',
            does: 'fills it again',
            use: 'line 5',
            handle: 'this.retry',
          },
          line: 14, column: 13, endLine: 14, endColumn: 22,
          suggestions: [
            {
              messageId: 'clearTimer',
              data: { source: 'this.retry' },
              output: `
        class Client {
          connect() {
            clearTimeout(this.retry)
            this.pipe = dial(this.url)
          }

          lost() {
            this.retry = setTimeout(() => this.connect(), 2000)
          }

          disconnect() {
            this.pipe?.disconnect()
            clearTimeout(this.retry)
            this.pipe = undefined
          }
        }
      `,
            },
          ],
        },
      ],
    },
    {
      name: 'an interval uses it',
      code: `
        class Heartbeat {
          start() {
            this.api = connect()
            this.beat = setInterval(() => {
              this.api.ping()
            }, 1000)
          }

          stop() {
            this.api = null
          }
        }
      `,
      errors: [
        {
          messageId: 'uses',
          data: {
            teardown: '`stop()`',
            cell: 'this.api',
            start: 'line 5',
            use: 'line 6',
            handle: 'this.beat',
          },
          line: 11, column: 13, endLine: 11, endColumn: 21,
          suggestions: [
            {
              messageId: 'clearTimer',
              data: { source: 'this.beat' },
              output: `
        class Heartbeat {
          start() {
            this.api = connect()
            this.beat = setInterval(() => {
              this.api.ping()
            }, 1000)
          }

          stop() {
            clearInterval(this.beat)
            this.api = null
          }
        }
      `,
            },
          ],
        },
      ],
    },
    {
      name: 'nobody keeps its handle',
      code: `
        class Client {
          connect() {
            this.pipe = dial(this.url)
          }

          lost() {
            setTimeout(() => this.connect(), 2000)
          }

          close() {
            this.pipe?.disconnect()
            this.pipe = undefined
          }
        }
      `,
      errors: [
        {
          messageId: 'unkept',
          data: {
            teardown: '`close()` (line 13)',
            cell: 'this.pipe',
            does: 'fills it again',
            use: 'line 4',
          },
          line: 8, column: 13, endLine: 8, endColumn: 23,
          suggestions: [],
        },
      ],
    },
    {
      name: 'a test of something else does not stop it, and it opens what was ended',
      code: `
        class Client {
          constructor(transport, options) {
            this.transport = transport
            this.options = options
          }

          run() {
            if (this.options.verbose) log('running')
            this.transport.connect()
          }

          lost() {
            setTimeout(() => {
              this.run()
            }, 5000)
          }

          async stop() {
            await this.transport.disconnect()
          }
        }
      `,
      errors: [
        {
          messageId: 'unkept',
          data: {
            teardown: '`stop()` (line 20)',
            cell: 'this.transport',
            does: 'opens it again',
            use: 'line 10',
          },
          line: 14, column: 13, endLine: 14, endColumn: 23,
          suggestions: [],
        },
      ],
    },
    {
      name: 'the flag goes the other way: the teardown leaves it as the callback wants it',
      code: `
        function live(url) {
          let socket = null
          let retry
          let connecting = false
          function open() {
            if (connecting) return
            socket = connect(url)
            socket.on('error', () => {
              retry = setTimeout(open, 1000)
            })
          }
          return {
            open,
            close() {
              connecting = false
              socket.close()
            },
          }
        }
      `,
      errors: [
        {
          messageId: 'refills',
          data: {
            teardown: '`close()`',
            cell: 'socket',
            start: 'line 10',
            does: 'fills it again',
            use: 'line 8',
            handle: 'retry',
          },
          line: 17, column: 15, endLine: 17, endColumn: 27,
          suggestions: [
            {
              messageId: 'clearTimer',
              data: { source: 'retry' },
              output: `
        function live(url) {
          let socket = null
          let retry
          let connecting = false
          function open() {
            if (connecting) return
            socket = connect(url)
            socket.on('error', () => {
              retry = setTimeout(open, 1000)
            })
          }
          return {
            open,
            close() {
              connecting = false
              clearTimeout(retry)
              socket.close()
            },
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
