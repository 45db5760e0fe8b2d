import { testRule } from '../tester.js'

testRule('closing that ends the task as well', {
  valid: [
    {
      name: 'a listener on what is closed',
      options: [{ strict: true }],
      code: `
class Client {
  start() {
    this.link.on('data', (chunk) => this.link.answer(chunk))
  }
  stop() {
    this.link.close()
    this.link.removeAllListeners()
  }
}
`,
    },
    {
      name: 'a listener that does nothing to it but close it as well',
      options: [{ strict: true }],
      code: `
class Client {
  start(bus) {
    this.off = bus.on('lost', () => this.link.close(new Error('lost')))
  }
  stop() {
    this.link.close()
    this.off()
  }
}
`,
    },
    {
      name: 'a loop that awaits what is closed',
      options: [{ strict: true }],
      code: `
class Client {
  #ac = new AbortController()
  start() {
    this.loop = this.pump(this.#ac.signal)
  }
  async pump(signal) {
    while (!signal.aborted) {
      this.log(await this.link.read())
    }
  }
  stop() {
    this.link.close()
    this.#ac.abort()
  }
  log() {}
}
`,
    },
    {
      name: 'closed on a way that never clears: closing alone is no ground for a leak',
      options: [{ strict: true }],
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  reset() {
    this.link.close()
  }
  stop() {
    clearInterval(this.beat)
    this.link.close()
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'a listener elsewhere that uses what is closed',
      options: [{ strict: true }],
      code: `
class Client {
  start() {
    this.bus.on('data', (chunk) => this.link.answer(chunk))
  }
  stop() {
    this.link.close()
    this.bus.removeAllListeners()
  }
}
`,
      errors: [{
        messageId: 'latent', line: 7, column: 5, endLine: 7, endColumn: 14,
        data: { cell: 'this.link', released: 'closed', task: "the 'data' listener on line 4", cancel: 'line 8 removes it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Client {
  start() {
    this.bus.on('data', (chunk) => this.link.answer(chunk))
  }
  stop() {
    this.bus.removeAllListeners()
    this.link.close()
  }
}
`,
        }],
      }],
    },
    {
      name: 'a loop that awaits something else and then uses what is closed',
      options: [{ strict: true }],
      code: `
class Client {
  #ac = new AbortController()
  start() {
    this.loop = this.pump(this.#ac.signal)
  }
  async pump(signal) {
    while (!signal.aborted) {
      await pause(10)
      this.link.write('beat')
    }
  }
  stop() {
    this.link.close()
    this.#ac.abort()
  }
}
`,
      errors: [{
        messageId: 'latent', line: 14, column: 5, endLine: 14, endColumn: 14,
        data: { cell: 'this.link', released: 'closed', task: 'the task `this.loop` on line 5', cancel: 'line 15 aborts it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Client {
  #ac = new AbortController()
  start() {
    this.loop = this.pump(this.#ac.signal)
  }
  async pump(signal) {
    while (!signal.aborted) {
      await pause(10)
      this.link.write('beat')
    }
  }
  stop() {
    this.#ac.abort()
    this.link.close()
  }
}
`,
        }],
      }],
    },
    {
      name: 'what recommended reports, strict reports as well',
      options: [{ strict: true }],
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  async stop() {
    this.link = null
    await this.log.flush()
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
    await this.log.flush()
  }
}
`,
        }],
      }],
    },
  ],
})
