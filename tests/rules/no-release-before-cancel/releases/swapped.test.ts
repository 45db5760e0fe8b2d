import { testRule } from '../tester.js'

testRule('a swap', {
  valid: [
    {
      name: 'swapped out, and no task reads the cell',
      code: `
class Client {
  start() {
    const link = this.link
    this.beat = setInterval(() => link.ping(), 1000)
  }
  async stop() {
    const link = this.link
    this.link = null
    await link.close()
    clearInterval(this.beat)
  }
}
`,
    },
    {
      name: 'swapped out behind the clear',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  async stop() {
    clearInterval(this.beat)
    const link = this.link
    this.link = null
    await link.close()
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'swapped out first, while the task still reads the cell',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  async stop() {
    const link = this.link
    this.link = null
    await link.close()
    clearInterval(this.beat)
  }
}
`,
      errors: [{
        messageId: 'race', line: 8, column: 5, endLine: 8, endColumn: 14,
        data: { cell: 'this.link', released: 'released', task: 'the interval `this.beat` on line 4', cancel: 'line 10 clears it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  async stop() {
    const link = this.link
    clearInterval(this.beat)
    this.link = null
    await link.close()
  }
}
`,
        }],
      }],
    },
    {
      name: 'a swap by an array pattern',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    let link
    ;[link, this.link] = [this.link, null]
    link.close()
    clearInterval(this.beat)
  }
}
`,
      errors: [{
        messageId: 'latent', line: 8, column: 13, endLine: 8, endColumn: 22,
        data: { cell: 'this.link', released: 'released', task: 'the interval `this.beat` on line 4', cancel: 'line 10 clears it' },
      }],
    },
  ],
})
