import { testStrictly } from './tester.js'

testStrictly('what is stored', {
  valid: [
    {
      name: 'in a callback that runs at once, and asks first',
      code: `
        class Board {
          closed = false
          async open() {
            const link = await connect()
            runInAction(() => {
              if (this.closed) return link.close()
              this.link = link
            })
          }
          close() {
            this.closed = true
            this.link?.close()
          }
        }
      `,
    },
    {
      name: 'a plain value',
      code: `
        class Link {
          async open() {
            await connect()
            this.socket = null
            this.count = 1
          }
          close() { this.socket?.close() }
        }
      `,
    },
    {
      name: 'an error',
      code: `
        class Link {
          async open() {
            await connect()
            this.socket = new Error('refused')
          }
          close() { this.socket?.close() }
        }
      `,
    },
    {
      name: 'an entry under a key that is made for it',
      code: `
        class Sessions {
          live = new Map()
          async attach(host) {
            const session = await dial(host)
            const id = crypto.randomUUID()
            this.live.set(id, session)
          }
          close() { for (const session of this.live.values()) session.close() }
        }
      `,
    },
    {
      name: 'an entry under its own key',
      code: `
        class Sessions {
          live = new Map()
          async attach(host) {
            const session = await dial(host)
            this.live.set(session.id, session)
          }
          close() { for (const session of this.live.values()) session.close() }
        }
      `,
    },
    {
      name: 'options, in something that is no collection',
      code: `
        class Link {
          async open() {
            const options = await load()
            this.client.set('options', options)
          }
          close() { this.client?.close() }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'in a callback that runs at once, of a library and of a list',
      code: `
        class Board {
          closed = false
          sockets = []
          async open() {
            const link = await connect()
            runInAction(() => { this.link = link })
          }
          async openAll(names) {
            const ports = await listPorts()
            names.forEach(name => { this.sockets.push(new WebSocket(ports[name])) })
          }
          close() {
            this.closed = true
            this.link?.close()
            for (const socket of this.sockets) socket.close()
          }
        }
      `,
      errors: [
        {
          messageId: 'late', line: 7,
          data: { place: 'this.link', after: 'after the `await` on line 6', teardown: '`close()` (line 15)', run: '`close()`' },
        },
        {
          messageId: 'late', line: 11,
          data: { place: 'this.sockets', after: 'after the `await` on line 10', teardown: '`close()` (line 16)', run: '`close()`' },
        },
      ],
    },
    {
      name: 'an entry of a Map, ended by its key',
      code: `
        class Sessions {
          live = new Map()
          async attach(host) {
            const session = await dial(host)
            this.live.set(host, session)
          }
          detach(host) {
            this.live.get(host)?.close()
            this.live.delete(host)
          }
        }
      `,
      errors: [{
        messageId: 'late', line: 6, column: 13,
        data: { place: 'this.live', after: 'after the `await` on line 5', teardown: '`detach()` (line 9)', run: '`detach()`' },
      }],
    },
    {
      name: 'an element of a list, all of which are ended',
      code: `
        class Watchers {
          list = []
          async add(path) {
            const watcher = await watch(path)
            this.list.push(watcher)
          }
          close() {
            for (const watcher of this.list) watcher.close()
          }
        }
      `,
      errors: [{
        messageId: 'late', line: 6, column: 13,
        data: { place: 'this.list', after: 'after the `await` on line 5', teardown: '`close()` (line 9)', run: '`close()`' },
      }],
    },
    {
      name: 'in a Map of the module',
      code: `
        const sessions = new Map()
        export async function attach(host) {
          sessions.set(host, await dial(host))
        }
        export function shutdown() {
          for (const session of sessions.values()) session.close()
        }
      `,
      errors: [{
        messageId: 'late', line: 4, column: 11,
        data: { place: 'sessions', after: 'after the `await` on this line', teardown: '`shutdown()` (line 7)', run: '`shutdown()`' },
      }],
    },
    {
      name: 'a function that ends a subscription',
      code: `
        class Feed {
          async start() {
            this.unsubscribe = await this.source.subscribe(this.topic)
          }
          stop() { this.unsubscribe?.() }
        }
      `,
      errors: [{
        messageId: 'late', line: 4, column: 13,
        data: { place: 'this.unsubscribe', after: 'after the `await` on this line', teardown: '`stop()` (line 6)', run: '`stop()`' },
      }],
    },
    {
      name: 'in a variable that functions share',
      code: `
        export function createLink() {
          let socket
          return {
            async open() { socket = await connect() },
            close() { socket?.close() },
          }
        }
      `,
      errors: [{
        messageId: 'late', line: 5, column: 28,
        data: { place: 'socket', after: 'after the `await` on this line', teardown: '`close()` (line 6)', run: '`close()`' },
      }],
    },
  ],
})

testStrictly('names that go round', {
  valid: [
    {
      name: 'two locals that are each made of the other',
      code: `
        class Link {
          async open() {
            await ready()
            var one = this.other || two
            var two = one || this.third
            this.socket = one
            live[one] = two
          }
          close() { this.socket?.close() }
        }
      `,
    },
    {
      name: 'an element of itself',
      code: `
        const live = new Map()
        export function close() {
          var entry = live.get(key) || entry
          var key = entry
          entry?.close()
        }
        export async function open() {
          await ready()
          for (var item of item.list) item.close()
        }
      `,
    },
  ],
  invalid: [],
})
