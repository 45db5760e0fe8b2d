import { testAsWritten } from './tester.js'

/** A teardown with a release and a cancel in the wrong order, and nothing in between. */
const feed = (callback: string, stop = ''): string => `
class Feed {
  open() {
    this.socket = connect()
    this.timer = setInterval(${callback}, 1000)
  }

  ${stop || `stop() {
    this.socket = null
    clearInterval(this.timer)
  }`}

  async poll() {
    await this.socket.poll()
  }

  ping() {
    this.socket.ping()
  }
}
`

const agent = `
class Agent {
  abort = new AbortController()

  start() {
    this.proc = spawn()
    this.task = this.drain(this.abort.signal)
  }

  kill() {
    this.proc = null
    this.abort.abort()
  }

  async drain(signal) {
    while (!signal.aborted) await this.proc.read()
  }
}
`

testAsWritten('an order that is safe today, by what may be suspended', {
  valid: [
    { name: 'a callback that does not wait', code: feed('() => { this.socket.ping() }') },
    { name: 'a callback that calls what does not wait', code: feed('() => { this.ping() }') },
    { name: 'an async callback without a wait', code: feed('async () => { this.ping() }') },
    { name: 'a callback that waits, where no such order is to be reported', options: [{ latent: false }], code: feed('() => this.poll()') },
    { name: 'a task, where no such order is to be reported', options: [{ latent: false }], code: agent },
  ],
  invalid: [
    { name: 'a callback that does not wait, where all count', options: [{ latent: 'all' }], code: feed('() => { this.socket.ping() }'), line: 9 },
    { name: 'a callback that waits for what it uses', code: feed('async () => { await this.socket.ping() }'), line: 9 },
    { name: 'a callback that calls a function which waits', code: feed('() => { void this.poll() }'), line: 9 },
    { name: 'a task', code: agent, line: 11 },
  ].map(({ line, ...each }) => ({ ...each, errors: [{ messageId: 'latent', line, column: 5, suggestions: 1 }] })) as never,
})

testAsWritten('other messages do not depend on what may be suspended', {
  valid: [],
  invalid: [
    {
      name: 'a wait between release and cancel',
      code: feed('() => { this.socket.ping() }', `async stop() {
    this.socket = null
    await flush()
    clearInterval(this.timer)
  }`),
      errors: [{ messageId: 'race', line: 9, column: 5, suggestions: 1 }] as never,
    },
    {
      name: 'of two tasks, the one that may be suspended is named',
      code: feed('() => { this.ping() }', `watch() {
    this.watcher = setInterval(async () => { await this.socket.poll() }, 50)
  }

  stop() {
    this.socket = null
    clearInterval(this.timer)
    clearInterval(this.watcher)
  }`),
      errors: [{ messageId: 'latent', line: 13, column: 5, data: {
        cell: 'this.socket', released: 'released', task: 'the interval `this.watcher` on line 9', cancel: 'line 15 clears it',
      }, suggestions: 1 }] as never,
    },
  ],
})
