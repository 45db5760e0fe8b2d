import { testRule } from '../tester.js'

testRule('restart', {
  valid: [
    {
      name: 'a restart that calls kill, and kill has the order right',
      code: `
class Client {
  start() {
    this.link = new Link()
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  restart() {
    this.kill()
    this.start()
  }
  kill() {
    clearInterval(this.beat)
    this.link = null
  }
}
`,
    },
    {
      name: 'a task that ends itself knows that it runs no more',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => {
      if (this.link.ping()) return
      this.link = null
      clearInterval(this.beat)
    }, 1000)
  }
}
`,
    },
    {
      name: 'a change of state clears the timer of the last state, and may set one for the next',
      code: `
class Client {
  connect() {
    this.state = 'connected'
    this.retry = setTimeout(() => this.link.ping(), 1000)
  }
  fail() {
    this.link = null
    this.enter('failed')
  }
  enter(state) {
    clearTimeout(this.retry)
    this.log.write(state)
    if (state === 'waiting') this.retry = setTimeout(() => this.link.ping(), 1000)
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'a change of state that only clears the timer',
      code: `
class Client {
  connect() {
    this.state = 'connected'
    this.retry = setTimeout(() => this.link.ping(), 1000)
  }
  fail() {
    this.link = null
    this.enter('failed')
  }
  enter(state) {
    clearTimeout(this.retry)
    this.log.write(state)
  }
}
`,
      errors: [{
        messageId: 'latent', line: 8, column: 5, endLine: 8, endColumn: 14,
        data: { cell: 'this.link', released: 'released', task: 'the timeout `this.retry` on line 5', cancel: 'line 9 cancels it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Client {
  connect() {
    this.state = 'connected'
    this.retry = setTimeout(() => this.link.ping(), 1000)
  }
  fail() {
    this.enter('failed')
    this.link = null
  }
  enter(state) {
    clearTimeout(this.retry)
    this.log.write(state)
  }
}
`,
        }],
      }],
    },
    {
      name: 'a restart that calls kill, and kill has the order wrong',
      code: `
class Client {
  start() {
    this.link = new Link()
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  restart() {
    this.kill()
    this.start()
  }
  kill() {
    this.link = null
    clearInterval(this.beat)
  }
}
`,
      errors: [{
        messageId: 'latent', line: 12, column: 5, endLine: 12, endColumn: 14,
        data: { cell: 'this.link', released: 'released', task: 'the interval `this.beat` on line 5', cancel: 'line 13 clears it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Client {
  start() {
    this.link = new Link()
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  restart() {
    this.kill()
    this.start()
  }
  kill() {
    clearInterval(this.beat)
    this.link = null
  }
}
`,
        }],
      }],
    },
    {
      name: 'a function that gives up by kill, and kill has the order wrong',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.tick(), 1000)
  }
  tick() {
    if (!this.link.ping()) this.kill()
  }
  kill() {
    this.link = null
    clearInterval(this.beat)
  }
}
`,
      errors: [{
        messageId: 'latent', line: 10, column: 5, endLine: 10, endColumn: 14,
        data: { cell: 'this.link', released: 'released', task: 'the interval `this.beat` on line 4', cancel: 'line 11 clears it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Client {
  start() {
    this.beat = setInterval(() => this.tick(), 1000)
  }
  tick() {
    if (!this.link.ping()) this.kill()
  }
  kill() {
    clearInterval(this.beat)
    this.link = null
  }
}
`,
        }],
      }],
    },
    {
      name: 'functions that call each other round',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop(again) {
    this.link = null
    if (again) this.fail()
    clearInterval(this.beat)
  }
  fail() {
    this.stop(false)
  }
}
`,
      errors: [{
        messageId: 'latent', line: 7, column: 5, endLine: 7, endColumn: 14,
        data: { cell: 'this.link', released: 'released', task: 'the interval `this.beat` on line 4', cancel: 'line 9 clears it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop(again) {
    clearInterval(this.beat)
    this.link = null
    if (again) this.fail()
  }
  fail() {
    this.stop(false)
  }
}
`,
        }],
      }],
    },
  ],
})
