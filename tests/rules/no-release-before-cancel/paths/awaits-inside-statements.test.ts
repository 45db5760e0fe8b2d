import { testRule } from '../tester.js'

testRule('an await inside the statement itself', {
  valid: [],
  invalid: [
    {
      name: 'the await stands in an argument',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  async stop() {
    this.link = null
    this.log.write(await this.tail())
    clearInterval(this.beat)
  }
}
`,
      errors: [{
        messageId: 'race', line: 7, column: 5, endLine: 7, endColumn: 14,
        data: { cell: 'this.link', released: 'released', task: 'the interval `this.beat` on line 4', cancel: 'line 9 clears it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  async stop() {
    clearInterval(this.beat)
    this.link = null
    this.log.write(await this.tail())
  }
}
`,
        }],
      }],
    },
    {
      name: 'the await stands in a condition',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  async stop() {
    this.link = null
    if (await this.log.isOpen()) this.log.close()
    clearInterval(this.beat)
  }
}
`,
      errors: [{
        messageId: 'race', line: 7, column: 5, endLine: 7, endColumn: 14,
        data: { cell: 'this.link', released: 'released', task: 'the interval `this.beat` on line 4', cancel: 'line 9 clears it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  async stop() {
    clearInterval(this.beat)
    this.link = null
    if (await this.log.isOpen()) this.log.close()
  }
}
`,
        }],
      }],
    },
    {
      name: 'the awaited value is null, and the write comes behind the await',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  async stop() {
    await this.log.flush(), this.link = null
    clearInterval(this.beat)
  }
}
`,
      errors: [{
        messageId: 'latent', line: 7, column: 29, endLine: 7, endColumn: 38,
        data: { cell: 'this.link', released: 'released', task: 'the interval `this.beat` on line 4', cancel: 'line 8 clears it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  async stop() {
    clearInterval(this.beat)
    await this.log.flush(), this.link = null
  }
}
`,
        }],
      }],
    },
    {
      name: 'a for await yields between the two',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  async stop(rest) {
    this.link = null
    for await (const line of rest) this.log.write(line)
    clearInterval(this.beat)
  }
}
`,
      errors: [{
        messageId: 'race', line: 7, column: 5, endLine: 7, endColumn: 14,
        data: { cell: 'this.link', released: 'released', task: 'the interval `this.beat` on line 4', cancel: 'line 9 clears it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  async stop(rest) {
    clearInterval(this.beat)
    this.link = null
    for await (const line of rest) this.log.write(line)
  }
}
`,
        }],
      }],
    },
    {
      name: 'a for of does not',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  async stop(rest) {
    this.link = null
    for (const line of rest) this.log.write(line)
    clearInterval(this.beat)
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
  async stop(rest) {
    clearInterval(this.beat)
    this.link = null
    for (const line of rest) this.log.write(line)
  }
}
`,
        }],
      }],
    },
    {
      name: 'yield of a generator',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  *stop() {
    this.link = null
    yield this.log.flush()
    clearInterval(this.beat)
  }
}
`,
      errors: [{
        messageId: 'race', line: 7, column: 5, endLine: 7, endColumn: 14,
        data: { cell: 'this.link', released: 'released', task: 'the interval `this.beat` on line 4', cancel: 'line 9 clears it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  *stop() {
    clearInterval(this.beat)
    this.link = null
    yield this.log.flush()
  }
}
`,
        }],
      }],
    },
    {
      name: 'await using yields where its block ends',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  async stop() {
    this.link = null
    {
      await using file = openLog()
      file.write('stop')
    }
    clearInterval(this.beat)
  }
}
`,
      errors: [{
        messageId: 'race', line: 7, column: 5, endLine: 7, endColumn: 14,
        data: { cell: 'this.link', released: 'released', task: 'the interval `this.beat` on line 4', cancel: 'line 12 clears it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  async stop() {
    clearInterval(this.beat)
    this.link = null
    {
      await using file = openLog()
      file.write('stop')
    }
  }
}
`,
        }],
      }],
    },
    {
      name: 'using does not',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  async stop() {
    this.link = null
    {
      using file = openLog()
      file.write('stop')
    }
    clearInterval(this.beat)
  }
}
`,
      errors: [{
        messageId: 'latent', line: 7, column: 5, endLine: 7, endColumn: 14,
        data: { cell: 'this.link', released: 'released', task: 'the interval `this.beat` on line 4', cancel: 'line 12 clears it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  async stop() {
    clearInterval(this.beat)
    this.link = null
    {
      using file = openLog()
      file.write('stop')
    }
  }
}
`,
        }],
      }],
    },
  ],
})
