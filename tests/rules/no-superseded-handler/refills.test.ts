import { testRule } from './tester.js'

testRule('nobody fills the cell again before the event', {
  valid: [
    {
      name: 'disposed of for good',
      code: `
        class Link {
          open(url) {
            this.ws = new WebSocket(url)
            this.ws.onclose = () => { this.ws = undefined }
          }

          dispose() {
            this.ws?.close()
            this.ws = undefined
          }
        }
      `,
    },
    {
      name: 'made once, by the constructor',
      code: `
        class Link {
          constructor(url) {
            this.ws = new WebSocket(url)
            this.ws.onclose = () => { this.ws = undefined }
          }

          close() {
            this.ws?.close()
            this.ws = undefined
          }
        }
      `,
    },
    {
      name: 'made again by the handler alone',
      code: `
        class Link {
          constructor(url) { this.#open(url) }

          #open(url) {
            this.ws = new WebSocket(url)
            this.ws.onclose = () => {
              this.ws = undefined
              setTimeout(() => this.#open(url), 1000)
            }
          }

          close() {
            this.ws?.close()
            this.ws = undefined
          }
        }
      `,
    },
    {
      name: 'the start refuses after the stop',
      code: `
        class Link {
          open(url) {
            if (this.stopped) throw new Error('stopped')
            this.ws = new WebSocket(url)
            this.ws.onclose = () => { this.ws = undefined }
          }

          close() {
            this.stopped = true
            this.ws?.close()
            this.ws = undefined
          }
        }
      `,
    },
    {
      name: 'the start refuses until the event has come',
      code: `
        class Link {
          open(url) {
            if (this.busy) return
            this.busy = true
            this.ws = new WebSocket(url)
            this.ws.onclose = () => {
              this.busy = false
              this.ws = undefined
            }
          }

          close() {
            this.ws?.close()
            this.ws = undefined
          }
        }
      `,
    },
    {
      name: 'only tests end it',
      code: `
        let link

        export function open(url) {
          link ??= new WebSocket(url)
          link.onclose = () => { link = undefined }
        }

        export function resetForTesting() {
          link?.close()
          link = undefined
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'the start takes the stop back',
      code: `
        class Link {
          open(url) {
            this.stopped = false
            this.ws = new WebSocket(url)
            this.ws.onclose = () => { this.ws = undefined }
          }

          close() {
            this.stopped = true
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
            handler: 'this \'close\' handler',
            ender: '`close()`',
            ends: '(line 11) ends',
            filler: '`open()` (line 5)',
            belongs: 'this handler was registered on',
          },
          line: 6, column: 39, endLine: 6, endColumn: 46,
          suggestions: [
            {
              messageId: 'onlyIfLatest',
              data: { source: 'this.ws', own: 'ws' },
              output: `
        class Link {
          open(url) {
            this.stopped = false
            this.ws = new WebSocket(url)
            const ws = this.ws
            ws.onclose = () => { if (this.ws === ws) this.ws = undefined }
          }

          close() {
            this.stopped = true
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
  ],
})
