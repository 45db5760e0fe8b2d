import { testRule } from '../tester.js'

testRule('the option latent', {
  valid: [
    {
      name: 'a wrong order with nothing in between',
      options: [{ latent: false }],
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    this.link = null
    clearInterval(this.beat)
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'an await in between is reported all the same',
      options: [{ latent: false }],
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  async stop() {
    this.link = null
    await this.log.flush()
    clearInterval(this.beat)
  }
}
`,
      errors: [{
        messageId: 'race', line: 7, column: 5, endLine: 7, endColumn: 14,
        data: { cell: 'this.link', released: 'released', task: 'the interval `this.beat` on line 4', cancel: 'line 9 clears it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  async stop() {
    clearInterval(this.beat)
    this.link = null
    await this.log.flush()
  }
}
`,
        }],
      }],
    },
    {
      name: 'a forgotten cancel is reported all the same',
      options: [{ latent: false }],
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    clearInterval(this.beat)
    this.link = null
  }
  drop() {
    this.link = null
  }
}
`,
      errors: [{
        messageId: 'leak', line: 11, column: 5, endLine: 11, endColumn: 14,
        data: { cell: 'this.link', released: 'released', task: 'the interval `this.beat` on line 4', cancel: 'line 7 clears it' },
                 suggestions: [{
                   messageId: 'cancelHere',
                   data: { source: 'clearInterval(this.beat)' },
                   output: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    clearInterval(this.beat)
    this.link = null
  }
  drop() {
    clearInterval(this.beat)
    this.link = null
  }
}
`,
                 }],
      }],
    },
    {
      name: 'of two ways the one with the await is reported',
      options: [{ latent: false }],
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  async stop(mode) {
    this.link = null
    if (mode === 'soft') await this.log.flush()
    clearInterval(this.beat)
  }
}
`,
      errors: [{
        messageId: 'race', line: 7, column: 5, endLine: 7, endColumn: 14,
        data: { cell: 'this.link', released: 'released', task: 'the interval `this.beat` on line 4', cancel: 'line 9 clears it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  async stop(mode) {
    clearInterval(this.beat)
    this.link = null
    if (mode === 'soft') await this.log.flush()
  }
}
`,
        }],
      }],
    },
  ],
})
