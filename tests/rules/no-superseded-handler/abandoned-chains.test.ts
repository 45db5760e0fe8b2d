import { testRule } from './tester.js'

testRule('a callback at the end of a promise empties what the next one set', {
  valid: [
    {
      name: 'nobody else empties it',
      options: [{ strict: true }],
      code: `
        class Loader {
          load() {
            if (this.pending) return this.pending
            this.pending = fetchAll().finally(() => { this.pending = undefined })
            return this.pending
          }
        }
      `,
    },
    {
      name: 'compared first',
      options: [{ strict: true }],
      code: `
        class Loader {
          load() {
            if (this.pending) return this.pending
            const pending = fetchAll().finally(() => { if (this.pending === pending) this.pending = undefined })
            this.pending = pending
            return pending
          }
          reset() { this.pending = undefined }
        }
      `,
    },
    {
      name: 'the other arm of the same promise',
      options: [{ strict: true }],
      code: `
        class Upload {
          #fail = () => { this.request = undefined; this.begin() }
          begin() {
            if (this.request) return
            const request = send()
            this.request = request
            request.promise.then(() => { this.request = undefined }, this.#fail)
          }
        }
      `,
    },
    {
      name: 'a handler of another promise',
      options: [{ strict: true }],
      code: `
        class Upload {
          constructor() { this.onFailure = () => { this.request = undefined; this.begin() } }
          begin() {
            if (this.request) return
            this.request = send()
            this.request.then(() => { this.request = undefined })
          }
          end() {
            if (this.request) return
            this.request = finish()
            this.request.then(show, this.onFailure)
          }
        }
      `,
    },
    {
      name: 'what the constructor alone fills',
      options: [{ strict: true }],
      code: `
        class Subscription {
          constructor(ms) {
            this.timer = cancellable(ms)
            this.timer.then(() => { this.timer = undefined })
          }
          cancel() { this.timer?.cancel(); this.timer = undefined }
        }
      `,
    },
    {
      name: 'a callback that asks first',
      options: [{ strict: true }],
      code: `
        class Loader {
          load() {
            if (this.pending) return this.pending
            this.pending = fetchAll()
            this.pending.then(rows => {
              if (!this.isWaiting) return
              this.pending = undefined
              this.show(rows)
            })
            return this.pending
          }
          reset() { this.pending = undefined }
        }
      `,
    },
    {
      name: 'a former run is turned away',
      options: [{ strict: true }],
      code: `
        class Search {
          async find(text) {
            if (this.isSearching) return
            this.isSearching = true
            this.controller = new AbortController()
            try {
              return await query(text, this.controller.signal)
            } finally {
              this.controller = null
              this.isSearching = false
            }
          }
          cancel() { this.controller?.abort(); this.controller = null }
        }
      `,
    },
    {
      name: 'a flag ends all runs for good',
      options: [{ strict: true }],
      code: `
        class Transport {
          async run() {
            const socket = await dial()
            if (this.isGone) return
            this.socket = socket
            try { await pump(socket) } finally { this.socket = undefined }
          }
          detach() { this.isGone = true; this.socket?.close(); this.socket = undefined }
        }
      `,
    },
    {
      name: 'a state that nobody reads',
      options: [{ strict: true }],
      code: `
        class Caller {
          async connect() {
            this.status = 'pending'
            try { await handshake() } finally { this.status = undefined }
          }
          destroy() { this.status = undefined }
        }
      `,
    },
    {
      name: 'only the latest run empties it',
      options: [{ strict: true }],
      code: `
        class Search {
          async find(text) {
            const id = ++this.latest
            this.controller = new AbortController()
            try {
              return await query(text, this.controller.signal)
            } finally {
              if (id === this.latest) this.controller = null
            }
          }
          cancel() { this.controller?.abort(); this.controller = null }
        }
      `,
    },
    {
      name: 'a hook of a base class',
      options: [{ strict: true }],
      code: `
        class Feed extends Stream {
          protected async run() {
            this.socket = await dial()
            try { await pump(this.socket) } finally { this.socket = undefined }
          }
          update() { this.socket?.close(); this.socket = undefined }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'finally',
      options: [{ strict: true }],
      code: `
        class Loader {
          load() {
            if (this.pending) return this.pending
            this.pending = fetchAll().finally(() => { this.pending = undefined })
            return this.pending
          }
          reset() { this.pending = undefined }
        }
      `,
      errors: [
        {
          messageId: 'clobbers',
          data: {
            cell: 'this.pending', guard: 'this line', during: 'before the promise on this line settles', writer: '`reset()` (line 8)',
            clear: 'set it to undefined',
          },
          line: 5, column: 55, endLine: 5, endColumn: 67,
          suggestions: [],
        },
      ],
    },
    {
      name: 'then',
      options: [{ strict: true }],
      code: `
        class Loader {
          load() {
            if (!this.pending) {
              this.pending = fetchAll().then(rows => {
                this.pending = undefined
                return rows
              })
            }
            return this.pending
          }
          reset() { this.pending = undefined }
        }
      `,
      errors: [
        {
          messageId: 'clobbers',
          data: {
            cell: 'this.pending', guard: 'line 5', during: 'before the promise on line 5 settles', writer: '`reset()` (line 12)',
            clear: 'set it to undefined',
          },
          line: 6, column: 17, endLine: 6, endColumn: 29,
          suggestions: [],
        },
      ],
    },
    {
      name: 'a controller that aborts the former run',
      code: `
        class Search {
          find(text) {
            this.controller?.abort()
            this.controller = new AbortController()
            return query(text, this.controller.signal).finally(() => { this.controller = null })
          }
          isBusy() { return this.controller !== null }
        }
      `,
      errors: [
        {
          messageId: 'displaces',
          data: { cell: 'this.controller', guard: 'line 5', during: 'before the promise on this line settles', run: '`find()`' },
          line: 6, column: 72, endLine: 6, endColumn: 87,
          suggestions: [{
            messageId: 'clearOwn',
            data: { source: 'this.controller' },
            output: `
        class Search {
          find(text) {
            this.controller?.abort()
            const controller = new AbortController()
            this.controller = controller
            return query(text, controller.signal).finally(() => { if (this.controller === controller) this.controller = null })
          }
          isBusy() { return this.controller !== null }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'a controller that aborts the former run, in an async function',
      code: `
        class Search {
          async find(text) {
            this.controller?.abort()
            this.controller = new AbortController()
            try {
              return await query(text, this.controller.signal)
            } finally {
              this.controller = null
            }
          }
          isBusy() { return this.controller !== null }
        }
      `,
      errors: [
        {
          messageId: 'displaces',
          data: { cell: 'this.controller', guard: 'line 5', during: 'during the `await` on line 7', run: '`find()`' },
          line: 9, column: 15, endLine: 9, endColumn: 30,
          suggestions: [{
            messageId: 'clearOwn',
            data: { source: 'this.controller' },
            output: `
        class Search {
          async find(text) {
            this.controller?.abort()
            const controller = new AbortController()
            this.controller = controller
            try {
              return await query(text, controller.signal)
            } finally {
              if (this.controller === controller) this.controller = null
            }
          }
          isBusy() { return this.controller !== null }
        }
      `,
          }],
        },
      ],
    },
  ],
})
