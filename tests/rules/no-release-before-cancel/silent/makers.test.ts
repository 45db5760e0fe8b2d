import { testRule } from '../tester.js'

testRule('cells that a callback makes where they are missing', {
  valid: [
    {
      name: 'by a getter',
      code: `
class Feed {
  #socket: Socket | null = null
  #timer?: Timer

  get socket() {
    return this.#socket ??= connect()
  }

  start() {
    this.#timer = setInterval(() => { this.socket.ping() }, 100)
  }

  stop() {
    this.#socket = null
    clearInterval(this.#timer)
  }
}
`,
    },
    {
      name: 'by a helper',
      code: `
class Feed {
  socket: Socket | null = null
  timer?: Timer

  #ensure() {
    if (this.socket === null) this.socket = connect()
  }

  start() {
    this.timer = setInterval(() => {
      this.#ensure()
      this.socket!.ping()
    }, 100)
  }

  stop() {
    this.socket = null
    clearInterval(this.timer)
  }
}
`,
    },
    {
      name: 'by assigning in the test',
      code: `
class Feed {
  socket: Socket | null = null
  timer?: Timer

  start() {
    this.timer = setInterval(() => {
      const socket = this.socket || (this.socket = connect())
      socket.ping()
    }, 100)
  }

  stop() {
    this.socket = null
    clearInterval(this.timer)
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'a helper makes one only on some days',
      code: `
class Feed {
  socket: Socket | null = null
  lazy = false
  timer?: Timer

  #ensure() {
    if (this.lazy) this.socket = connect()
  }

  start() {
    this.timer = setInterval(() => {
      this.#ensure()
      this.socket!.ping()
    }, 100)
  }

  stop() {
    this.socket = null
    clearInterval(this.timer)
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.socket', released: 'released', task: 'the interval `this.timer` on line 12', cancel: 'line 20 clears it' },
        line: 19, column: 5, endLine: 19, endColumn: 16,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Feed {
  socket: Socket | null = null
  lazy = false
  timer?: Timer

  #ensure() {
    if (this.lazy) this.socket = connect()
  }

  start() {
    this.timer = setInterval(() => {
      this.#ensure()
      this.socket!.ping()
    }, 100)
  }

  stop() {
    clearInterval(this.timer)
    this.socket = null
  }
}
` }],
      }],
    },
  ],
})
