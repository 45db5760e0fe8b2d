import { Linter } from 'eslint'
import { describe, expect, it } from 'vitest'
import teardown from '../../src/index.js'

// Programs that a suggestion changes are run before and after. They record what happens in `log`, and wait for each other by promises.

const linter = new Linter()

function reportsOf(code: string): readonly Linter.LintMessage[] {
  return linter.verify(code, [{ ...teardown.configs.strict, languageOptions: { ecmaVersion: 'latest', sourceType: 'script' } }])
}

/** The program with one suggestion of its only report taken; the result has no report. */
function repaired(code: string, id: string): string {
  const reports = reportsOf(code)
  const suggestion = reports.flatMap(({ suggestions = [] }) => suggestions).find(({ messageId }) => messageId === id)
  expect(reports).toHaveLength(1)
  if (!suggestion) throw new Error(`no suggestion ${id}`)
  const [start, end] = suggestion.fix.range
  const output = code.slice(0, start) + suggestion.fix.text + code.slice(end)
  expect(reportsOf(output)).toEqual([])
  return output
}

interface Timer {
  readonly tick: () => void
  isCleared: boolean
}

/** Runs the program, which calls `done` with what it has seen. Its intervals tick when it says so. */
function run(code: string): Promise<unknown> {
  const setInterval = (tick: () => void): Timer => ({ tick, isCleared: false })
  const clearInterval = (timer: Timer): void => { timer.isCleared = true }
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the programs of this file are run as they are linted
  const program = new Function('done', 'failed', 'setInterval', 'clearInterval', code) as (...given: readonly unknown[]) => void
  return new Promise((resolve, reject) => {
    program(resolve, reject, setInterval, clearInterval)
  })
}

const gate = `
const gates = {}
const wait = name => new Promise(resolve => { gates[name] = resolve })
`

describe('a cancel that moves', () => {
  const pending = `
    const log = []
    class Reader {
      start() {
        this.link = { read: () => new Promise(resolve => { this.end = resolve }), closed: false }
        this.abort = new AbortController()
        this.task = this.drain(this.abort.signal)
      }
      async drain(signal) {
        while (!signal.aborted) log.push(await this.link.read())
        log.push('settled')
      }
      async stop() {
        this.link = null
        this.end('end of input')
        this.abort.abort()
        await this.task
      }
    }
    const reader = new Reader()
    reader.start()
    reader.stop().then(() => done(log), failed)
  `

  it('leaves the await of the task behind the call that ends its read', async () => {
    const output = repaired(pending, 'cancelFirst')
    expect(output.indexOf('this.abort.abort()')).toBeLessThan(output.indexOf('this.link = null'))
    expect(output.indexOf('this.end(\'end')).toBeLessThan(output.indexOf('await this.task'))
    await expect(run(output)).resolves.toEqual(['end of input', 'settled'])
  })

  const closing = `${gate}
    const log = []
    class Client {
      constructor() {
        this.link = {
          isOpen: true,
          ping() { log.push(this.isOpen ? 'ping' : 'ping after close') },
          async close() { this.isOpen = false; await wait('closed') },
        }
      }
      start() {
        this.timer = setInterval(() => this.link.ping(), 1000)
      }
      async stop() {
        await this.link.close()
        this.link = null
        clearInterval(this.timer)
      }
    }
    const client = new Client()
    client.start()
    const stopped = client.stop()
    if (!client.timer.isCleared) client.timer.tick()
    gates.closed()
    stopped.then(() => done(log), failed)
  `

  it('moves above the awaited close, so that no tick sees a closed client', async () => {
    await expect(run(closing)).resolves.toEqual(['ping after close'])
    await expect(run(repaired(closing, 'cancelFirst'))).resolves.toEqual([])
  })

  const leaking = `
    const log = []
    class Client {
      link = { ping() { log.push('ping') } }
      start() {
        this.timer = setInterval(() => this.link.ping(), 1000)
      }
      stop() {
        clearInterval(this.timer)
        this.link = null
      }
      kill() {
        this.link = null
      }
    }
    const client = new Client()
    client.start()
    client.kill()
    try { if (!client.timer.isCleared) client.timer.tick() } catch (error) { log.push(error.name) }
    done(log)
  `

  it('is added where a path forgets it', async () => {
    await expect(run(leaking)).resolves.toEqual(['TypeError'])
    await expect(run(repaired(leaking, 'cancelHere'))).resolves.toEqual([])
  })
})

describe('a check after a wait', () => {
  const clobbering = `${gate}
    class Search {
      async find(text) {
        this.controller = new AbortController()
        try {
          return await wait(text)
        } finally {
          this.controller = null
        }
      }
      cancel() {
        this.controller?.abort()
        this.controller = null
      }
    }
    const search = new Search()
    const first = search.find('a')
    search.cancel()
    search.find('b')
    gates.a('found')
    first.then(() => done(search.controller === null), failed)
  `

  it('clears only what its own run has set', async () => {
    await expect(run(clobbering)).resolves.toBe(true)
    await expect(run(repaired(clobbering, 'clearOwn'))).resolves.toBe(false)
  })

  const reviving = `${gate}
    class Account {
      session = { user: 'a' }
      async renew() {
        if (!this.session) return
        const { session } = this
        const token = await wait('token')
        this.session = { ...session, token }
      }
      logout() { this.session = null }
    }
    const account = new Account()
    const renewed = account.renew()
    account.logout()
    gates.token('t')
    renewed.then(() => done(account.session), failed)
  `

  it('does not bring an ended session back, and uses the local that is there', async () => {
    await expect(run(reviving)).resolves.toEqual({ user: 'a', token: 't' })
    const output = repaired(reviving, 'compare')
    expect(output).toContain('if (this.session !== session) return\n        this.session =')
    await expect(run(output)).resolves.toBeNull()
  })

  const answering = `${gate}
    const log = []
    class Store {
      db = { get: key => key }
      async handle(request, next) {
        if (!this.db) {
          next(new Error('closed'))
          return
        }
        await wait('allowed')
        next(null, this.db.get(request))
      }
      close() { this.db = null }
    }
    const store = new Store()
    const handled = store.handle('a', error => log.push(error ? error.message : 'answered'))
    store.close()
    gates.allowed()
    handled.then(() => done(log), failed)
  `

  it('answers as the guard does', async () => {
    await expect(run(answering)).rejects.toThrow(TypeError)
    await expect(run(repaired(answering, 'compare'))).resolves.toEqual(['closed'])
  })
})

describe('a handle that is read again', () => {
  const polling = `${gate}
    const log = []
    const useRef = value => ({ current: value })
    function Chat() {
      const socket = useRef(null)
      const open = link => { socket.current = link }
      const close = () => { socket.current = null }
      const poll = async () => {
        const link = socket.current
        while (link) {
          link.ping()
          await wait('turn')
        }
      }
      return { open, close, poll }
    }
    const chat = Chat()
    let pings = 0
    chat.open({ ping() { log.push('ping'); if (++pings > 1) done(log) } })
    chat.poll().then(() => done(log), failed)
    chat.close()
    gates.turn()
  `

  it('ends the loop when it is gone', async () => {
    await expect(run(polling)).resolves.toEqual(['ping', 'ping'])
    const output = repaired(polling, 'reread')
    expect(output).toContain('if (!link) break')
    await expect(run(output)).resolves.toEqual(['ping'])
  })
})

describe('a value that comes late', () => {
  const late = 'const socket = connect()\n        socket.name = "late"\n        this.socket = socket'
  const opening = (mark: string, asked: string, store = late) => `${gate}
    const log = []
    const connect = () => ({ end: () => log.push('ended'), send: () => log.push('sent') })
    class Link {
      closed = false
      run = 0
      async open() {
        await wait('connected')
        ${store}
      }
      close() {
        ${mark}
        this.socket?.end()
      }
      get state() { return ${asked} }
    }
    const link = new Link()
    const opened = link.open()
    if (early) link.close()
    gates.connected()
    opened.then(() => { link.socket?.send(); done(log) }, failed)
  `

  it.each([
    ['endIfStopped', 'this.closed = true', 'this.closed'],
    ['endIfOther', 'this.run++', 'this.run'],
  ])('is ended when the teardown has run: %s', async (id, mark, asked) => {
    const code = opening(mark, asked)
    const output = repaired(code, id)
    await expect(run(code.replace('early', 'true'))).resolves.toEqual(['sent'])
    await expect(run(output.replace('early', 'true'))).resolves.toEqual(['ended'])
    await expect(run(output.replace('early', 'false'))).resolves.toEqual(['sent'])
  })

  it.each([
    ['returnIfStopped', 'this.closed = true', 'this.closed'],
    ['returnIfOther', 'this.run++', 'this.run'],
  ])('is not made when the teardown has run: %s', async (id, mark, asked) => {
    const code = opening(mark, asked, 'this.socket = connect()')
    const output = repaired(code, id)
    await expect(run(code.replace('early', 'true'))).resolves.toEqual(['sent'])
    await expect(run(output.replace('early', 'true'))).resolves.toEqual([])
    await expect(run(output.replace('early', 'false'))).resolves.toEqual(['sent'])
  })

  const effect = `${gate}
    const log = []
    const useRef = value => ({ current: value })
    let cleanUp
    const useEffect = run => { cleanUp = run() }
    function useStream() {
      const stream = useRef(null)
      useEffect(() => {
        wait('granted').then(() => {
          const found = { stop: () => log.push('stopped') }
          stream.current = found
        })
        return () => {
          stream.current?.stop()
        }
      }, [])
    }
    useStream()
    cleanUp()
    gates.granted()
    setTimeout(() => done(log))
  `

  it('is ended when the component has gone', async () => {
    await expect(run(effect)).resolves.toEqual([])
    await expect(run(repaired(effect, 'endIfGone'))).resolves.toEqual(['stopped'])
  })

  const polling = `${gate}
    const log = []
    class Poller {
      stopped = false
      start() {
        this.stopped = false
        this.ticking = this.tick()
      }
      async tick() {
        await wait('polled')
        this.timer = setInterval(() => log.push('tick'), 10)
      }
      stop() {
        this.stopped = true
        if (this.timer) clearInterval(this.timer)
      }
    }
    const poller = new Poller()
    poller.start()
    const { ticking } = poller
    poller.stop()
    gates.polled()
    ticking.then(() => done(poller.timer === undefined), failed)
  `

  it('is no timer behind a stop', async () => {
    await expect(run(polling)).resolves.toBe(false)
    await expect(run(repaired(polling, 'unlessStopped'))).resolves.toBe(true)
  })
})

describe('a wait for the runs of records', () => {
  const importing = `${gate}
    const log = []
    class Imports {
      db = { insert: rows => { log.push('inserted ' + rows) } }
      jobs = new Map()
      add(job) {
        this.jobs.set(job, { done: this.run(job) })
      }
      async run(job) {
        const rows = await wait(job)
        this.db.insert(rows)
      }
      async close() {
        this.db = null
        log.push('closed')
      }
    }
    const imports = new Imports()
    imports.add('one')
    const run = imports.jobs.get('one').done.catch(error => { log.push(error.constructor.name) })
    const closed = imports.close()
    gates.one('rows')
    Promise.all([run, closed]).then(() => done(log), failed)
  `

  it('comes before the release that a run would fail at', async () => {
    await expect(run(importing)).resolves.toEqual(['closed', 'TypeError'])
    await expect(run(repaired(importing, 'settleFirst'))).resolves.toEqual(['inserted rows', 'closed'])
  })
})
