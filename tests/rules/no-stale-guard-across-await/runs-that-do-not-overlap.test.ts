import { testRule } from './tester.js'

const pulls = (name: string) => `
        export function each(source) {
          let inner = null
          return {
            async ${name}() {
              if (!inner) inner = new Reader(await source.read())
              return inner.read()
            },
            async return() { inner?.close(); inner = null },
          }
        }
      `

testRule('no second run comes while the first one waits', {
  valid: [
    {
      name: 'who finds another one waits for it',
      code: `
        class Store {
          async get() {
            if (this.opening) { await this.opening; return this.client }
            if (this.client) return this.client
            this.opening = lookup()
            this.client = new Client(await this.opening)
            this.opening = null
            return this.client
          }
          close() { this.client?.close() }
        }
      `,
    },
    {
      name: 'whoever pulls an iterator asks for the next value when it has the last',
      code: pulls('next'),
    },
    {
      name: 'a counter turns it away',
      code: `
        class Store {
          async start() {
            if (this.users > 0) return
            this.users++
            if (!this.client) this.client = await open()
          }
          close() { this.client?.close() }
        }
      `,
    },
    {
      name: 'one call in a run of the function that has the local',
      code: `
        export function make(url) {
          let player = null
          init()
          async function init() { if (player) return; player = await load(url) }
          return { close() { player?.close() } }
        }
      `,
    },
    {
      name: 'a callback of a promise in a constructor',
      code: `
        class Store {
          constructor(db) { this.ready = db.connect().then(async () => { if (!this.socket) this.socket = await open() }) }
          close() { this.socket?.close() }
        }
      `,
    },
    {
      name: 'what the former one has put there is ended first',
      code: `
        class Poller {
          async arm() {
            if (this.timer) return
            await load()
            clearTimeout(this.timer)
            this.timer = setTimeout(fire, 10)
          }
          disarm() { clearTimeout(this.timer); this.timer = null }
        }
      `,
    },
    {
      name: 'it finds what is there, and makes nothing',
      code: `
        class View {
          async mount() {
            if (this.element) return
            await ready()
            this.element = document.querySelector('#root')
          }
          unmount() { this.element?.remove(); this.element = null }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'a method that anybody may call',
      code: pulls('refill'),
      errors: [{
        messageId: 'overwrites',
        data: {
          cell: 'inner', guarded: 'empty', guard: 'this line', during: 'during the `await` on this line', wait: '`await`',
          run: '`refill()`', end: 'closed',
        },
        line: 6, column: 27, endLine: 6, endColumn: 32,
      }],
    },
    {
      name: 'a counter that nobody asks',
      code: `
        class Store {
          async start() {
            this.users++
            if (!this.client) this.client = await open()
          }
          close() { this.client?.close() }
        }
      `,
      errors: [
        {
          messageId: 'overwrites',
          data: {
            cell: 'this.client', guard: 'this line', during: 'during the `await` on this line', wait: '`await`', run: '`start()`',
            end: 'closed',
          },
          line: 5, column: 31, endLine: 5, endColumn: 42,
          suggestions: [],
        },
      ],
    },
    {
      name: 'two calls in a run of the function that has the local',
      code: `
        export function make(url) {
          let player = null
          init()
          init()
          async function init() { if (player) return; player = await load(url) }
          return { close() { player?.close() } }
        }
      `,
      errors: [
        {
          messageId: 'overwrites',
          data: {
            cell: 'player', guard: 'this line', during: 'during the `await` on this line', wait: '`await`', run: '`init()`', end: 'closed',
          },
          line: 6, column: 55, endLine: 6, endColumn: 61,
          suggestions: [],
        },
      ],
    },
    {
      name: 'a callback of an event in a constructor',
      code: `
        class Store {
          constructor(db) { db.on('ready', async () => { if (!this.socket) this.socket = await open() }) }
          close() { this.socket?.close() }
        }
      `,
      errors: [
        {
          messageId: 'overwrites',
          data: {
            cell: 'this.socket', guard: 'this line', during: 'during the `await` on this line', wait: '`await`',
            run: "the 'ready' listener", end: 'closed',
          },
          line: 3, column: 76, endLine: 3, endColumn: 87,
          suggestions: [],
        },
      ],
    },
  ],
})
