import { testStrictly } from './tester.js'

testStrictly('where the two do not meet', {
  valid: [
    {
      name: 'an entry that is taken back before the wait is over, by the mark of its run',
      code: `
        class Sessions {
          live = new Map()
          runs = new Map()
          async attach(host) {
            const run = Symbol(host)
            this.runs.set(host, run)
            const session = await dial(host)
            if (this.runs.get(host) !== run) { session.close(); return }
            this.live.set(host, session)
          }
          detach(host) {
            this.runs.delete(host)
            this.live.get(host)?.close()
            this.live.delete(host)
          }
        }
      `,
    },
    {
      name: 'the teardown waits for the run',
      code: `
        class Link {
          start() { this.opening = this.open() }
          async open() {
            this.socket = await connect()
          }
          async close() {
            await this.opening
            this.socket?.close()
          }
        }
      `,
    },
    {
      name: 'both run under a lock',
      code: `
        class Link {
          async open() {
            const release = await this.mutex.acquire()
            this.socket = await connect()
            release()
          }
          async close() {
            const release = await this.mutex.acquire()
            this.socket?.close()
            release()
          }
        }
      `,
    },
    {
      name: 'the wait is on something that the teardown ends',
      code: `
        class Page {
          async open() {
            this.tab = await this.browser.newTab()
          }
          close() {
            this.tab?.close()
            this.browser?.close()
          }
        }
      `,
    },
    {
      name: 'the wait is under a signal that the teardown aborts',
      code: `
        class Link {
          #abort = new AbortController()
          async open() {
            this.socket = await connect({ signal: this.#abort.signal })
          }
          close() {
            this.#abort.abort()
            this.socket?.close()
          }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'a second run that overwrites it is another defect',
      code: `
        class Store {
          async query() {
            this.client ??= await connect()
          }
          close() { this.client?.close() }
        }
      `,
      errors: [{
        messageId: 'late', line: 4, column: 13,
        data: { place: 'this.client', after: 'after the `await` on this line', teardown: '`close()` (line 6)', run: '`close()`' },
      }],
    },
    {
      name: 'an entry that is missing before the wait, and that the teardown of this entry does not find',
      code: `
        class Sessions {
          live = new Map()
          async attach(host) {
            if (this.live.has(host)) return
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
        messageId: 'late', line: 7, column: 13,
        data: { place: 'this.live', after: 'after the `await` on line 6', teardown: '`detach()` (line 10)', run: '`detach()`' },
      }],
    },
    {
      name: 'the teardown waits for something else',
      code: `
        class Link {
          async open() {
            this.socket = await connect()
          }
          async close() {
            await this.flushed
            this.socket?.close()
          }
        }
      `,
      errors: [{
        messageId: 'late', line: 4, column: 13,
        data: { place: 'this.socket', after: 'after the `await` on this line', teardown: '`close()` (line 8)', run: '`close()`' },
      }],
    },
    {
      name: 'a signal that the teardown does not abort',
      code: `
        class Link {
          async open(signal) {
            this.socket = await connect({ signal })
          }
          close() { this.socket?.close() }
        }
      `,
      errors: [{
        messageId: 'late', line: 4, column: 13,
        data: { place: 'this.socket', after: 'after the `await` on this line', teardown: '`close()` (line 6)', run: '`close()`' },
      }],
    },
  ],
})
