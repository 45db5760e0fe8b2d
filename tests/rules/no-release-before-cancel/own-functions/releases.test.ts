import { testRule } from '../tester.js'

testRule('the release stands in a function of its own', {
  valid: [
    {
      name: 'dropped behind the clear',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    clearInterval(this.beat)
    this.drop()
  }
  drop() {
    this.link.close()
    this.link = null
  }
}
`,
    },
    {
      name: 'the two functions in the right order',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    this.cleanUp()
    this.drop()
  }
  drop() {
    this.link = null
  }
  cleanUp() {
    clearInterval(this.beat)
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'the report stands at the call, in the function that has both',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    this.drop()
    clearInterval(this.beat)
  }
  drop() {
    this.link.close()
    this.link = null
  }
}
`,
      errors: [{
        messageId: 'latent', line: 7, column: 5, endLine: 7, endColumn: 14,
        data: { cell: 'this.link', released: 'released', task: 'the interval `this.beat` on line 4', cancel: 'line 8 clears it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    clearInterval(this.beat)
    this.drop()
  }
  drop() {
    this.link.close()
    this.link = null
  }
}
`,
        }],
      }],
    },
    {
      name: 'release and cancel each in a function of their own',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    this.drop()
    this.cleanUp()
  }
  drop() {
    this.link = null
  }
  cleanUp() {
    clearInterval(this.beat)
  }
}
`,
      errors: [{
        messageId: 'latent', line: 7, column: 5, endLine: 7, endColumn: 14,
        data: { cell: 'this.link', released: 'released', task: 'the interval `this.beat` on line 4', cancel: 'line 8 cancels it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    this.cleanUp()
    this.drop()
  }
  drop() {
    this.link = null
  }
  cleanUp() {
    clearInterval(this.beat)
  }
}
`,
        }],
      }],
    },
    {
      name: 'the release lies four functions deep',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    this.one()
    clearInterval(this.beat)
  }
  one() { this.two() }
  two() { this.three() }
  three() { this.four() }
  four() { this.link = null }
}
`,
      errors: [{
        messageId: 'latent', line: 7, column: 5, endLine: 7, endColumn: 13,
        data: { cell: 'this.link', released: 'released', task: 'the interval `this.beat` on line 4', cancel: 'line 8 clears it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    clearInterval(this.beat)
    this.one()
  }
  one() { this.two() }
  two() { this.three() }
  three() { this.four() }
  four() { this.link = null }
}
`,
        }],
      }],
    },
  ],
})
