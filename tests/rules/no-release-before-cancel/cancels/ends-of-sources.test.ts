import { testTold } from '../told.js'

const feed = (event: string, stop: string): string => `
class Feed {
  open() {
    this.db = connect()
    this.socket.on(${event}, text => { this.db.save(text) })
  }
  async stop() {
    ${stop}
  }
}`

const late = (end: string): string => `this.db = null
    await this.flush()
    ${end}`
const inTime = (end: string): string => `${end}
    await this.flush()
    this.db = null`
const ends = ['this.socket.close()', 'this.socket?.terminate()', 'await this.socket.stop()']

testTold('the end of what a listener sits on', [
  ...ends.map(end => ({ name: `${end}, late`, code: feed('\'message\'', late(end)), told: ['race: this.db = null'] })),
  ...ends.map(end => ({ name: `${end}, in time`, code: feed('\'message\'', inTime(end)) })),
  ...['\'close\'', '\'closed\'', '\'exit\'', '\'error\'', 'name'].map(event =>
    ({ name: `a listener for ${event} is still to be told`, code: feed(event, late('this.socket.close()')) })),
  { name: 'of something else', code: feed('\'message\'', late('this.other.close()')) },
  { name: 'by a name that ends nothing', code: feed('\'message\'', late('this.socket.pause()')) },
  {
    name: 'an own method, which shows what it does',
    code: `
class Feed extends EventEmitter {
  open() {
    this.db = connect()
    this.on('message', text => { this.db.save(text) })
  }
  close() { this.emitted = 0 }
  async stop() {
    this.db = null
    await this.flush()
    this.close()
  }
}`,
  },
])

const panel = (subject: string, destroy: string): string => `
class Panel {
  ngOnInit() {
    this.api = connect()
    this.source.pipe(map(x => x), takeUntil(${subject})).subscribe(value => { this.api.send(value) })
  }
  async ngOnDestroy() {
    ${destroy}
  }
}`

testTold('takeUntil', [
  {
    name: 'the subject speaks late',
    code: panel('this.destroyed$', 'this.api = null\n    await flush()\n    this.destroyed$.next()\n    this.destroyed$.complete()'),
    told: ['race: this.api = null'],
  },
  { name: 'the subject speaks in time', code: panel('this.destroyed$', 'this.destroyed$.next()\n    await flush()\n    this.api = null') },
  { name: 'another subject', code: panel('this.other$', 'this.api = null\n    await flush()\n    this.destroyed$.next()') },
  { name: 'its end alone ends nothing', code: panel('this.destroyed$', 'this.api = null\n    await flush()\n    this.destroyed$.complete()') },
])

testTold('a handle that a promise has brought', [
  {
    name: 'late',
    code: `
class Panel {
  open() {
    this.db = connect()
    this.rows = source.subscribe(row => { this.db.add(row) })
  }
  async close() {
    this.db = null
    const rows = await this.rows
    rows.unsubscribe()
  }
}`,
    told: ['race: this.db = null'],
  },
  {
    name: 'in time',
    code: `
class Panel {
  open() {
    this.db = connect()
    this.rows = source.subscribe(row => { this.db.add(row) })
  }
  async close() {
    (await this.rows).unsubscribe()
    this.db = null
  }
}`,
  },
])
