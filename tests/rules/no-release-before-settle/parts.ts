import type { Cases } from './tester.js'

const jobs = (close: string, keep = 'this.jobs.set(job.id, { done: this.run(job) })'): string => `class Jobs {
  db = open()
  jobs = new Map()
  add(job) { ${keep} }
  async run(job) { const rows = await job.load(); this.db.insert(rows) }
  ${close}
}`

const lock = (tick: string, release = 'async release() { clearInterval(this.timer); await rm(this.path) }'): string => `class Lock {
  constructor(path) { this.path = path }
  start() { this.timer = setInterval(async () => { ${tick} }, 9) }
  ${release}
}`

const sessions = (run: string, close = 'close(id) { this.sessions.delete(id) }'): string => `class Sessions {
  sessions = new Map()
  open(id) { this.sessions.set(id, new Session()); void this.run(id) }
  async run(id) { const chunk = await next(id); ${run} }
  ${close}
}`

const server = (stop: string): string => `class Server {
  start() { return this.starting = this.listen() }
  async listen() { const socket = await open(); this.socket = socket }
  ${stop}
}`

/** Tasks that are kept among others, files, single entries, and promises that are dropped. */
export const parts: Cases = {
  valid: [
    // Each job is waited for, in a list, in a record, or until none is left.
    jobs('async close() { await Promise.all([...this.jobs.values()].map(job => job.done)); this.db = null }'),
    jobs('async close() { await Promise.all(this.jobs.values()); this.db = null }', 'this.jobs.set(job.id, this.run(job))'),
    jobs('async close() { while (this.jobs.size > 0) await Promise.all(this.jobs.values()); this.db = null }', 'this.jobs.set(job.id, this.run(job))'),
    jobs('async close() { if (this.jobs.size === 0) this.db = null }', 'this.jobs.set(job.id, this.run(job))'),
    // The tick asks before it writes; it reads only; another file is removed; nobody ends the tick.
    lock('const held = await read(); if (this.isReleased) return; await writeFile(this.path, held)'),
    lock('await pause(); await readFile(this.path)'),
    lock('const held = await read(); await writeFile(this.path, held)', 'async release() { clearInterval(this.timer); await rm(this.other) }'),
    lock('const held = await read(); await writeFile(this.path, held)', 'async release() { await rm(this.path) }'),
    // The file is written before anything is waited for.
    lock('writeFileSync(this.path, "held"); await pause()'),
    // The run looks for its session first, or uses it only where it is there; another one is closed; the run closes it itself.
    sessions('if (!this.sessions.has(id)) return; this.sessions.get(id).push(chunk)'),
    sessions('this.sessions.get(id)?.push(chunk)'),
    sessions('this.sessions.get(id).push(chunk)', 'close(other) { this.sessions.delete(other) }'),
    sessions('this.sessions.get(id).push(chunk); this.sessions.delete(id)', ''),
    // Nothing asks the run to end, whatever else is ended here; or somebody waits for it.
    server('stop() { this.starting = null }'),
    server('stop() { this.socket?.close(); this.socket = null; this.starting = null }'),
    server('async stop() { await this.starting; this.socket?.close(); this.socket = null; this.starting = null }'),
  ].map(code => ({ code })),
  invalid: [
    {
      code: jobs('async close() {\n    this.db = null\n  }'),
      errors: [{
        messageId: 'kept', line: 7, column: 5, endColumn: 12,
        suggestions: [{
          messageId: 'settleFirst',
          data: { source: 'await Promise.allSettled([...this.jobs.values()].map(({ done }) => done))' },
          output: jobs('async close() {\n    await Promise.allSettled([...this.jobs.values()].map(({ done }) => done))\n    this.db = null\n  }'),
        }],
      }],
    },
    {
      code: jobs('close() { this.jobs = new Map(); this.db = null }'),
      errors: [{ messageId: 'synchronous', line: 6, column: 36, endColumn: 43 }],
    },
    // Waiting once is not enough where another job may come meanwhile, but only the other path goes without.
    {
      code: jobs('async close(isFast) { if (!isFast) await Promise.all(this.jobs.values()); this.db = null }', 'this.jobs.set(job.id, this.run(job))'),
      errors: [{ messageId: 'skipped', line: 6, column: 77, endColumn: 84 }],
    },
    {
      code: lock('const held = await read(); await writeFile(this.path, held)'),
      errors: [{ messageId: 'neverKept', line: 4, column: 57, endColumn: 66 }],
    },
    {
      code: lock('const held = await read(); await fs.rename(join(this.path, "new"), this.path)', 'release() { clearInterval(this.timer); fs.rmSync(this.path) }'),
      errors: [{ messageId: 'neverKept', line: 4, column: 52, endColumn: 61 }],
    },
    {
      code: sessions('this.sessions.get(id).push(chunk)'),
      errors: [{ messageId: 'neverKept', line: 5, column: 15, endColumn: 35 }],
    },
    {
      code: server('stop() { this.controller.abort(); this.starting = null }'),
      errors: [{ messageId: 'synchronous', line: 4, column: 37, endColumn: 50 }],
    },
    {
      code: `class Worker {
        start() { this.timer = setInterval(async () => { const rows = await collect(); await this.producer.send(rows) }, 9) }
        async stop() { clearInterval(this.timer); await this.producer.disconnect() }
      }`,
      errors: [{ messageId: 'neverKept', line: 3, column: 57, endColumn: 70 }],
    },
  ],
}
