import { testRule } from '../tester.js'

testRule('if and else', {
  valid: [
    {
      name: 'cleared in front of both branches',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop(mode) {
    clearInterval(this.beat)
    if (mode === 'hard') {
      this.link = null
    } else {
      this.log.write('soft')
    }
  }
}
`,
    },
    {
      name: 'cleared in each branch, released behind them',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop(mode) {
    if (mode === 'hard') {
      clearInterval(this.beat)
    } else {
      this.log.write('soft')
      clearInterval(this.beat)
    }
    this.link = null
  }
}
`,
    },
    {
      name: 'one way releases, the other clears',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop(mode) {
    if (mode === 'hard') {
      this.link = null
    } else {
      clearInterval(this.beat)
    }
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'released in one branch, cleared behind both',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop(mode) {
    if (mode === 'hard') {
      this.link = null
    } else {
      this.log.write('soft')
    }
    clearInterval(this.beat)
  }
}
`,
      errors: [{
        messageId: 'latent', line: 8, column: 7, endLine: 8, endColumn: 16,
        data: { cell: 'this.link', released: 'released', task: 'the interval `this.beat` on line 4', cancel: 'line 12 clears it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop(mode) {
    clearInterval(this.beat)
    if (mode === 'hard') {
      this.link = null
    } else {
      this.log.write('soft')
    }
  }
}
`,
        }],
      }],
    },
    {
      name: 'only one of the branches has them in the wrong order',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop(mode) {
    if (mode === 'hard') {
      this.link = null
      clearInterval(this.beat)
    } else {
      clearInterval(this.beat)
      this.link = null
    }
  }
}
`,
      errors: [{
        messageId: 'latent', line: 8, column: 7, endLine: 8, endColumn: 16,
        data: { cell: 'this.link', released: 'released', task: 'the interval `this.beat` on line 4', cancel: 'line 9 clears it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop(mode) {
    if (mode === 'hard') {
      clearInterval(this.beat)
      this.link = null
    } else {
      clearInterval(this.beat)
      this.link = null
    }
  }
}
`,
        }],
      }],
    },
    {
      name: 'cleared in front on one way only, and behind on every way',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop(mode) {
    if (mode === 'soft') clearInterval(this.beat)
    this.link = null
    clearInterval(this.beat)
  }
}
`,
      errors: [{
        messageId: 'latent', line: 8, column: 5, endLine: 8, endColumn: 14,
        data: { cell: 'this.link', released: 'released', task: 'the interval `this.beat` on line 4', cancel: 'line 9 clears it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop(mode) {
    if (mode === 'soft') clearInterval(this.beat)
    clearInterval(this.beat)
    this.link = null
  }
}
`,
        }],
      }],
    },
    {
      name: 'a conditional expression is a branch',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop(mode) {
    mode === 'hard' ? (this.link = null) : this.log.write('soft')
    clearInterval(this.beat)
  }
}
`,
      errors: [{
        messageId: 'latent', line: 7, column: 24, endLine: 7, endColumn: 33,
        data: { cell: 'this.link', released: 'released', task: 'the interval `this.beat` on line 4', cancel: 'line 8 clears it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop(mode) {
    clearInterval(this.beat)
    mode === 'hard' ? (this.link = null) : this.log.write('soft')
  }
}
`,
        }],
      }],
    },
    {
      name: 'so is the right side of &&',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop(mode) {
    mode.isHard && (this.link = null)
    clearInterval(this.beat)
  }
}
`,
      errors: [{
        messageId: 'latent', line: 7, column: 21, endLine: 7, endColumn: 30,
        data: { cell: 'this.link', released: 'released', task: 'the interval `this.beat` on line 4', cancel: 'line 8 clears it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop(mode) {
    clearInterval(this.beat)
    mode.isHard && (this.link = null)
  }
}
`,
        }],
      }],
    },
  ],
})
