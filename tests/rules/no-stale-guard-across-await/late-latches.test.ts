import { testTold } from './told.js'

const link = (connect: string, more = 'async send(text) { await this.connect(); await this.client.send(text) }') => `
        class Link {
          connected = false
          async connect() { ${connect} }
          ${more}
          async close() { if (this.transport) await this.transport.close(); this.connected = false }
        }
      `
const late = 'if (this.connected) return;\nthis.transport = new Transport();\nawait this.client.connect(this.transport); this.connected = true'
const pool = (guard: string, more = '') => `
        let client = null
        export async function get(url) {
          ${guard}
          client = createClient(url)
          await client.connect()
          return client
        }
        export async function close() { await client?.quit(); client = null }
        ${more}
      `

testTold('a check of what only the wait brings about', [
  { name: 'of a flag', code: link(late), told: ['this.transport = new Transport();'] },
  {
    name: 'of a flag that a callback sets',
    code: link('if (this.connected) return;\nthis.transport = new Transport();\nthis.transport.on("open", () => { this.connected = true }); await this.transport.opened()'),
    told: ['this.transport = new Transport();'],
  },
  {
    name: 'of a flag that is set before the wait',
    code: link('if (this.connected) return; this.connected = true; this.transport = new Transport(); await this.client.connect(this.transport)'),
  },
  {
    name: 'of a flag that is set before the wait, behind one of a way that ends there',
    code: link(`if (this.connected) return; if (!this.url) { await this.fail(); return }
          this.connected = true; this.transport = new Transport(); await this.client.connect(this.transport)`),
  },
  {
    name: 'of a flag beside one that is set before the wait',
    code: link(`if (this.connecting) return; this.connecting = true; ${late}; this.connecting = false`),
  },
  {
    name: 'of a flag, behind the end of the last one',
    code: link(`if (this.connected) return; await this.close(); this.transport = new Transport(); await this.client.connect(this.transport);
          this.connected = true`),
  },
  { name: 'of a flag, and of the cell', code: link(`if (this.transport) return; ${late}`) },
  { name: 'of a flag, in a function that runs once', code: link(late).replace('async connect()', 'constructor() { this.#run() } async #run()') },
  {
    name: 'of a flag, where nobody ends what is made',
    code: link(late).replace('await this.transport.close()', 'log(this.transport)'),
  },
  { name: 'of a flag, in a start that nobody waits for', code: link(late, 'listen(bus) { bus.on("login", () => { void this.connect() }) }'), told: ['this.transport = new Transport();'] },
  { name: 'of a state of the handle', code: pool('if (client?.isReady) return client'), told: ['client = createClient(url)'] },
  { name: 'of the handle', code: pool('if (client) return client') },
  { name: 'of another state of the handle', code: pool('if (client?.name === "main") return client') },
])

testTold('a check of what only the wait brings about, where a report needs a run in the file', [
  { name: 'of a flag, in the start of an owner, which only another file calls', code: link(late, '') },
  {
    name: 'of a flag, in a start that the owner runs as well', code: link(late), told: ['this.transport = new Transport();'],
  },
], 'no-stale-guard-across-await', {})
