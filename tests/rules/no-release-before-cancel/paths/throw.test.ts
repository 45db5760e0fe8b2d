import { testRule } from '../tester.js'

testRule('throw and rethrow', {
  valid: [
    {
      name: 'the handler throws on before the clear',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    try {
      this.link.close()
    } catch (error) {
      this.link = null
      throw error
    }
    clearInterval(this.beat)
    this.link = null
  }
}
`,
    },
    {
      name: 'behind a throw nothing runs',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop(mode) {
    clearInterval(this.beat)
    this.link.close()
    throw new Error(mode)
    this.link = null
    clearInterval(this.beat)
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'the handler throws on behind the clear: no return is needed for a wrong order',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    try {
      this.link.close()
    } catch (error) {
      this.link = null
      clearInterval(this.beat)
      throw error
    }
    clearInterval(this.beat)
    this.link = null
  }
}
`,
      errors: [{
        messageId: 'latent', line: 10, column: 7, endLine: 10, endColumn: 16,
        data: { cell: 'this.link', released: 'released', task: 'the interval `this.beat` on line 4', cancel: 'line 11 clears it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    try {
      this.link.close()
    } catch (error) {
      clearInterval(this.beat)
      this.link = null
      throw error
    }
    clearInterval(this.beat)
    this.link = null
  }
}
`,
        }],
      }],
    },
    {
      name: 'a throw of its own leads to the handler that clears',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop(mode) {
    try {
      this.link = null
      throw new Error(mode)
    } catch {
      clearInterval(this.beat)
    }
  }
}
`,
      errors: [{
        messageId: 'latent', line: 8, column: 7, endLine: 8, endColumn: 16,
        data: { cell: 'this.link', released: 'released', task: 'the interval `this.beat` on line 4', cancel: 'line 11 clears it' },
      }],
    },
  ],
})
