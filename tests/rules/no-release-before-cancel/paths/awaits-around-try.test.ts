import { testRule } from '../tester.js'

testRule('an await around try', {
  valid: [
    {
      name: 'the clear stands in front of what may reject',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  async stop() {
    clearInterval(this.beat)
    try {
      await this.log.flush()
    } catch {
      this.log.drop()
    } finally {
      this.link = null
    }
  }
  end() {
    clearInterval(this.beat)
    this.link = null
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'the await of the try is behind the release, the clear in finally',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  async stop() {
    try {
      this.link = null
      await this.log.flush()
    } finally {
      clearInterval(this.beat)
    }
  }
}
`,
      errors: [{
        messageId: 'race', line: 8, column: 7, endLine: 8, endColumn: 16,
        data: { cell: 'this.link', released: 'released', task: 'the interval `this.beat` on line 4', cancel: 'line 11 clears it' },
      }],
    },
    {
      name: 'cleared behind the await and in the handler: the first of the two is named',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  async stop() {
    try {
      this.link = null
      await this.log.flush()
      clearInterval(this.beat)
    } catch {
      clearInterval(this.beat)
    }
  }
}
`,
      errors: [{
        messageId: 'race', line: 8, column: 7, endLine: 8, endColumn: 16,
        data: { cell: 'this.link', released: 'released', task: 'the interval `this.beat` on line 4', cancel: 'line 10 clears it' },
      }],
    },
    {
      name: 'the flush may reject before the clear, and the release in finally comes all the same',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  async stop() {
    try {
      await this.log.flush()
      clearInterval(this.beat)
    } catch {
      this.log.drop()
    } finally {
      this.link = null
    }
  }
  end() {
    clearInterval(this.beat)
    this.link = null
  }
}
`,
      errors: [{
        messageId: 'leak', line: 13, column: 7, endLine: 13, endColumn: 16,
        data: { cell: 'this.link', released: 'released', task: 'the interval `this.beat` on line 4', cancel: 'line 17 clears it' },
                 suggestions: [{
                   messageId: 'cancelHere',
                   data: { source: 'clearInterval(this.beat)' },
                   output: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  async stop() {
    try {
      await this.log.flush()
      clearInterval(this.beat)
    } catch {
      this.log.drop()
    } finally {
      clearInterval(this.beat)
      this.link = null
    }
  }
  end() {
    clearInterval(this.beat)
    this.link = null
  }
}
`,
                 }],
      }],
    },
    {
      name: 'a call that runs listeners of the owner between the two',
      code: `
class Client {
  start() {
    this.bus.on('drained', () => this.link.ping())
  }
  stop() {
    this.link = null
    this.bus.emit('drained')
    this.bus.removeAllListeners()
  }
}
`,
      errors: [{
        messageId: 'race', line: 7, column: 5, endLine: 7, endColumn: 14,
        data: { cell: 'this.link', released: 'released', task: "the 'drained' listener on line 4", cancel: 'line 9 removes it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Client {
  start() {
    this.bus.on('drained', () => this.link.ping())
  }
  stop() {
    this.bus.removeAllListeners()
    this.link = null
    this.bus.emit('drained')
  }
}
`,
        }],
      }],
    },
    {
      name: 'a call that runs listeners of another event',
      code: `
class Client {
  start() {
    this.bus.on('drained', () => this.link.ping())
  }
  stop() {
    this.link = null
    this.bus.emit('closed')
    this.bus.removeAllListeners()
  }
}
`,
      errors: [{
        messageId: 'latent', line: 7, column: 5, endLine: 7, endColumn: 14,
        data: { cell: 'this.link', released: 'released', task: "the 'drained' listener on line 4", cancel: 'line 9 removes it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Client {
  start() {
    this.bus.on('drained', () => this.link.ping())
  }
  stop() {
    this.bus.removeAllListeners()
    this.link = null
    this.bus.emit('closed')
  }
}
`,
        }],
      }],
    },
  ],
})
