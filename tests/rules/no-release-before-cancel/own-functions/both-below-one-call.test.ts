import { testRule } from '../tester.js'

testRule('a release and its cancel below the same call', {
  valid: [
    {
      name: 'of two runs of a teardown, the second of which sets again the flag that the task asks',
      code: `
class Link {
  start() { this.task = this.drain() }
  async drain() { while (this.isOpen) { const part = await next(); this.socket.use(part) } }
  async read() { for await (const chunk of this.source) await this.handle(chunk) }
  async handle(chunk) {
    if (chunk.isLast) return this.close()
    await this.answer()
  }
  async answer() {
    await pause()
    this.close()
  }
  close() {
    this.isOpen = false
    this.socket.destroy()
    this.socket = null
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'of two rounds of a loop in the teardown itself',
      code: `
class Link {
  start() { this.timer = setInterval(() => this.link.ping(), 1000) }
  async drop() {
    for (const one of this.all) {
      if (one.isOdd) clearInterval(this.timer)
      else this.link = null
      await one.more()
    }
  }
}
`,
      errors: [{
        messageId: 'race', line: 7, column: 12, endLine: 7, endColumn: 21,
        data: { cell: 'this.link', released: 'released', task: 'the interval `this.timer` on line 3', cancel: 'line 6 clears it' },
      }],
    },
    {
      name: 'both lie below one call: the report stands where the ways part',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    this.end()
  }
  end() {
    this.endNow()
  }
  endNow() {
    this.link = null
    clearInterval(this.beat)
  }
}
`,
      errors: [{
        messageId: 'latent', line: 13, column: 5, endLine: 13, endColumn: 14,
        data: { cell: 'this.link', released: 'released', task: 'the interval `this.beat` on line 4', cancel: 'line 14 clears it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    this.end()
  }
  end() {
    this.endNow()
  }
  endNow() {
    clearInterval(this.beat)
    this.link = null
  }
}
`,
        }],
      }],
    },
    {
      name: 'two callers of one wrong function: one report',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    this.end('stop')
  }
  fail() {
    this.end('fail')
  }
  end(reason) {
    this.link = null
    clearInterval(this.beat)
    this.log.write(reason)
  }
}
`,
      errors: [{
        messageId: 'latent', line: 13, column: 5, endLine: 13, endColumn: 14,
        data: { cell: 'this.link', released: 'released', task: 'the interval `this.beat` on line 4', cancel: 'line 14 clears it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    this.end('stop')
  }
  fail() {
    this.end('fail')
  }
  end(reason) {
    clearInterval(this.beat)
    this.link = null
    this.log.write(reason)
  }
}
`,
        }],
      }],
    },
    {
      name: 'of two callers only one has the order wrong',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    clearInterval(this.beat)
    this.drop()
  }
  fail() {
    this.drop()
    clearInterval(this.beat)
  }
  drop() {
    this.link = null
  }
}
`,
      errors: [{
        messageId: 'latent', line: 11, column: 5, endLine: 11, endColumn: 14,
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
    this.drop()
  }
  fail() {
    clearInterval(this.beat)
    this.drop()
  }
  drop() {
    this.link = null
  }
}
`,
        }],
      }],
    },
    {
      name: 'an await of the dropping function lies in between',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  async stop() {
    await this.drop()
    clearInterval(this.beat)
  }
  async drop() {
    const link = this.link
    this.link = null
    await link.close()
  }
}
`,
      errors: [{
        messageId: 'race', line: 7, column: 11, endLine: 7, endColumn: 20,
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
    await this.drop()
  }
  async drop() {
    const link = this.link
    this.link = null
    await link.close()
  }
}
`,
        }],
      }],
    },
  ],
})
