import { testTold } from './told.js'

const store = (method: string, helper: string, close = 'close() { this.db = null }') => `
        class Store {
          open() { this.db = openDb() }
          ${close}
          ${method}
          ${helper}
        }
      `
const locked = 'async locked(work) { const free = await this.mutex.acquire(); try { return await work() } finally { free() } }'
const counted = 'async counted(work) { this.count++; try { return await work() } finally { this.count-- } }'
const queued = 'queued(work) { this.tail = this.tail.then(() => work()); return this.tail }'

testTold('a callback that an own function runs', [
  {
    name: 'behind a wait of its own',
    code: store('async save(row) { if (!this.db) return; await this.locked(async () => {\nthis.db.put(row) }) }', locked),
    told: ['this.db.put(row) }) }'],
  },
  {
    name: 'and that asks there',
    code: store('async save(row) { await this.locked(async () => { if (!this.db) return; this.db.put(row) }) }', locked),
  },
  {
    name: 'at once',
    code: store('async save(row) { if (!this.db) return; await this.counted(async () => { this.db.put(row) }) }', counted),
  },
  {
    name: 'at once, and that waits itself',
    code: store('async save(row) { if (!this.db) return; await this.counted(async () => { await load();\nthis.db.put(row) }) }', counted),
    told: ['this.db.put(row) }) }'],
  },
  {
    name: 'behind a promise',
    code: store('save(row) { if (!this.db) return; return this.queued(() => {\nthis.db.put(row) }) }', queued),
    told: ['this.db.put(row) }) }'],
  },
  {
    name: 'or keeps',
    code: store('save(row) { if (!this.db) return; this.keep(() => { this.db.put(row) }) }',
      'async keep(work) { await load(); this.work = work }'),
  },
  {
    name: 'under the lock that the other one takes',
    code: store('async save(row) { await this.locked(async () => { if (!this.db) return; await load(); this.db.put(row) }) }', locked,
      'async close() { await this.locked(async () => { this.db = null }) }'),
  },
  {
    name: 'under that lock, though it was asked before it was taken',
    code: store('async save(row) { if (!this.db) return; await this.locked(async () => {\nthis.db.put(row) }) }', locked,
      'async close() { await this.locked(async () => { this.db = null }) }'),
    told: ['this.db.put(row) }) }'],
  },
])

const ticker = (update: string) => `
        class Ticker {
          start() { this.jobs = makeJobs(); this.face = makeFace() }
          stop() { this.jobs.destroy(); this.face = null }
          async tick() {
            if (!this.face) return
            try {
              await this.update()
            } catch (error) {
              this.face.fail(error)
            }
          }
          ${update}
        }
      `

testTold('a promise that an own function hands on', [
  {
    name: 'fails when the other one ends what it is for',
    code: ticker('update() { return this.jobs.run() }'),
    told: ['this.face.fail(error)'],
  },
  {
    name: 'in a second function',
    code: ticker('update() { return this.run() }\nrun() { return this.jobs.run() }'),
    told: ['this.face.fail(error)'],
  },
  { name: 'in an async function', code: ticker('async update() { await this.jobs.run() }'), told: ['this.face.fail(error)'] },
  { name: 'fails for a reason of its own', code: ticker("update() { return fetch('/state') }") },
  {
    name: 'is a wait',
    code: store('async save(row) { if (!this.db) return; await this.sync();\nthis.db.put(row) }',
      'sync() { return this.request() }\nrequest() { return fetch() }'),
    told: ['this.db.put(row) }'],
  },
  {
    name: 'is none where it has settled',
    code: store('async save(row) { if (!this.db) return; await this.sync(); this.db.put(row) }',
      'sync() { return this.request() }\nrequest() { return Promise.resolve() }'),
  },
])

const rows = (method: string) => store(method, 'drop() { this.db = undefined }')

testTold('an async function that starts where it is written', [
  {
    name: 'for each of several',
    code: rows('async save(all) { if (!this.db) return; await Promise.all(all.map(async row => { await load(row);\nthis.db.put(row) })) }'),
    told: ['this.db.put(row) })) }'],
  },
  {
    name: 'for each of several, and asks there',
    code: rows('async save(all) { if (!this.db) return; await Promise.all(all.map(async row => { await load(row); this.db?.put(row) })) }'),
  },
  {
    name: 'for each of several, before it waits',
    code: rows('async save(all) { if (!this.db) return; await Promise.all(all.map(async row => { this.db.put(row); await load(row) })) }'),
  },
  {
    name: 'and goes on by itself',
    code: rows('save(row) { if (!this.db) return; void (async () => { await load(row);\nthis.db.put(row) })() }'),
    told: ['this.db.put(row) })() }'],
  },
  {
    name: 'and goes on by itself with a copy',
    code: rows('save(row) { const { db } = this; if (!db) return; void (async () => { await load(row); db.put(row) })() }'),
  },
  {
    name: 'in a function that runs at once',
    code: rows('async save(row) { if (!this.db) return; await load(row);\nrunInAction(() => { this.db.put(row) }) }'),
    told: ['runInAction(() => { this.db.put(row) }) }'],
  },
  {
    name: 'in a function that runs nobody knows when',
    code: rows('async save(row) { if (!this.db) return; await load(row); later(() => { this.db.put(row) }) }'),
  },
])
