import { testRule } from '../tester.js'

testRule('a cancel in a function that is no method', {
  valid: [],
  invalid: [
    {
      name: 'the clean-up is a local function',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    const cleanUp = () => clearInterval(this.beat)
    this.link = null
    cleanUp()
  }
}
`,
      errors: [{
        messageId: 'latent', line: 8, column: 5, endLine: 8, endColumn: 14,
        data: { cell: 'this.link', released: 'released', task: 'the interval `this.beat` on line 4', cancel: 'line 9 cancels it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    const cleanUp = () => clearInterval(this.beat)
    cleanUp()
    this.link = null
  }
}
`,
        }],
      }],
    },
    {
      name: 'the clean-up is an arrow field, called through a copy',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  cleanUp = () => clearInterval(this.beat)
  stop() {
    const { cleanUp } = this
    this.link = null
    cleanUp()
  }
}
`,
      errors: [{
        messageId: 'latent', line: 9, column: 5, endLine: 9, endColumn: 14,
        data: { cell: 'this.link', released: 'released', task: 'the interval `this.beat` on line 4', cancel: 'line 10 cancels it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  cleanUp = () => clearInterval(this.beat)
  stop() {
    const { cleanUp } = this
    cleanUp()
    this.link = null
  }
}
`,
        }],
      }],
    },
  ],
})
