import { testRule } from '../tester.js'

testRule('early return', {
  valid: [
    {
      name: 'nothing runs where there is no timer',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    if (this.beat === undefined) {
      this.link = null
      return
    }
    clearInterval(this.beat)
    this.link = null
  }
}
`,
    },
    {
      name: 'where the cell is empty already, there is nothing to release',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    if (!this.link) {
      this.link = undefined
      clearInterval(this.beat)
      return
    }
    clearInterval(this.beat)
    this.link = undefined
  }
}
`,
    },
    {
      name: 'the release comes behind a return that nothing passes',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    clearInterval(this.beat)
    this.link.close()
    return
    this.link = null
    clearInterval(this.beat)
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'a way out that has nothing to do with the timer',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    clearInterval(this.beat)
    this.link = null
  }
  drop(mode) {
    this.link = null
    if (mode === 'quiet') return
    this.log.write('dropped')
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
  drop(mode) {
    clearInterval(this.beat)
    this.link = null
    if (mode === 'quiet') return
    this.log.write('dropped')
  }
}
`,
                 }],
      }],
    },
    {
      name: 'behind the early return the order is wrong',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    if (!this.beat) return
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
  stop() {
    if (!this.beat) return
    clearInterval(this.beat)
    this.link = null
  }
}
`,
        }],
      }],
    },
  ],
})
