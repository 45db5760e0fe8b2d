import { testRule } from '../tester.js'

testRule('a cell that is given another value', {
  valid: [
    {
      name: 'a replaced cell still holds something to read',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    this.link = new SilentLink()
    clearInterval(this.beat)
  }
}
`,
    },
    {
      name: 'emptied and filled again before the next yield',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  async renew() {
    this.link = null
    this.link = new Link()
    await this.link.ready
    clearInterval(this.beat)
  }
}
`,
    },
    {
      name: 'a restart: the task begins anew behind the release',
      code: `
class Client {
  start() {
    clearInterval(this.beat)
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  restart() {
    clearInterval(this.beat)
    this.link = null
    this.link = new Link()
    this.start()
  }
}
`,
    },
    {
      name: 'the constructor sets what was never there',
      code: `
class Client {
  constructor() {
    this.link = null
    clearInterval(this.beat)
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    clearInterval(this.beat)
    this.link = null
  }
}
`,
    },
    {
      name: 'another instance\'s cell',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop(other) {
    other.link = null
    clearInterval(this.beat)
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'emptied, and filled again only behind an await',
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
  }
}
`,
        }],
      }],
    },
  ],
})
