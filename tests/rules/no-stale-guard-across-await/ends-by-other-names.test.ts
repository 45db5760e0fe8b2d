import { testTold } from './told.js'

const awake = (stop: string, ask = 'this.lock = await request()'): string => `
class Awake {
  async ask() {
    if (this.lock) return
    ${ask}
  }
  async stop() {
    ${stop}
  }
}`

testTold('a call right before the cell is emptied', [
  {
    name: 'by any name',
    code: awake('this.lock?.release()\n    this.lock = null'),
    told: ['this.lock = await request()'],
  },
  {
    name: 'awaited, with a handler of its failure',
    code: awake('await this.lock.giveUp().catch(() => {})\n    this.lock = null'),
    told: ['this.lock = await request()'],
  },
  {
    name: 'in a test, or in a try',
    code: awake('try {\n      if (this.lock) this.lock.leave()\n    } catch {}\n    this.lock = null'),
    told: ['this.lock = await request()'],
  },
  { name: 'with something in between', code: awake('this.lock.ping()\n    this.log()\n    this.lock = null') },
  { name: 'of something else', code: awake('this.other.release()\n    this.lock = null') },
  { name: 'with arguments: a request', code: awake('this.lock.send(1)\n    this.lock = null') },
  { name: 'one that ends nothing', code: awake('this.lock.removeAllListeners()\n    this.lock = null') },
  {
    name: 'a second look behind the wait',
    code: awake('this.lock?.release()\n    this.lock = null', `const lock = await request()
    if (!this.lock) this.lock = lock`),
  },
])

testTold('an end of what a promise in the cell has brought', [
  {
    name: 'in a local',
    code: awake('const lock = await this.lock\n    lock?.close()'),
    told: ['this.lock = await request()'],
  },
  { name: 'at once', code: awake(';(await this.lock)?.close()'), told: ['this.lock = await request()'] },
  { name: 'in a callback', code: awake('this.lock.then(lock => lock.close())'), told: ['this.lock = await request()'] },
  { name: 'of another promise', code: awake('const lock = await this.other\n    lock?.close()') },
  {
    name: 'where the promise itself is kept',
    code: awake('const lock = await this.lock\n    lock?.close()', 'this.lock = request()'),
  },
])

const bridge = (open: string): string => `
let remote = null
export async function ensureRemote() {
  if (remote) return remote
  ${open}
  return remote
}`

testTold('what was opened has to be closed, though nobody does', [
  {
    name: 'by a method that is awaited',
    code: bridge('const client = new Client()\n  await client.connect(url)\n  remote = client'),
    told: ['remote = client'],
  },
  { name: 'by a function', code: bridge('remote = await connect(url)'), told: ['remote = await connect(url)'] },
  { name: 'what is only filled', code: bridge('const client = new Words()\n  await client.fill(url)\n  remote = client') },
  { name: 'what is only loaded', code: bridge('remote = await load(url)') },
  { name: 'the promise is kept', code: bridge('remote ??= connect(url)') },
])

const hls = (update: string): string => `
lib.Parser = function () { this.player = null; this.operations = new Operations() }
lib.Parser.prototype.start = function (player) { this.player = player }
lib.Parser.prototype.stop = function () {
  this.operations.destroy()
  this.player = null
}
lib.Parser.prototype.onUpdate = async function () {
  if (!this.player) return
  try {
    await this.update()
  } catch (error) {
    this.player.onError(error)
  }
}
lib.Parser.prototype.update = function () { return Promise.all([this.load()]) }
lib.Parser.prototype.load = function () { ${update} }`

testTold('a wait for an own function that works with what the writer ends', [
  {
    name: 'fails by that',
    code: hls('return this.operations.manage(1)'),
    told: ['this.player.onError(error)'],
  },
  { name: 'works with something else', code: hls('return this.words.load(1)') },
  { name: 'asks before', code: hls('return this.operations?.manage(1)') },
])
