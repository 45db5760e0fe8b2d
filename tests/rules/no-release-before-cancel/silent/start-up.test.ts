import { testRule } from '../tester.js'

testRule('resets that only the constructor calls', {
  valid: [
    {
      name: 'a private name',
      code: `
class Feed {
  socket: Socket | null = null
  timer?: Timer

  constructor() {
    this.#reset()
  }

  #reset() {
    this.socket = null
    clearInterval(this.timer)
  }

  start() {
    this.socket = connect()
    this.timer = setInterval(() => { this.socket!.ping() }, 100)
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'a public name, which others may call',
      code: `
class Feed {
  socket: Socket | null = null
  timer?: Timer

  constructor() {
    this.reset()
  }

  reset() {
    this.socket = null
    clearInterval(this.timer)
  }

  start() {
    this.socket = connect()
    this.timer = setInterval(() => { this.socket!.ping() }, 100)
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.socket', released: 'released', task: 'the interval `this.timer` on line 17', cancel: 'line 12 clears it' },
        line: 11, column: 5, endLine: 11, endColumn: 16,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Feed {
  socket: Socket | null = null
  timer?: Timer

  constructor() {
    this.reset()
  }

  reset() {
    clearInterval(this.timer)
    this.socket = null
  }

  start() {
    this.socket = connect()
    this.timer = setInterval(() => { this.socket!.ping() }, 100)
  }
}
` }],
      }],
    },
    {
      name: 'a private name that stop calls as well',
      code: `
class Feed {
  socket: Socket | null = null
  timer?: Timer

  constructor() {
    this.#reset()
  }

  #reset() {
    this.socket = null
    clearInterval(this.timer)
  }

  start() {
    this.socket = connect()
    this.timer = setInterval(() => { this.socket!.ping() }, 100)
  }

  stop() {
    this.#reset()
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.socket', released: 'released', task: 'the interval `this.timer` on line 17', cancel: 'line 12 clears it' },
        line: 11, column: 5, endLine: 11, endColumn: 16,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Feed {
  socket: Socket | null = null
  timer?: Timer

  constructor() {
    this.#reset()
  }

  #reset() {
    clearInterval(this.timer)
    this.socket = null
  }

  start() {
    this.socket = connect()
    this.timer = setInterval(() => { this.socket!.ping() }, 100)
  }

  stop() {
    this.#reset()
  }
}
` }],
      }],
    },
  ],
})
