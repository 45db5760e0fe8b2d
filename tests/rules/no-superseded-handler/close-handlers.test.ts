import { testRule } from './tester.js'

testRule('the close of a socket comes after the next one has been stored', {
  valid: [
    {
      name: 'and takes the handler off',
      code: `
        class Link {
          connect(url) {
            if (this.ws) {
              this.ws.onclose = null
              this.ws.close()
            }
            this.ws = new WebSocket(url)
            this.ws.onclose = () => {
              this.ws = null
            }
          }
        }
      `,
    },
    {
      name: 'and leaves while there is one',
      code: `
        class Link {
          connect(url) {
            if (this.ws) return
            this.ws = new WebSocket(url)
            this.ws.onclose = () => {
              this.ws = null
            }
          }

          close() { this.ws?.close() }
        }
      `,
    },
    {
      name: 'in a turn of its own',
      code: `
        class Link {
          connect(url) {
            const ws = new WebSocket(url)
            this.ws = ws
            ws.addEventListener('close', () => { this.ws = null })
          }

          async switchTo(url) {
            await this.ws.close()
            this.connect(url)
          }
        }
      `,
    },
    {
      name: 'a signal of the listener is aborted',
      code: `
        class Link {
          open(url) {
            this.listening = new AbortController()
            this.ws = new WebSocket(url)
            this.ws.addEventListener('close', () => { this.ws = undefined }, { signal: this.listening.signal })
          }

          close() {
            this.listening.abort()
            this.ws.close()
            this.ws = undefined
          }
        }
      `,
    },
    {
      name: 'nothing comes after the close',
      code: `
        class Feed {
          open(url) {
            this.source = new EventSource(url)
            this.source.onclose = () => { this.source = undefined }
          }

          close() {
            this.source?.close()
            this.source = undefined
          }
        }
      `,
    },
    {
      name: 'the last event comes within the disconnect',
      code: `
        let socket
        export function open(url) {
          if (socket) return
          socket = io(url)
          socket.on('disconnect', () => { socket = null })
        }
        export function close() {
          socket?.disconnect()
          socket = null
        }
      `,
    },
    {
      name: 'a generation',
      code: `
        class Link {
          run = 0

          open(url) {
            const run = ++this.run
            this.ws = new WebSocket(url)
            this.ws.onclose = () => {
              if (run !== this.run) return
              this.ws = undefined
            }
          }

          close() {
            this.run++
            this.ws?.close()
            this.ws = undefined
          }
        }
      `,
    },
    {
      name: 'a flag of the run',
      code: `
        function open(state, url) {
          let gone = false
          const ws = new WebSocket(url)
          state.ws = ws
          ws.onclose = () => { if (!gone) state.ws = undefined }
          return () => { gone = true; ws.close(); state.ws = undefined }
        }
      `,
    },
    {
      name: 'an effect that runs once',
      code: `
        function useLink(url) {
          const link = useRef(null)
          useEffect(() => {
            const ws = new WebSocket(url)
            link.current = ws
            ws.onclose = () => { link.current = null }
            return () => {
              link.current?.close()
              link.current = null
            }
          }, [])
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'the function that fills ends the old one',
      code: `
        class Link {
          connect(url) {
            this.ws?.close()
            this.ws = new WebSocket(url)
            this.ws.onclose = () => {
              this.ws = null
            }
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
            ender: '`connect()`',
            ends: '(line 4) ends',
            filler: '`connect()` (line 5)',
            belongs: 'this handler was registered on',
          },
          line: 7, column: 15, endLine: 7, endColumn: 22,
          suggestions: [
            {
              messageId: 'onlyIfLatest',
              data: { source: 'this.ws', own: 'ws' },
              output: `
        class Link {
          connect(url) {
            this.ws?.close()
            this.ws = new WebSocket(url)
            const ws = this.ws
            ws.onclose = () => {
              if (this.ws === ws) this.ws = null
            }
          }
        }
      `,
            },
          ],
        },
      ],
    },
    {
      name: 'another function ends it and calls the one that fills',
      code: `
        class Link {
          connect(url) {
            const ws = new WebSocket(url)
            this.ws = ws
            ws.addEventListener('close', () => { this.ws = null })
          }

          switchTo(url) {
            this.ws.close()
            this.connect(url)
          }
        }
      `,
      errors: [
        {
          messageId: 'empties',
          data: {
            cell: 'this.ws',
            handle: 'handle',
            handler: 'this \'close\' handler',
            ender: '`switchTo()`',
            ends: '(line 10) ends',
            filler: '`connect()` (line 5)',
            belongs: 'this handler was registered on',
          },
          line: 6, column: 50, endLine: 6, endColumn: 57,
          suggestions: [
            {
              messageId: 'onlyIfLatest',
              data: { source: 'this.ws', own: 'ws' },
              output: `
        class Link {
          connect(url) {
            const ws = new WebSocket(url)
            this.ws = ws
            ws.addEventListener('close', () => { if (this.ws === ws) this.ws = null })
          }

          switchTo(url) {
            this.ws.close()
            this.connect(url)
          }
        }
      `,
            },
          ],
        },
      ],
    },
    {
      name: 'registered by a function that is given the socket',
      code: `
        class Link {
          open(url) {
            const ws = new WebSocket(url)
            this.ws = ws
            this.#wire(ws)
          }

          #wire(ws) {
            ws.on('message', log)
            ws.on('close', () => { this.ws = undefined })
          }

          close() {
            this.ws?.terminate()
            this.ws = undefined
          }
        }
      `,
      errors: [
        {
          messageId: 'empties',
          data: {
            cell: 'this.ws',
            handle: 'handle',
            handler: 'this \'close\' handler',
            ender: '`close()`',
            ends: '(line 15) ends',
            filler: '`open()` (line 5)',
            belongs: 'this handler was registered on',
          },
          line: 11, column: 36, endLine: 11, endColumn: 43,
          suggestions: [],
        },
      ],
    },
    {
      name: 'an option of what makes it',
      code: `
        class Client {
          login() {
            this.session = new Session({ onClose: () => { this.session = undefined } })
          }

          logout() {
            this.session?.end()
            this.session = undefined
          }
        }
      `,
      errors: [
        {
          messageId: 'empties',
          data: {
            cell: 'this.session',
            handle: '`Session`',
            handler: 'this \'onClose\' handler',
            ender: '`logout()`',
            ends: '(line 8) ends',
            filler: '`login()`',
            belongs: 'this handler was registered on',
          },
          line: 4, column: 59, endLine: 4, endColumn: 71,
          suggestions: [],
        },
      ],
    },
    {
      name: 'an effect that runs again',
      code: `
        function useLink(url) {
          const link = useRef(null)
          useEffect(() => {
            const ws = new WebSocket(url)
            link.current = ws
            ws.onclose = () => { link.current = null }
            return () => {
              link.current?.close()
              link.current = null
            }
          }, [url])
        }
      `,
      errors: [
        {
          messageId: 'empties',
          data: {
            cell: 'link.current',
            handle: 'handle',
            handler: 'this \'close\' handler',
            ender: 'the',
            ends: 'cleanup function on line 9 ends',
            filler: 'the `useEffect()` callback on line 6',
            belongs: 'this handler was registered on',
          },
          line: 7, column: 34, endLine: 7, endColumn: 46,
          suggestions: [
            {
              messageId: 'onlyIfLatest',
              data: { source: 'link.current', own: 'ws' },
              output: `
        function useLink(url) {
          const link = useRef(null)
          useEffect(() => {
            const ws = new WebSocket(url)
            link.current = ws
            ws.onclose = () => { if (link.current === ws) link.current = null }
            return () => {
              link.current?.close()
              link.current = null
            }
          }, [url])
        }
      `,
            },
          ],
        },
      ],
    },
    {
      name: 'a handler that ends what is there',
      code: `
        class Link {
          open(url) {
            this.ws = new WebSocket(url)
            this.ws.onclose = () => { this.reopen(url) }
          }

          reopen(url) {
            this.close()
            this.open(url)
          }

          close() {
            this.ws?.close()
            this.ws = undefined
          }
        }
      `,
      errors: [
        {
          messageId: 'ends',
          data: {
            cell: 'this.ws',
            handle: '`WebSocket`',
            handler: 'this \'close\' handler',
            ender: '`close()`',
            ends: '(line 14) ends',
            filler: '`open()` (line 4)',
          },
          line: 5, column: 39, endLine: 5, endColumn: 50,
          suggestions: [],
        },
      ],
    },
  ],
})
