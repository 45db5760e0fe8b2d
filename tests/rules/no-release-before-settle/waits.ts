import type { Cases } from './tester.js'

const importer = (stop: string): string => `class Importer {
  start() { this.loop = this.run(this.abort.signal) }
  async run(signal) { while (!signal.aborted) { const job = await next(); this.db.put(job) } }
  ${stop}
}`

export const waits: Cases = {
  valid: [
    importer('async stop() { this.abort.abort(); await this.loop; this.db = null }'),
    importer('async stop() { this.abort.abort(); await Promise.allSettled([this.loop]); this.db = null }'),
    importer('async stop() { this.abort.abort(); await this.end(); this.db = null }\n  async end() { await this.loop }'),
    importer('async stop() { this.abort.abort(); await this.loop; this.drop() }\n  drop() { this.db = null }'),
    // Any promise that may stand for the run, or a function that waits by its name.
    importer('async stop() { this.abort.abort(); await this.idle; this.db = null }'),
    importer('async stop() { this.abort.abort(); await this.drain(); this.db = null }'),
    // No run without a promise.
    importer('async stop() { this.abort.abort(); if (this.loop) await this.loop; this.db = null }'),
    // Another value before the function ends.
    importer('async stop() { this.abort.abort(); this.db = null; this.db = open() }'),
    // A function that only throws leaves.
    `class Importer {
      start() { this.loop = this.run(this.abort.signal) }
      async run(signal) { for (;;) { const job = await next(); if (this.closed) { this.fail() } this.db.put(job) } }
      fail() { throw new Error('closed') }
      async stop() { this.closed = true; this.abort.abort(); this.db = null }
    }`,
    // The resource itself calls back, as long as it is there.
    `class Press {
      start() { void this.run() }
      async run() { await warm(); this.press = make(); this.press.open(error => { if (!error) this.press.heat() }) }
      stop() { this.press = null }
    }`,
    // What a resource says of itself can be read when it has been closed.
    `class Press {
      start() { void this.run(this.abort.signal) }
      async run(signal) { for (;;) { await next(); if (this.press.broken) return; note((await this.press.state).name) } }
      stop() { this.abort.abort(); this.press.close() }
    }`,
    // The loop asks before each round, and nothing is awaited between that and the use.
    `class Importer {
      start() { this.loop = this.run(this.abort.signal) }
      async run(signal) { while (!signal.aborted) { this.db.put(1); await next() } }
      async stop() { this.abort.abort(); this.db = null }
    }`,
    // The wait before the use fails with the abort, also in a function that is called, and where the signal is one of several.
    `class Press {
      constructor(hall) { hall.on('open', () => { void this.start() }); hall.on('close', () => { this.stop() }) }
      async start() { await this.warm('slow', AbortSignal.any([this.abort.signal, AbortSignal.timeout(5)])) }
      async warm(pace, signal) { await sleep(500, undefined, { signal }); await this.press.heat(pace) }
      stop() { this.abort.abort(); this.press.shutdown() }
    }`,
  ].map(code => ({ code })),
  invalid: [
    {
      code: `class Press {
      start() { void this.run() }
      async run() { await warm(); this.pump.open(error => { if (!error) this.press.heat() }) }
      stop() { this.press = null }
    }`,
      errors: [{ messageId: 'neverKept', line: 4 }],
    },
    {
      // A field that is null says nothing.
      code: `class Press {
      start() { void this.run(this.abort.signal) }
      async run(signal) { for (;;) { await next(); if (this.press.broken) return } }
      stop() { this.abort.abort(); this.press = null }
    }`,
      errors: [{ messageId: 'neverKept', line: 4 }],
    },
    {
      code: `class Press {
      start() { void this.run(this.abort.signal) }
      async run(signal) { for (;;) { await next(); this.press.plate.turn() } }
      stop() { this.abort.abort(); this.press.close() }
    }`,
      errors: [{ messageId: 'neverKept', line: 4 }],
    },
    {
      // What was read just before the abort is still written.
      code: `class Press {
      start() { void this.run(this.abort.signal) }
      async run(signal) { for (;;) { const job = await next(signal); this.press.heat(job) } }
      stop() { this.abort.abort(); this.press.end() }
    }`,
      errors: [{ messageId: 'neverKept', line: 4 }],
    },
    {
      // What is caught lets the run go on.
      code: `class Press {
      constructor(hall) { hall.on('open', () => { void this.start() }); hall.on('close', () => { this.stop() }) }
      async start() { try { await sleep(500, undefined, { signal: this.abort.signal }) } catch {} await this.press.heat() }
      stop() { this.abort.abort(); this.press.shutdown() }
    }`,
      errors: [{ messageId: 'neverKept', line: 4 }],
    },
    {
      code: importer('async stop() {\n    this.abort.abort()\n    this.db = null\n  }'),
      errors: [{
        messageId: 'kept', line: 6, column: 5, endColumn: 12,
        suggestions: [{
          messageId: 'settleFirst',
          data: { source: 'await Promise.allSettled([this.loop])' },
          output: importer('async stop() {\n    this.abort.abort()\n    await Promise.allSettled([this.loop])\n    this.db = null\n  }'),
        }],
      }],
    },
    {
      code: importer('stop() { this.abort.abort(); this.db = null }'),
      errors: [{ messageId: 'synchronous', line: 4, column: 32, endColumn: 39 }],
    },
    {
      code: importer('async stop(isFast) { this.abort.abort(); if (!isFast) await this.loop; this.db = null }'),
      errors: [{ messageId: 'skipped', line: 4, column: 74, endColumn: 81 }],
    },
    {
      code: importer('async stop() { this.abort.abort(); this.db = null; await this.loop }'),
      errors: [{ messageId: 'late', line: 4, column: 38, endColumn: 45 }],
    },
    {
      // The next round releases behind the wait of the last.
      code: importer('async stop() { this.abort.abort(); for (const at of [1, 2]) { this.db = null; await this.loop } }'),
      errors: [{ messageId: 'skipped', line: 4, column: 65, endColumn: 72 }],
    },
    {
      code: importer('async stop() { this.abort.abort(); await this.db.count(); this.db = null }'),
      errors: [{
        messageId: 'kept', line: 4, column: 61, endColumn: 68,
        suggestions: [{
          messageId: 'settleFirst',
          data: { source: 'await Promise.allSettled([this.loop])' },
          output: importer('async stop() { this.abort.abort(); await this.db.count(); await Promise.allSettled([this.loop]); this.db = null }'),
        }],
      }],
    },
  ],
}
