import { testRule } from '../tester.js'

testRule('statics', {
  valid: [
    {
      name: 'the static timer is cleared first',
      code: `
class Poller {
  static socket: Socket | null = null
  static timer?: Timer

  static start() {
    this.socket = connect()
    this.timer = setInterval(() => this.socket!.ping(), 1000)
  }

  static stop() {
    clearInterval(this.timer)
    this.socket = null
  }
}
`,
    },
    {
      name: 'a static and a field of one name are two cells',
      code: `
class Poller {
  static socket: Socket | null = null
  socket: Socket | null = null
  timer?: Timer

  start() {
    this.timer = setInterval(() => this.socket!.ping(), 1000)
  }

  stop() {
    Poller.socket = null
    clearInterval(this.timer)
  }
}
`,
    },
    {
      name: 'the timer that is started beside the class is cleared first',
      code: `
class Poller {
  static ask() { this.socket.ping() }

  static stop() {
    clearInterval(this.timer)
    this.socket = null
  }
}
Poller.socket = connect()
Poller.timer = setInterval(Poller.ask, 1000)
`,
    },
  ],
  invalid: [
    {
      name: 'the static socket is dropped first',
      code: `
class Poller {
  static socket: Socket | null = null
  static timer?: Timer

  static start() {
    this.socket = connect()
    this.timer = setInterval(() => this.socket!.ping(), 1000)
  }

  static stop() {
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
  static socket: Socket | null = null
  static timer?: Timer

  static start() {
    this.socket = connect()
    this.timer = setInterval(() => this.socket!.ping(), 1000)
  }

  static stop() {
    clearInterval(this.timer)
    this.socket = null
  }
}
` }],
      }],
    },
    {
      name: 'statics are reached by the name of their class as well',
      code: `
class Poller {
  static #socket: Socket | null = null
  static #timer?: Timer

  static start() {
    Poller.#socket = connect()
    Poller.#timer = setInterval(() => Poller.#socket!.ping(), 1000)
  }

  static stop() {
    this.#socket = null
    clearInterval(this.#timer)
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.#socket', released: 'released', task: 'the interval `Poller.#timer` on line 8', cancel: 'line 13 clears it' },
        line: 12, column: 5, endLine: 12, endColumn: 17,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Poller {
  static #socket: Socket | null = null
  static #timer?: Timer

  static start() {
    Poller.#socket = connect()
    Poller.#timer = setInterval(() => Poller.#socket!.ping(), 1000)
  }

  static stop() {
    clearInterval(this.#timer)
    this.#socket = null
  }
}
` }],
      }],
    },
    {
      name: 'the timer is started in a static block',
      code: `
class Poller {
  static socket: Socket | null = connect()
  static timer: Timer
  static {
    this.timer = setInterval(() => this.socket!.ping(), 1000)
  }

  static stop() {
    this.socket = null
    clearInterval(this.timer)
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.socket', released: 'released', task: 'the interval `this.timer` on line 6', cancel: 'line 11 clears it' },
        line: 10, column: 5, endLine: 10, endColumn: 16,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Poller {
  static socket: Socket | null = connect()
  static timer: Timer
  static {
    this.timer = setInterval(() => this.socket!.ping(), 1000)
  }

  static stop() {
    clearInterval(this.timer)
    this.socket = null
  }
}
` }],
      }],
    },
    {
      name: 'the timer is started beside the class, by a static method that it is given',
      code: `
class Poller {
  static ask() { this.socket.ping() }

  static stop() {
    this.socket = null
    clearInterval(this.timer)
  }
}
Poller.socket = connect()
Poller.timer = setInterval(Poller.ask, 1000)
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.socket', released: 'released', task: 'the interval `Poller.timer` on line 11', cancel: 'line 7 clears it' },
        line: 6, column: 5, endLine: 6, endColumn: 16,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Poller {
  static ask() { this.socket.ping() }

  static stop() {
    clearInterval(this.timer)
    this.socket = null
  }
}
Poller.socket = connect()
Poller.timer = setInterval(Poller.ask, 1000)
` }],
      }],
    },
  ],
})
