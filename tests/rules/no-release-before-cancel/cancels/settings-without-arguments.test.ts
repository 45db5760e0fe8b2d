import { testTold } from '../told.js'

const late = (end: string): string => `this.db = null
    await this.flush()
    ${end}`
const inTime = (end: string): string => `${end}
    await this.flush()
    this.db = null`

const lines = (stop: string): string => `
class Feed {
  open() {
    this.db = connect()
    this.rl = createInterface()
    this.rl.on('line', line => { this.db.save(line) })
    this.rl.on('close', () => { this.db.save('') })
  }
  async stop() {
    ${stop}
  }
}`

testTold('cancel: the end of an emitter', [
  { name: 'late', code: lines(late('this.rl.finish()')), told: ['race: this.db = null'] },
  { name: 'in time', code: lines(inTime('this.rl.finish()')) },
  { name: 'of another one', code: lines(late('this.other.finish()')) },
], { cancel: ['rl.finish'] })
testTold('cancel: without the setting', [{ name: 'late', code: lines(late('this.rl.finish()')) }])

const pool = (stop: string): string => `
class Feed {
  open() {
    this.db = connect()
    this.pool.run(() => { this.db.save(1) })
  }
  async stop() {
    ${stop}
  }
}`

for (const setting of [{ cancel: ['pool.drain'] }, { cancel: ['drain'], taskStarters: ['pool.run'] }]) {
  testTold(`cancel: the end of what a pool runs, ${JSON.stringify(setting)}`, [
    { name: 'late', code: pool(late('await this.pool.drain()')), told: ['race: this.db = null'] },
    { name: 'in time', code: pool(inTime('await this.pool.drain()')) },
    { name: 'of another pool', code: pool(late('await this.others.drain()')) },
  ], setting)
}

const tracked = (stop: string): string => `
import { tasks } from './tasks.js'
class Feed {
  abort = new AbortController()
  open() {
    this.db = connect()
    tasks.track(this.loop())
  }
  async loop() {
    while (!this.abort.signal.aborted) await this.db.save(1)
  }
  async stop() {
    ${stop}
  }
}`

testTold('settle: a tracker of tasks', [
  { name: 'waited for in time', code: tracked('await tasks.idle()\n    this.db = null\n    this.abort.abort()') },
  {
    name: 'waited for too late',
    code: tracked('this.db = null\n    await tasks.idle()\n    this.abort.abort()'),
    told: ['race: this.db = null'],
  },
  {
    name: 'another one',
    code: tracked('await others.idle()\n    this.db = null\n    this.abort.abort()'),
    told: ['latent: this.db = null'],
  },
], { settle: ['tasks.idle'] })

const connection = (stop: string): string => `
class Feed {
  open() {
    this.conn = connect()
    this.timer = setInterval(() => { this.conn.ping() }, 1000)
  }
  dropConnection() { this.pool.giveBack(this.conn) }
  async stop() {
    ${stop}
  }
}`

testTold('release: an own function that gives something back', [
  {
    name: 'too early',
    code: connection('this.dropConnection()\n    await this.flush()\n    clearInterval(this.timer)'),
    told: ['race: this.dropConnection()'],
  },
  { name: 'in time', code: connection('clearInterval(this.timer)\n    await this.flush()\n    this.dropConnection()') },
], { release: ['this.dropConnection'] })
