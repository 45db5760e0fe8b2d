import { testRule } from '../tester.js'

testRule('closing counts as releasing under strict', {
  valid: [
    {
      name: 'close() by itself is no release without strict',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    this.link.close()
    clearInterval(this.beat)
  }
}
`,
    },
    {
      name: 'close() behind the clear',
      options: [{ strict: true }],
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    clearInterval(this.beat)
    this.link.close()
  }
}
`,
    },
    {
      name: 'stop() and end() of the resource are no releases, strict or not',
      options: [{ strict: true }],
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    this.link.end()
    this.link.stop()
    clearInterval(this.beat)
  }
}
`,
    },
    {
      name: 'close() of what hangs on the resource is another thing\'s end',
      options: [{ strict: true }],
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    this.link.log.close()
    clearInterval(this.beat)
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'close() while the timer still pings',
      options: [{ strict: true }],
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    this.link.close()
    clearInterval(this.beat)
  }
}
`,
      errors: [{
        messageId: 'latent', line: 7, column: 5, endLine: 7, endColumn: 14,
        data: { cell: 'this.link', released: 'closed', task: 'the interval `this.beat` on line 4', cancel: 'line 8 clears it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    clearInterval(this.beat)
    this.link.close()
  }
}
`,
        }],
      }],
    },
    {
      name: 'an awaited close()',
      options: [{ strict: true }],
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  async stop() {
    await this.link.close()
    clearInterval(this.beat)
  }
}
`,
      errors: [{
        messageId: 'race', line: 7, column: 11, endLine: 7, endColumn: 20,
        data: { cell: 'this.link', released: 'closed', task: 'the interval `this.beat` on line 4', cancel: 'line 8 clears it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  async stop() {
    clearInterval(this.beat)
    await this.link.close()
  }
}
`,
        }],
      }],
    },
    {
      name: 'an optional destroy()',
      options: [{ strict: true }],
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    this.link?.destroy()
    clearInterval(this.beat)
  }
}
`,
      errors: [{
        messageId: 'latent', line: 7, column: 5, endLine: 7, endColumn: 14,
        data: { cell: 'this.link', released: 'closed', task: 'the interval `this.beat` on line 4', cancel: 'line 8 clears it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    clearInterval(this.beat)
    this.link?.destroy()
  }
}
`,
        }],
      }],
    },
    {
      name: 'dispose()',
      options: [{ strict: true }],
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    this.link.dispose()
    clearInterval(this.beat)
  }
}
`,
      errors: [{
        messageId: 'latent', line: 7, column: 5, endLine: 7, endColumn: 14,
        data: { cell: 'this.link', released: 'closed', task: 'the interval `this.beat` on line 4', cancel: 'line 8 clears it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    clearInterval(this.beat)
    this.link.dispose()
  }
}
`,
        }],
      }],
    },
    {
      name: 'close() of a copy closes what is in the cell',
      options: [{ strict: true }],
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    const link = this.link
    link.close()
    clearInterval(this.beat)
  }
}
`,
      errors: [{
        messageId: 'latent', line: 8, column: 5, endLine: 8, endColumn: 9,
        data: { cell: 'this.link', released: 'closed', task: 'the interval `this.beat` on line 4', cancel: 'line 9 clears it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    const link = this.link
    clearInterval(this.beat)
    link.close()
  }
}
`,
        }],
      }],
    },
    {
      name: 'closed, then emptied: one report, where recommended has it',
      options: [{ strict: true }],
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    this.link.close()
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
    clearInterval(this.beat)
    this.link.close()
    this.link = null
  }
}
`,
        }],
      }],
    },
  ],
})
