import { testRule } from '../tester.js'

testRule('restart written out in one function', {
  valid: [
    {
      name: 'the interval is cleared first',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  async renew() {
    clearInterval(this.beat)
    this.link = null
    await this.log.flush()
    this.link = new Link()
    this.start()
  }
}
`,
    },
    {
      name: 'nothing runs before the cell is filled again',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  renew() {
    this.link = null
    clearInterval(this.beat)
    this.link = new Link()
    this.start()
  }
}
`,
    },
    {
      name: 'nothing runs before the cell is filled again, and the interval is started in place',
      code: `
class Client {
  renew() {
    this.link = null
    clearInterval(this.beat)
    this.link = new Link()
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
}
`,
    },
    {
      name: 'the await stands behind the clear',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  async renew() {
    this.link = null
    clearInterval(this.beat)
    await this.log.flush()
    this.link = new Link()
    this.start()
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'the interval finds the cell empty during the await',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  async renew() {
    this.link = null
    await this.log.flush()
    clearInterval(this.beat)
    this.link = new Link()
    this.start()
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
  async renew() {
    clearInterval(this.beat)
    this.link = null
    await this.log.flush()
    this.link = new Link()
    this.start()
  }
}
`,
        }],
      }],
    },
  ],
})
