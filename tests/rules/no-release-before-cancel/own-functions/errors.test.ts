import { testRule } from '../tester.js'

testRule('error that leaves an own function', {
  valid: [
    {
      name: 'the function fails before it releases',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    try {
      this.drop()
    } catch {
      clearInterval(this.beat)
    }
  }
  drop() {
    this.log.close()
    this.link = null
  }
}
`,
    },
    {
      name: 'the function catches what fails in it: the handler of the caller never runs',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    try {
      this.drop()
    } catch {
      clearInterval(this.beat)
    }
  }
  drop() {
    this.link = null
    try {
      this.log.close()
    } catch {}
  }
}
`,
    },
    {
      name: 'nobody waits for the async function: its error comes to no handler',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    try {
      this.done = this.drop()
    } catch {
      clearInterval(this.beat)
    }
  }
  async drop() {
    this.link = null
    this.log.close()
  }
}
`,
    },
    {
      name: 'behind a call that ends the task and then throws, nothing runs',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop(error) {
    if (error) this.fail(error)
    clearInterval(this.beat)
    this.link = null
  }
  fail(error) {
    this.link = null
    throw error
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'it fails between its release and its cancel: told there, and at none of its callers',
      code: `
class Api {
  connect() {
    this.expiry = new Expiry()
    this.renewal = setTimeout(() => this.login(this.expiry.time()), 1000)
  }
  async load() {
    try {
      await this.request()
    } catch {
      this.clear()
    }
  }
  async request() {
    const answer = await this.get()
    if (answer.status === 401) this.invalidate()
  }
  invalidate() {
    this.expiry = null
    this.store.key = this.defaultKey
    this.clear()
  }
  clear() {
    clearTimeout(this.renewal)
  }
}
`,
      errors: [{
        messageId: 'latent', line: 19, column: 5, endLine: 19, endColumn: 16,
        data: { cell: 'this.expiry', released: 'released', task: 'the timeout `this.renewal` on line 5', cancel: 'line 21 cancels it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Api {
  connect() {
    this.expiry = new Expiry()
    this.renewal = setTimeout(() => this.login(this.expiry.time()), 1000)
  }
  async load() {
    try {
      await this.request()
    } catch {
      this.clear()
    }
  }
  async request() {
    const answer = await this.get()
    if (answer.status === 401) this.invalidate()
  }
  invalidate() {
    this.clear()
    this.expiry = null
    this.store.key = this.defaultKey
  }
  clear() {
    clearTimeout(this.renewal)
  }
}
`,
        }],
      }],
    },
    {
      name: 'it has released before it fails',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    try {
      this.drop()
    } catch {
      clearInterval(this.beat)
    }
  }
  drop() {
    this.link = null
    this.log.close()
  }
}
`,
      errors: [{
        messageId: 'latent', line: 8, column: 7, endLine: 8, endColumn: 16,
        data: { cell: 'this.link', released: 'released', task: 'the interval `this.beat` on line 4', cancel: 'line 10 clears it' },
      }],
    },
    {
      name: 'it has released before it fails, two calls down',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    try {
      this.leave()
    } catch {
      clearInterval(this.beat)
    }
  }
  leave() {
    this.drop()
  }
  drop() {
    this.link = null
    this.log.close()
  }
}
`,
      errors: [{
        messageId: 'latent', line: 8, column: 7, endLine: 8, endColumn: 17,
        data: { cell: 'this.link', released: 'released', task: 'the interval `this.beat` on line 4', cancel: 'line 10 clears it' },
      }],
    },
    {
      name: 'an async function has released before it rejects',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  async stop() {
    try {
      await this.drop()
    } catch {
      clearInterval(this.beat)
    }
  }
  async drop() {
    this.link = null
    this.log.close()
  }
}
`,
      errors: [{
        messageId: 'race', line: 8, column: 13, endLine: 8, endColumn: 22,
        data: { cell: 'this.link', released: 'released', task: 'the interval `this.beat` on line 4', cancel: 'line 10 clears it' },
      }],
    },
    {
      name: 'a callback that runs at once has released before the next one fails',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop(steps) {
    try {
      steps.forEach(step => {
        this.link = null
        step.run()
      })
    } catch {
      clearInterval(this.beat)
    }
  }
}
`,
      errors: [{
        messageId: 'latent', line: 8, column: 7, endLine: 8, endColumn: 20,
        data: { cell: 'this.link', released: 'released', task: 'the interval `this.beat` on line 4', cancel: 'line 13 clears it' },
      }],
    },
  ],
})
