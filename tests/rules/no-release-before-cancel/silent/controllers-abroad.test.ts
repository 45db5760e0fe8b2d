import { testRule } from '../tester.js'

testRule('a controller or a subscription that was handed to somebody', {
  valid: [
    {
      name: 'the controller, which somebody else may abort',
      code: `
class Feed {
  start() {
    this.abort = new AbortController()
    void this.run(this.abort.signal)
    register(this.abort)
  }
  stop() {
    this.conn = null
    this.abort.abort()
  }
  async run(signal) {
    while (!signal.aborted) {
      await tick()
      this.conn.ping()
    }
  }
}
`,
    },
    {
      name: 'the subscription',
      code: `
class Feed {
  start() {
    this.sub = prices.subscribe(() => this.conn.ping())
    register(this.sub)
  }
  stop() {
    this.conn = null
    this.sub.unsubscribe()
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'only the signal',
      code: `
class Feed {
  start() {
    this.abort = new AbortController()
    void this.run(this.abort.signal)
    register(this.abort.signal)
  }
  stop() {
    this.conn = null
    this.abort.abort()
  }
  async run(signal) {
    while (!signal.aborted) {
      await tick()
      this.conn.ping()
    }
  }
}
`,
      errors: [{
        messageId: 'latent', line: 9, column: 5, endLine: 9, endColumn: 14,
        data: { cell: 'this.conn', released: 'released', task: '`run()` on line 5', cancel: 'line 10 aborts it' },
        suggestions: [{ messageId: 'cancelFirst', output: `
class Feed {
  start() {
    this.abort = new AbortController()
    void this.run(this.abort.signal)
    register(this.abort.signal)
  }
  stop() {
    this.abort.abort()
    this.conn = null
  }
  async run(signal) {
    while (!signal.aborted) {
      await tick()
      this.conn.ping()
    }
  }
}
` }],
      }],
    },
    {
      name: 'what is handed on is what it subscribed to',
      code: `
class Feed {
  start() {
    this.sub = prices.subscribe(() => this.conn.ping())
    register(prices)
  }
  stop() {
    this.conn = null
    this.sub.unsubscribe()
  }
}
`,
      errors: [{
        messageId: 'latent', line: 8, column: 5, endLine: 8, endColumn: 14,
        data: { cell: 'this.conn', released: 'released', task: 'the subscription `this.sub` on line 4', cancel: 'line 9 removes it' },
        suggestions: [{ messageId: 'cancelFirst', output: `
class Feed {
  start() {
    this.sub = prices.subscribe(() => this.conn.ping())
    register(prices)
  }
  stop() {
    this.sub.unsubscribe()
    this.conn = null
  }
}
` }],
      }],
    },
  ],
})
