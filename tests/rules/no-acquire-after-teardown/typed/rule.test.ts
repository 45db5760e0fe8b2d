import { testRule } from '../tester.js'
import { testWithTypes } from './tester.js'

const settled = `
  declare const config: { read(): string }
  class Link {
    socket: WebSocket | undefined; closed = false
    async open() {
      const url = await config.read()
      this.socket = new WebSocket(url)
    }
    close() { this.closed = true; this.socket?.close() }
  }
`

const untyped = `
  class Link {
    async open() {
      const url = await config.read()
      this.socket = new WebSocket(url)
    }
    close() { this.closed = true; this.socket?.close() }
  }
`

testWithTypes('what is stored late, with types', {
  valid: [
    { name: 'what is awaited is no promise by its type', code: settled },
    {
      name: 'checked after the wait, by a private field',
      code: `
        class Link {
          #socket: WebSocket | undefined
          #isClosed = false
          async open(dial: () => Promise<WebSocket>): Promise<void> {
            const socket = await dial()
            if (this.#isClosed) return socket.close()
            this.#socket = socket
          }
          close(): void {
            this.#isClosed = true
            this.#socket?.close()
          }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'a promise by its type',
      code: settled.replace('string }', 'Promise<string> }'),
      errors: [{ messageId: 'late', line: 7 }],
    },
    { name: 'the same without types', code: untyped, errors: [{ messageId: 'late', line: 5 }] },
    {
      name: 'of a map of handles',
      code: `
        class Sessions {
          private readonly live = new Map<string, WebSocket>()
          constructor(private readonly dial: (host: string) => Promise<WebSocket>) {}
          async attach(host: string): Promise<void> {
            if (this.live.has(host)) return
            const socket = await this.dial(host)
            this.live.set(host, socket)
          }
          detach(host: string): void {
            this.live.get(host)?.close()
            this.live.delete(host)
          }
        }
      `,
      errors: [{ messageId: 'late', line: 8 }],
    },
  ],
})

testRule('what is stored late, where no types say that nothing is waited for', {
  valid: [],
  invalid: [{ name: 'an await of anything', code: untyped, errors: [{ messageId: 'late', line: 5 }] }],
})
