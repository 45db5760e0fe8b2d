import { testRule } from '../tester.js'

testRule('try and catch', {
  valid: [
    {
      name: 'cleared in front of the try',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    clearInterval(this.beat)
    try {
      this.link.close()
      this.link = null
    } catch (error) {
      this.log.warn(error)
    }
  }
}
`,
    },
    {
      name: 'the clear is the first thing in the try, and cannot throw before it is done',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    clearInterval(this.beat)
    try {
      this.link.close()
    } catch {
      this.link = null
      clearInterval(this.beat)
    }
  }
}
`,
    },
    {
      name: 'the handler leaves when it has released',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    try {
      this.link.close()
    } catch {
      this.link = null
      return
    }
    clearInterval(this.beat)
  }
}
`,
    },
    {
      name: 'cleared in the try, released in the handler of a later throw',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    clearInterval(this.beat)
    try {
      this.log.close()
    } catch {
      this.link = null
    }
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'released in the try, cleared behind it',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    try {
      this.link.close()
      this.link = null
    } catch (error) {
      this.log.warn(error)
    }
    clearInterval(this.beat)
  }
}
`,
      errors: [{
        messageId: 'latent', line: 9, column: 7, endLine: 9, endColumn: 16,
        data: { cell: 'this.link', released: 'released', task: 'the interval `this.beat` on line 4', cancel: 'line 13 clears it' },
                 suggestions: [{
                   messageId: 'cancelFirst',
                   output: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    clearInterval(this.beat)
    try {
      this.link.close()
      this.link = null
    } catch (error) {
      this.log.warn(error)
    }
  }
}
`,
                 }],
      }],
    },
    {
      name: 'close() may throw before the clear, and the handler releases',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    try {
      this.link.close()
      clearInterval(this.beat)
    } catch {
      this.link = null
      clearInterval(this.beat)
    }
  }
}
`,
      errors: [{
        messageId: 'latent', line: 11, column: 7, endLine: 11, endColumn: 16,
        data: { cell: 'this.link', released: 'released', task: 'the interval `this.beat` on line 4', cancel: 'line 12 clears it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    try {
      this.link.close()
      clearInterval(this.beat)
    } catch {
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
      name: 'released in the handler, cleared behind the statement',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    try {
      this.link.close()
    } catch {
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
    try {
      this.link.close()
    } catch {
      this.link = null
    }
  }
}
`,
                 }],
      }],
    },
    {
      name: 'released in the try, cleared in the handler: the throw comes in between',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    try {
      this.link = null
      this.log.close()
    } catch {
      clearInterval(this.beat)
    }
  }
}
`,
      errors: [{
        messageId: 'latent', line: 8, column: 7, endLine: 8, endColumn: 16,
        data: { cell: 'this.link', released: 'released', task: 'the interval `this.beat` on line 4', cancel: 'line 11 clears it' },
      }],
    },
  ],
})
