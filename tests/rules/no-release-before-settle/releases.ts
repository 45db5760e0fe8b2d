import type { Cases } from './tester.js'

export const releases: Cases = {
  valid: [
    // The tick checks a flag that the teardown sets.
    `class Presence {
      start() { this.timer = setInterval(async () => { const users = await load(); if (this.closed) return; this.db.put(users) }, 9) }
      stop() { this.closed = true; clearInterval(this.timer); this.db = null }
    }`,
    // The use is optional, or behind a check of the field itself.
    `class Presence {
      start() { this.timer = setInterval(async () => { const users = await load(); this.db?.put(users) }, 9) }
      stop() { clearInterval(this.timer); this.db = null }
    }`,
    `class Presence {
      start() { this.timer = setInterval(async () => { const users = await load(); if (this.db) this.db.put(users) }, 9) }
      stop() { clearInterval(this.timer); this.db = null }
    }`,
    // Nothing is waited for before the use.
    `class Presence {
      start() { this.timer = setInterval(async () => { this.db.put(1); await load() }, 9) }
      stop() { clearInterval(this.timer); this.db = null }
    }`,
    // Nobody has cancelled the task: it may be meant to see the end of the connection.
    `class Presence {
      start() { void this.run() }
      async run() { await load(); this.db.put(1) }
      async close() { await this.db.close() }
    }`,
    // Nothing asks the run to end whose promise is dropped.
    `class Server {
      start() { return this.starting = this.listen() }
      async listen() { const socket = await open(); this.socket = socket }
      stop() { this.starting = null }
    }`,
    // A helper relies on the check of who calls it.
    `class Presence {
      start() { void this.run() }
      async run() { await load(); if (this.stopped) return; this.put() }
      put() { this.db.put(1) }
      stop() { this.stopped = true; this.db = null }
    }`,
    // A helper that is no end of its owner.
    `class Presence {
      start() { void this.run() }
      async run() { await load(); this.page.show() }
      showNothing() { this.page = null }
    }`,
    // The promise remembers the teardown itself.
    `class Presence {
      close() { return this.closing ??= this.end() }
      async end() { await this.socket.end(); this.socket = null; this.closing = null }
    }`,
    // A list whose elements nobody ends is data.
    `class Threads {
      open(id) { const opening = this.load(id); this.openings.set(id, opening); return opening }
      async load(id) { const file = await find(id); this.threads.set(id, file) }
      dispose() { this.threads.clear() }
    }`,
  ].map(code => ({ code })),
  invalid: [
    {
      code: `class Presence {
        start() { this.timer = setInterval(async () => { const users = await load(); this.db.put(users) }, 9) }
        stop() { clearInterval(this.timer); this.db = null }
      }`,
      errors: [{ messageId: 'neverKept', line: 3, column: 45, endColumn: 52 }],
    },
    {
      code: `class Presence {
        start() { void this.run() }
        async run() { await load(); this.put() }
        put() { this.db.put(1) }
        stop() { this.db = null }
      }`,
      errors: [{ messageId: 'neverKept', line: 5, column: 18, endColumn: 25 }],
    },
    {
      code: `class Presence {
        start() { this.timer = setInterval(async () => { const users = await load(); await this.redis.set(users) }, 9) }
        async shutdown() { clearInterval(this.timer); await this.redis.quit() }
      }`,
      errors: [{ messageId: 'neverKept', line: 3, column: 61, endColumn: 71 }],
    },
    {
      code: `class Threads {
        open(id) { const opening = this.load(id); this.openings.set(id, opening); return opening }
        async load(id) { const file = await find(id); this.threads.set(id, new Thread(file)) }
        async dispose() {
          for (const thread of this.threads.values()) thread.dispose()
          this.threads.clear()
        }
      }`,
      errors: [{
        messageId: 'kept', line: 6, column: 11, endColumn: 23,
        suggestions: [{
          messageId: 'settleFirst',
          data: { source: 'await Promise.allSettled([...this.openings.values()])' },
          output: `class Threads {
        open(id) { const opening = this.load(id); this.openings.set(id, opening); return opening }
        async load(id) { const file = await find(id); this.threads.set(id, new Thread(file)) }
        async dispose() {
          for (const thread of this.threads.values()) thread.dispose()
          await Promise.allSettled([...this.openings.values()]);
          this.threads.clear()
        }
      }`,
        }],
      }],
    },
    {
      code: `class Server {
        start() { return this.starting = this.listen() }
        async listen() { const socket = await open({ signal: this.abort.signal }); this.socket = socket }
        stop() { this.abort.abort(); this.starting = null }
      }`,
      errors: [{ messageId: 'synchronous', line: 4, column: 38, endColumn: 51 }],
    },
  ],
}
