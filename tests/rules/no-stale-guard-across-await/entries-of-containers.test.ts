import { testTold } from './told.js'

/** A pool of connections by id, with what is between its braces. */
const pool = (body: string, made = 'new Map()') => `
class Pool {
  #clients = ${made}
  ${body}
  drop(id) {
    this.#clients.get(id)?.close()
    this.#clients.delete(id)
  }
}`

testTold('two runs fill one entry', [
  {
    name: 'where both see it empty',
    code: pool(`async get(id) {
      const known = this.#clients.get(id)
      if (known) return known
      const client = await connect(id)
      this.#clients.set(id, client)
      return client
    }`),
    told: ['this.#clients.set(id, client)'],
  },
  {
    name: 'where the local is given what was made',
    code: pool(`async get(id) {
      let client = this.#clients.get(id) ?? null
      if (!client) {
        client = await connect(id)
        this.#clients.set(id, client)
      }
      return client
    }`),
    told: ['this.#clients.set(id, client)'],
  },
  {
    name: 'where what it holds is turned down',
    code: pool(`async get(id) {
      const known = this.#clients.get(id)
      if (known && !known.closed) return known
      const client = await connect(id)
      this.#clients.set(id, client)
      return client
    }`),
    told: ['this.#clients.set(id, client)'],
  },
  {
    name: 'not where each run replaces what was there',
    code: pool(`async renew(id) {
      const old = this.#clients.get(id)
      if (old && old.isDirty) await old.flush()
      this.#clients.set(id, await connect(id))
    }`),
  },
  {
    name: 'not where the promise is put there at once',
    code: pool(`async get(id) {
      let client = this.#clients.get(id)
      if (!client) {
        client = connect(id)
        this.#clients.set(id, client)
      }
      return await client
    }`),
  },
  {
    name: 'not where a set turns the second run away',
    code: pool(`#starting = new Set()
    async get(id) {
      if (this.#clients.has(id) || this.#starting.has(id)) return
      this.#starting.add(id)
      try {
        this.#clients.set(id, await connect(id))
      } finally {
        this.#starting.delete(id)
      }
    }`),
  },
  {
    name: 'not where the promise of the run is kept under the same key',
    code: pool(`#opening = new Map()
    get(id) {
      const before = this.#opening.get(id)
      if (before) return before
      const run = this.#open(id).finally(() => { this.#opening.delete(id) })
      this.#opening.set(id, run)
      return run
    }
    async #open(id) {
      if (this.#clients.has(id)) return this.#clients.get(id)
      const client = await connect(id)
      this.#clients.set(id, client)
      return client
    }`),
  },
  {
    name: 'not where runs queue by key',
    code: pool(`#tails = new Map()
    async get(id) {
      const before = this.#tails.get(id) ?? Promise.resolve()
      let free
      this.#tails.set(id, new Promise(resolve => { free = resolve }))
      await before
      if (!this.#clients.has(id)) this.#clients.set(id, await connect(id))
      free()
    }`),
  },
  {
    name: 'not where the key is made for the entry',
    code: pool(`async open() {
      const id = randomUUID()
      if (this.#clients.has(id)) return
      this.#clients.set(id, await connect(id))
    }`),
  },
  {
    name: 'not where each turn of a loop has its own key',
    code: pool(`async openAll(ids) {
      for (const id of ids) {
        this.#clients.get(id)?.ping()
        await turn()
      }
    }`),
  },
])

testTold('an entry that nobody ends', [
  {
    name: 'counts where it is made by what takes something',
    code: `
class Ports {
  #byName = new Map()
  async reserve(name) {
    const known = this.#byName.get(name)
    if (known != null) return known
    const port = await findFreePort()
    this.#byName.set(name, port)
    return port
  }
  release(name) { this.#byName.delete(name) }
}`,
    told: ['this.#byName.set(name, port)'],
  },
  {
    name: 'is plain data else: two fetches bring the same',
    code: `
class Users {
  #byId = new Map()
  async get(id) {
    const known = this.#byId.get(id)
    if (known) return known
    const user = await fetchUser(id)
    this.#byId.set(id, user)
    return user
  }
  forget(id) { this.#byId.delete(id) }
}`,
  },
], undefined, {})

testTold('an entry is used behind a wait', [
  {
    name: 'though it may be gone',
    code: pool(`async ping(id) {
      if (!this.#clients.has(id)) return
      await turn()
      this.#clients.get(id).ping()
    }`),
    told: ['this.#clients.get(id).ping()'],
  },
  {
    name: 'of a plain object',
    code: `
const byId = {}
export async function ping(id) {
  if (!byId[id]) return
  await turn()
  byId[id].ping()
}
export function drop(id) { delete byId[id] }`,
    told: ['byId[id].ping()'],
  },
  {
    name: 'by a local that was taken before: no',
    code: pool(`async ping(id) {
      const client = this.#clients.get(id)
      if (!client) return
      await turn()
      client.ping()
    }`),
  },
  {
    name: 'after a second look: no',
    code: pool(`async ping(id) {
      if (!this.#clients.has(id)) return
      await turn()
      if (this.#clients.has(id)) this.#clients.get(id).ping()
    }`),
  },
])
