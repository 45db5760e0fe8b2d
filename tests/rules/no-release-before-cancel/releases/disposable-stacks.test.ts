import { testRule } from '../tester.js'

testRule('disposal is last in, first out', {
  valid: [
    {
      name: 'the stack clears the timer before it empties the cell',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    using stack = new DisposableStack()
    stack.defer(() => {
      this.link = null
    })
    stack.defer(() => clearInterval(this.beat))
  }
}
`,
    },
    {
      name: 'an asynchronous stack in the right order',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  async stop() {
    await using stack = new AsyncDisposableStack()
    stack.defer(async () => {
      this.link = null
      await this.log.flush()
    })
    stack.defer(() => clearInterval(this.beat))
  }
}
`,
    },
    {
      name: 'the timer was cleared before anything is disposed of',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    using stack = new DisposableStack()
    stack.defer(() => {
      this.link = null
    })
    clearInterval(this.beat)
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'the stack empties the cell before it clears the timer',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    using stack = new DisposableStack()
    stack.defer(() => clearInterval(this.beat))
    stack.defer(() => {
      this.link = null
    })
  }
}
`,
      errors: [{
        messageId: 'latent', line: 10, column: 7, endLine: 10, endColumn: 16,
        data: { cell: 'this.link', released: 'released', task: 'the interval `this.beat` on line 4', cancel: 'line 8 clears it' },
      }],
    },
    {
      name: 'an asynchronous stack waits between the two',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  async stop() {
    await using stack = new AsyncDisposableStack()
    stack.defer(() => clearInterval(this.beat))
    stack.defer(async () => {
      this.link = null
      await this.log.flush()
    })
  }
}
`,
      errors: [{
        messageId: 'race', line: 10, column: 7, endLine: 10, endColumn: 16,
        data: { cell: 'this.link', released: 'released', task: 'the interval `this.beat` on line 4', cancel: 'line 8 clears it' },
      }],
    },
    {
      name: 'the stack is disposed of by hand',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    const stack = new DisposableStack()
    stack.defer(() => clearInterval(this.beat))
    stack.defer(() => {
      this.link = null
    })
    stack.dispose()
  }
}
`,
      errors: [{
        messageId: 'latent', line: 10, column: 7, endLine: 10, endColumn: 16,
        data: { cell: 'this.link', released: 'released', task: 'the interval `this.beat` on line 4', cancel: 'line 8 clears it' },
      }],
    },
    {
      name: 'two declarations in one block are disposed of from the last to the first',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    using timer = { [Symbol.dispose]: () => clearInterval(this.beat) }
    using link = {
      [Symbol.dispose]: () => {
        this.link = null
      },
    }
    this.log.write('stopping', timer, link)
  }
}
`,
      errors: [{
        messageId: 'latent', line: 10, column: 9, endLine: 10, endColumn: 18,
        data: { cell: 'this.link', released: 'released', task: 'the interval `this.beat` on line 4', cancel: 'line 7 clears it' },
      }],
    },
    {
      name: 'the release stands in a using block that ends before the clear',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    {
      using stack = new DisposableStack()
      stack.defer(() => this.log.close())
      this.link = null
    }
    clearInterval(this.beat)
  }
}
`,
      errors: [{
        messageId: 'latent', line: 10, column: 7, endLine: 10, endColumn: 16,
        data: { cell: 'this.link', released: 'released', task: 'the interval `this.beat` on line 4', cancel: 'line 12 clears it' },
                 suggestions: [{
                   messageId: 'cancelFirst',
                   output: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    clearInterval(this.beat)
    {
      using stack = new DisposableStack()
      stack.defer(() => this.log.close())
      this.link = null
    }
  }
}
`,
                 }],
      }],
    },
  ],
})
