import { testRule } from '../tester.js'

testRule('switch', {
  valid: [
    {
      name: 'a break keeps the two apart',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  on(event) {
    switch (event) {
      case 'gone':
        this.link = null
        break
      case 'idle':
        clearInterval(this.beat)
    }
  }
}
`,
    },
    {
      name: 'a case falls through into the release',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  on(event) {
    switch (event) {
      case 'idle':
      case 'gone':
        clearInterval(this.beat)
      case 'left':
        this.link = null
    }
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'one case releases, the clear stands behind the switch',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  on(event) {
    switch (event) {
      case 'gone':
        this.link = null
        break
      default:
        this.log.write(event)
    }
    clearInterval(this.beat)
  }
}
`,
      errors: [{
        messageId: 'latent', line: 9, column: 9, endLine: 9, endColumn: 18,
        data: { cell: 'this.link', released: 'released', task: 'the interval `this.beat` on line 4', cancel: 'line 14 clears it' },
      }],
    },
    {
      name: 'a case falls through into the clear',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  on(event) {
    switch (event) {
      case 'gone':
        this.link = null
      case 'idle':
        clearInterval(this.beat)
    }
  }
}
`,
      errors: [{
        messageId: 'latent', line: 9, column: 9, endLine: 9, endColumn: 18,
        data: { cell: 'this.link', released: 'released', task: 'the interval `this.beat` on line 4', cancel: 'line 11 clears it' },
      }],
    },
  ],
})
