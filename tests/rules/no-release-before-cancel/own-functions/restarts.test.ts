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
  ],
  invalid: [
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
        data: { cell: 'link', released: 'released', task: '`beat`', taskLine: '5', cancelLine: '13', cancels: 'clears' },
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
        data: { cell: 'link', released: 'released', task: '`beat`', taskLine: '4', cancelLine: '11', cancels: 'clears' },
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
        data: { cell: 'link', released: 'released', task: '`beat`', taskLine: '4', cancelLine: '9', cancels: 'clears' },
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
