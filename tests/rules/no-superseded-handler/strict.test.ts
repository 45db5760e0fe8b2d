import { testRule } from './tester.js'

testRule('events that may come, and promises that are dropped', {
  valid: [
    {
      name: 'an error, as recommended',
      code: `
        class Server {
          start() {
            const server = createServer()
            this.server = server
            server.on('error', () => { this.server = undefined })
          }

          stop() {
            this.server?.close()
            this.server = undefined
          }
        }
      `,
    },
    {
      name: 'a flag that nobody takes back',
      options: [{ strict: true }],
      code: `
        class Link {
          open(url) {
            this.ws = new WebSocket(url)
            this.ws.onclose = () => {
              if (this.leaving) return
              this.ws = undefined
            }
          }

          close() {
            this.leaving = true
            this.ws?.close()
            this.ws = undefined
          }
        }
      `,
    },
    {
      name: 'a promise that is compared',
      options: [{ strict: true }],
      code: `
        class Lists {
          load() {
            if (this.loading) return this.loading
            const run = fetchItems().finally(() => {
              if (this.loading === run) this.loading = undefined
            })
            this.loading = run
            return run
          }

          refresh() {
            this.loading = undefined
            return this.load()
          }
        }
      `,
    },
    {
      name: 'a run that nobody drops',
      options: [{ strict: true }],
      code: `
        class Turns {
          interrupt() {
            if (this.pending) return this.pending
            const run = async () => {
              try {
                await send('interrupt')
              } finally {
                this.pending = undefined
              }
            }
            this.pending = run()
            return this.pending
          }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'an error',
      options: [{ strict: true }],
      code: `
        class Server {
          start() {
            const server = createServer()
            this.server = server
            server.on('error', () => { this.server = undefined })
          }

          stop() {
            this.server?.close()
            this.server = undefined
          }
        }
      `,
      errors: [
        {
          messageId: 'empties',
          data: {
            cell: 'this.server',
            handle: 'handle',
            handler: 'this \'error\' handler',
            ender: '`stop()`',
            ends: '(line 10) ends',
            filler: '`start()` (line 5)',
            belongs: 'this handler was registered on',
          },
          line: 6, column: 40, endLine: 6, endColumn: 51,
          suggestions: [
            {
              messageId: 'onlyIfLatest',
              data: { source: 'this.server', own: 'server' },
              output: `
        class Server {
          start() {
            const server = createServer()
            this.server = server
            server.on('error', () => { if (this.server === server) this.server = undefined })
          }

          stop() {
            this.server?.close()
            this.server = undefined
          }
        }
      `,
            },
          ],
        },
      ],
    },
    {
      name: 'a flag that the next start takes back',
      options: [{ strict: true }],
      code: `
        class Link {
          open(url) {
            this.leaving = false
            this.ws = new WebSocket(url)
            this.ws.onclose = () => {
              if (this.leaving) return
              this.ws = undefined
            }
          }

          close() {
            this.leaving = true
            this.ws?.close()
            this.ws = undefined
          }
        }
      `,
      errors: [
        {
          messageId: 'empties',
          data: {
            cell: 'this.ws',
            handle: '`WebSocket`',
            handler: 'this \'close\' handler (line 6)',
            ender: '`close()`',
            ends: '(line 14) ends',
            filler: '`open()` (line 5)',
            belongs: 'this handler was registered on',
          },
          line: 8, column: 15, endLine: 8, endColumn: 22,
          suggestions: [
            {
              messageId: 'onlyIfLatest',
              data: { source: 'this.ws', own: 'ws' },
              output: `
        class Link {
          open(url) {
            this.leaving = false
            this.ws = new WebSocket(url)
            const ws = this.ws
            ws.onclose = () => {
              if (this.leaving) return
              if (this.ws === ws) this.ws = undefined
            }
          }

          close() {
            this.leaving = true
            this.ws?.close()
            this.ws = undefined
          }
        }
      `,
            },
          ],
        },
      ],
    },
    {
      name: 'a promise',
      options: [{ strict: true }],
      code: `
        class Lists {
          load() {
            if (this.loading) return this.loading
            this.loading = fetchItems().finally(() => {
              this.loading = undefined
            })
            return this.loading
          }

          refresh() {
            this.loading = undefined
            return this.load()
          }
        }
      `,
      errors: [
        {
          messageId: 'empties',
          data: {
            cell: 'this.loading',
            handle: 'promise',
            handler: 'this `.finally()` callback (line 5)',
            ender: '`refresh()`',
            ends: '(line 12) drops',
            filler: '`load()` (line 5)',
            belongs: 'this handler was registered on',
          },
          line: 6, column: 15, endLine: 6, endColumn: 27,
          suggestions: [],
        },
      ],
    },
    {
      name: 'a run of its own',
      options: [{ strict: true }],
      code: `
        class Turns {
          interrupt() {
            if (this.pending) return this.pending
            const run = async () => {
              try {
                await send('interrupt')
              } finally {
                this.pending = undefined
              }
            }
            this.pending = run()
            return this.pending
          }

          reset() { this.pending = undefined }
        }
      `,
      errors: [
        {
          messageId: 'clobbers',
          data: {
            cell: 'this.pending',
            guard: 'line 12',
            writer: '`reset()` (line 16)',
            clear: 'set',
            during: 'it to undefined during the `await` on line 7',
          },
          line: 9, column: 17, endLine: 9, endColumn: 29,
          suggestions: [
            {
              messageId: 'clearOwn',
              data: { source: 'this.pending' },
              output: `
        class Turns {
          interrupt() {
            if (this.pending) return this.pending
            const run = async () => {
              try {
                await send('interrupt')
              } finally {
                if (this.pending === pending) this.pending = undefined
              }
            }
            const pending = run()
            this.pending = pending
            return this.pending
          }

          reset() { this.pending = undefined }
        }
      `,
            },
          ],
        },
      ],
    },
  ],
})
