import { testRule } from '../tester.js'

testRule('the cancel stands in a function called last', {
  valid: [
    {
      name: 'the clean-up is called first',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    this.cleanUp()
    this.link.close()
    this.link = null
  }
  cleanUp() {
    clearInterval(this.beat)
  }
}
`,
    },
    {
      name: 'the clean-up that is called last has nothing to do with the timer',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    clearInterval(this.beat)
    this.link = null
    this.cleanUp()
  }
  cleanUp() {
    this.log.close()
  }
}
`,
    },
    {
      name: 'the cancel lies four functions deep, and is called first',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    this.one()
    this.link = null
  }
  one() { this.two() }
  two() { this.three() }
  three() { this.four() }
  four() { clearInterval(this.beat) }
}
`,
    },
  ],
  invalid: [
    {
      name: 'the commonest shape: a clean-up called last clears the timer',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    this.link.close()
    this.link = null
    this.cleanUp()
  }
  cleanUp() {
    clearInterval(this.beat)
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
    this.cleanUp()
    this.link.close()
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
      name: 'the clean-up is awaited, and clears before it first yields',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  async stop() {
    this.link = null
    await this.cleanUp()
  }
  async cleanUp() {
    clearInterval(this.beat)
    await this.log.close()
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
  async stop() {
    await this.cleanUp()
    this.link = null
  }
  async cleanUp() {
    clearInterval(this.beat)
    await this.log.close()
  }
}
`,
        }],
      }],
    },
    {
      name: 'the clean-up clears only when it has yielded',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  async stop() {
    this.link = null
    await this.cleanUp()
  }
  async cleanUp() {
    await this.log.close()
    clearInterval(this.beat)
  }
}
`,
      errors: [{
        messageId: 'race', line: 7, column: 5, endLine: 7, endColumn: 14,
        data: { cell: 'this.link', released: 'released', task: 'the interval `this.beat` on line 4', cancel: 'line 8 cancels it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  async stop() {
    await this.cleanUp()
    this.link = null
  }
  async cleanUp() {
    await this.log.close()
    clearInterval(this.beat)
  }
}
`,
        }],
      }],
    },
    {
      name: 'the cancel lies four functions deep',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    this.link = null
    this.one()
  }
  one() { this.two() }
  two() { this.three() }
  three() { this.four() }
  four() { clearInterval(this.beat) }
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
    this.one()
    this.link = null
  }
  one() { this.two() }
  two() { this.three() }
  three() { this.four() }
  four() { clearInterval(this.beat) }
}
`,
        }],
      }],
    },
    {
      name: 'the clean-up clears on one of its ways only',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop(mode) {
    this.cleanUp(mode)
    this.link = null
    clearInterval(this.beat)
  }
  cleanUp(mode) {
    if (mode !== 'hard') clearInterval(this.beat)
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
    this.cleanUp(mode)
    clearInterval(this.beat)
    this.link = null
  }
  cleanUp(mode) {
    if (mode !== 'hard') clearInterval(this.beat)
  }
}
`,
        }],
      }],
    },
  ],
})
