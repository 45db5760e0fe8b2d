import { testRule } from './tester.js'

testRule('a second run overwrites what the first one put there, of another kind', {
  valid: [
    {
      name: 'what others have begun to make',
      code: `
        const connecting = connect()
        class Store {
          async get() {
            if (!this.client) this.client = await connecting
            return this.client
          }
          close() { this.client?.close() }
        }
      `,
    },
    {
      name: 'by a private function that only the constructor calls',
      code: `
        class Store {
          constructor() { this.#connect() }
          async #connect() {
            if (this.client) return
            this.client = await open()
          }
          close() { this.client.close() }
        }
      `,
    },
    {
      name: 'by an inner function that is waited for each time',
      code: `
        async function put(source) {
          let batch = null
          const send = async part => {
            if (!batch) batch = await open(part)
            else await batch.add(part)
          }
          for await (const part of source) await send(part)
          if (batch) await batch.end()
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'a timer',
      code: `
        class Poller {
          async start() {
            if (this.timer) return
            await prepare()
            this.timer = setInterval(poll, 1000)
          }
          stop() { clearInterval(this.timer); this.timer = null }
        }
      `,
      errors: [
        {
          messageId: 'overwrites',
          data: {
            cell: 'this.timer', guard: 'line 4',
            use: 'this use', during: 'during the `await` on line 5', wait: '`await`', run: '`start()`', end: 'cleared',
          },
          line: 6, column: 13, endLine: 6, endColumn: 23,
          suggestions: [],
        },
      ],
    },
    {
      name: 'what ends a subscription',
      code: `
        class Poller {
          async start() {
            if (this.unlisten) return
            this.unlisten = await listen(show)
          }
          stop() { this.unlisten?.() }
        }
      `,
      errors: [
        {
          messageId: 'overwrites',
          data: {
            cell: 'this.unlisten', guard: 'line 4',
            use: 'this use', during: 'during the `await` on this line', wait: '`await`', run: '`start()`',
            end: 'closed',
          },
          line: 5, column: 13, endLine: 5, endColumn: 26,
          suggestions: [],
        },
      ],
    },
    {
      name: 'written out with an or',
      code: `
        class Store {
          async get() {
            this.client = this.client || (await connect())
            return this.client
          }
          close() { this.client?.close() }
        }
      `,
      errors: [
        {
          messageId: 'overwrites',
          data: {
            cell: 'this.client', guard: 'this line',
            use: 'this use', during: 'during the `await` on this line', wait: '`await`', run: '`get()`',
            end: 'closed',
          },
          line: 4, column: 13, endLine: 4, endColumn: 24,
          suggestions: [],
        },
      ],
    },
    {
      name: 'by a public function that the constructor calls',
      code: `
        class Store {
          constructor() { this.connect() }
          async connect() {
            if (this.client) return
            this.client = await open()
          }
          close() { this.client.close() }
        }
      `,
      errors: [
        {
          messageId: 'overwrites',
          data: {
            cell: 'this.client', guard: 'line 5',
            use: 'this use', during: 'during the `await` on this line', wait: '`await`', run: '`connect()`',
            end: 'closed',
          },
          line: 6, column: 13, endLine: 6, endColumn: 24,
          suggestions: [],
        },
      ],
    },
    {
      name: 'by an inner function that is not waited for',
      code: `
        async function put(source) {
          let batch = null
          const send = async part => {
            if (!batch) batch = await open(part)
            else await batch.add(part)
          }
          for await (const part of source) void send(part)
          if (batch) await batch.end()
        }
      `,
      errors: [
        {
          messageId: 'overwrites',
          data: {
            cell: 'batch', guard: 'this line',
            use: 'this use', during: 'during the `await` on this line', wait: '`await`', run: '`send()`', end: 'closed',
          },
          line: 5, column: 25, endLine: 5, endColumn: 30,
          suggestions: [],
        },
      ],
    },
    {
      name: 'a flag that another function takes back',
      code: `
        class Store {
          async connect() {
            if (this.client || this.isBusy) return
            this.isBusy = true
            const client = await open()
            this.client = client
            this.isBusy = false
          }
          reset() { this.isBusy = false }
          close() { this.client?.close() }
        }
      `,
      errors: [
        {
          messageId: 'overwrites',
          data: {
            cell: 'this.client', guard: 'line 4',
            use: 'this use', during: 'during the `await` on line 6', wait: '`await`', run: '`connect()`',
            end: 'closed',
          },
          line: 7, column: 13, endLine: 7, endColumn: 24,
          suggestions: [],
        },
      ],
    },
  ],
})
