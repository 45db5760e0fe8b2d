import { testRule } from '../tester.js'

testRule('fields and private fields', {
  valid: [
    {
      name: 'a poller is stopped before its socket is dropped',
      code: `
class Poller {
  socket: Socket | null = null
  timer?: Timer

  start() {
    this.socket = connect()
    this.timer = setInterval(() => this.socket!.ping(), 1000)
  }

  stop() {
    clearInterval(this.timer)
    this.socket = null
  }
}
`,
    },
    {
      name: 'a private and a public field of one name are two cells',
      code: `
class Poller {
  #socket: Socket | null = null
  socket: Socket | null = null
  #timer?: Timer

  start() {
    this.#timer = setInterval(() => this.#socket!.ping(), 1000)
  }

  stop() {
    this.socket = null
    clearInterval(this.#timer)
  }
}
`,
    },
    {
      name: 'another property of the same field',
      code: `
class Poller {
  readonly state = { socket: null as Socket | null, answer: '' as string | null, timer: 0 }

  start() {
    this.state.socket = connect()
    this.state.timer = setInterval(() => this.state.socket!.ping(), 1000)
  }

  stop() {
    this.state.answer = null
    clearInterval(this.state.timer)
    this.state.socket = null
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'a poller is stopped after its socket is dropped',
      code: `
class Poller {
  socket: Socket | null = null
  timer?: Timer

  start() {
    this.socket = connect()
    this.timer = setInterval(() => this.socket!.ping(), 1000)
  }

  stop() {
    this.socket = null
    clearInterval(this.timer)
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.socket', released: 'released', task: 'the interval `this.timer` on line 8', cancel: 'line 13 clears it' },
        line: 12, column: 5, endLine: 12, endColumn: 16,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Poller {
  socket: Socket | null = null
  timer?: Timer

  start() {
    this.socket = connect()
    this.timer = setInterval(() => this.socket!.ping(), 1000)
  }

  stop() {
    clearInterval(this.timer)
    this.socket = null
  }
}
` }],
      }],
    },
    {
      name: 'the same with private fields',
      code: `
class Poller {
  #socket: Socket | null = null
  #timer?: Timer

  start() {
    this.#socket = connect()
    this.#timer = setInterval(() => this.#socket!.ping(), 1000)
  }

  stop() {
    this.#socket = null
    clearInterval(this.#timer)
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.#socket', released: 'released', task: 'the interval `this.#timer` on line 8', cancel: 'line 13 clears it' },
        line: 12, column: 5, endLine: 12, endColumn: 17,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Poller {
  #socket: Socket | null = null
  #timer?: Timer

  start() {
    this.#socket = connect()
    this.#timer = setInterval(() => this.#socket!.ping(), 1000)
  }

  stop() {
    clearInterval(this.#timer)
    this.#socket = null
  }
}
` }],
      }],
    },
    {
      name: 'the timer is started by the field that holds it',
      code: `
class Poller {
  #socket: Socket | null = connect()
  #timer = setInterval(() => this.#socket!.ping(), 1000)

  stop() {
    this.#socket = null
    clearInterval(this.#timer)
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.#socket', released: 'released', task: 'the interval `this.#timer` on line 4', cancel: 'line 8 clears it' },
        line: 7, column: 5, endLine: 7, endColumn: 17,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Poller {
  #socket: Socket | null = connect()
  #timer = setInterval(() => this.#socket!.ping(), 1000)

  stop() {
    clearInterval(this.#timer)
    this.#socket = null
  }
}
` }],
      }],
    },
    {
      name: 'a property of a field is a cell of its own',
      code: `
class Poller {
  readonly state = { socket: null as Socket | null, timer: 0 }

  start() {
    this.state.socket = connect()
    this.state.timer = setInterval(() => this.state.socket!.ping(), 1000)
  }

  stop() {
    this.state.socket = null
    clearInterval(this.state.timer)
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: {
          cell: 'this.state.socket', released: 'released', task: 'the interval `this.state.timer` on line 7', cancel: 'line 12 clears it',
        },
        line: 11, column: 5, endLine: 11, endColumn: 22,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Poller {
  readonly state = { socket: null as Socket | null, timer: 0 }

  start() {
    this.state.socket = connect()
    this.state.timer = setInterval(() => this.state.socket!.ping(), 1000)
  }

  stop() {
    clearInterval(this.state.timer)
    this.state.socket = null
  }
}
` }],
      }],
    },
  ],
})
