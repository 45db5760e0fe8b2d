import { testRule } from '../tester.js'

testRule('for await that is left early', {
  valid: [
    {
      name: 'cleared before the loop is left, released behind it',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  async stop() {
    for await (const line of this.lines) {
      clearInterval(this.beat)
      break
    }
    clearInterval(this.beat)
    this.link = null
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'the break waits until the iterator has ended',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  async stop() {
    for await (const line of this.lines) {
      this.link = null
      break
    }
    clearInterval(this.beat)
  }
}
`,
      errors: [{
        messageId: 'race', line: 8, column: 7, endLine: 8, endColumn: 16,
        data: { cell: 'this.link', released: 'released', task: 'the interval `this.beat` on line 4', cancel: 'line 11 clears it' },
      }],
    },
    {
      name: 'the break of a for of waits for nothing',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  async stop() {
    for (const line of this.lines) {
      this.link = null
      break
    }
    clearInterval(this.beat)
  }
}
`,
      errors: [{
        messageId: 'latent', line: 8, column: 7, endLine: 8, endColumn: 16,
        data: { cell: 'this.link', released: 'released', task: 'the interval `this.beat` on line 4', cancel: 'line 11 clears it' },
      }],
    },
    {
      name: 'a return waits before finally runs',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  async stop() {
    try {
      for await (const line of this.lines) {
        this.link = null
        return
      }
    } finally {
      clearInterval(this.beat)
    }
  }
}
`,
      errors: [{
        messageId: 'race', line: 9, column: 9, endLine: 9, endColumn: 18,
        data: { cell: 'this.link', released: 'released', task: 'the interval `this.beat` on line 4', cancel: 'line 13 clears it' },
      }],
    },
  ],
})
