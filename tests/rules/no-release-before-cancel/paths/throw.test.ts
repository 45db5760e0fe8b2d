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
        data: { cell: 'link', released: 'released', task: '`beat`', taskLine: '4', cancelLine: '11', cancels: 'clears' },
      }],
    },
  ],
})
