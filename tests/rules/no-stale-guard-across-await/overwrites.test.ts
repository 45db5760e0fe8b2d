import { testRule } from './tester.js'

testRule('a second run fills what the first one saw empty', {
  valid: [
    {
      name: 'nobody ends what is kept',
      code: `
        class Store {
          async text() {
            this.cached ??= await load()
            return this.cached
          }
        }
      `,
    },
    {
      name: 'the promise is kept',
      code: `
        class Store {
          connect() { return this.connecting ??= this.#connect() }
          async #connect() {
            this.client ??= await connect()
            return this.client
          }
          close() { this.client?.close() }
        }
      `,
    },
    {
      name: 'a second look behind the wait',
      code: `
        class Store {
          async connect() {
            if (this.client) return
            const client = await connect()
            if (this.client) return client.close()
            this.client = client
          }
          close() { this.client?.close() }
        }
      `,
    },
    {
      name: 'a flag that keeps the second run out',
      code: `
        class Store {
          async connect() {
            if (this.connecting) return
            this.connecting = true
            if (!this.client) this.client = await connect()
            this.connecting = false
          }
          close() { this.client?.close() }
        }
      `,
    },
    {
      name: 'a constant',
      code: `
        class Server {
          async start() {
            if (this.started) return
            await listen()
            this.started = true
          }
          stop() { this.started.close() }
        }
      `,
    },
    {
      name: 'only the constructor runs it',
      code: `
        class Store {
          constructor() { this._connect() }
          async _connect() {
            if (this.client) return
            this.client = await connect()
          }
          close() { this.client?.close() }
        }
      `,
    },
    {
      name: 'a local: a second run has one of its own',
      code: `
        async function put(chunks, stop) {
          let sink
          stop(() => sink?.close())
          if (!sink) sink = await open()
        }
      `,
    },
    {
      name: 'the start of a stream\'s source',
      code: `
        export function follow() {
          let reader = null
          return new ReadableStream({
            async start() { if (!reader) reader = await open() },
            cancel() { reader?.cancel() },
          })
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'tested, made, kept',
      code: `
        class Store {
          async connect() {
            if (this.client) return this.client
            this.client = await connect()
            return this.client
          }
          close() { this.client?.close() }
        }
      `,
      errors: [
        {
          messageId: 'overwrites',
          data: {
            cell: 'this.client', guard: 'line 4',
            use: 'this use', during: 'during the `await` on this line', wait: '`await`', run: '`connect()`',
            end: 'closed',
          },
          line: 5, column: 13, endLine: 5, endColumn: 24,
          suggestions: [],
        },
      ],
    },
    {
      name: '??= await',
      code: `
        class Store {
          async query(text) {
            this.client ??= await connect()
            return this.client.query(text)
          }
          close() { this.client?.close() }
        }
      `,
      errors: [
        {
          messageId: 'overwrites',
          data: {
            cell: 'this.client', guard: 'this line',
            use: 'this use', during: 'during the `await` on this line', wait: '`await`', run: '`query()`',
            end: 'closed',
          },
          line: 4, column: 13, endLine: 4, endColumn: 24,
          suggestions: [],
        },
      ],
    },
    {
      name: 'made into a local first',
      code: `
        class Store {
          async connect() {
            if (!this.client) {
              const client = await connect()
              this.client = client
            }
          }
          close() { this.client?.close() }
        }
      `,
      errors: [
        {
          messageId: 'overwrites',
          data: {
            cell: 'this.client', guard: 'line 4',
            use: 'this use', during: 'during the `await` on line 5', wait: '`await`', run: '`connect()`',
            end: 'closed',
          },
          line: 6, column: 15, endLine: 6, endColumn: 26,
          suggestions: [],
        },
      ],
    },
    {
      name: 'the flag is set behind the wait',
      code: `
        class Store {
          async connect() {
            if (this.connected) return
            if (!this.client) this.client = await connect()
            this.connected = true
          }
          close() { this.client?.close() }
        }
      `,
      errors: [
        {
          messageId: 'overwrites',
          data: {
            cell: 'this.client', guard: 'this line',
            use: 'this use', during: 'during the `await` on this line', wait: '`await`', run: '`connect()`',
            end: 'closed',
          },
          line: 5, column: 31, endLine: 5, endColumn: 42,
          suggestions: [],
        },
      ],
    },
    {
      name: 'a function of that name that anybody may call',
      code: `
        export function follow() {
          let reader = null
          return {
            async start() { if (!reader) reader = await open() },
            cancel() { reader?.cancel() },
          }
        }
      `,
      errors: [
        {
          messageId: 'overwrites',
          data: {
            cell: 'reader', guard: 'this line',
            use: 'this use', during: 'during the `await` on this line', wait: '`await`', run: '`start()`', end: 'closed',
          },
          line: 5, column: 42, endLine: 5, endColumn: 48,
          suggestions: [],
        },
      ],
    },
  ],
})
