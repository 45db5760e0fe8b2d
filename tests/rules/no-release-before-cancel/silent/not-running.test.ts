import { testRule } from '../tester.js'

testRule('task that is known not to run', {
  valid: [
    {
      name: 'no timer, no task',
      code: `
class Feed {
  socket: Socket | null = null
  timer?: Timer

  start() {
    this.socket = connect()
    this.timer = setInterval(() => { this.socket!.ping() }, 100)
  }

  stop() {
    if (!this.timer) {
      this.socket = null
      return
    }
    clearInterval(this.timer)
    this.timer = undefined
    this.socket = null
  }
}
`,
    },
    {
      name: 'compared with undefined',
      code: `
class Feed {
  socket: Socket | null = null
  timer?: Timer

  start() {
    this.socket = connect()
    this.timer = setInterval(() => { this.socket!.ping() }, 100)
  }

  stop() {
    if (this.timer !== undefined) {
      clearInterval(this.timer)
      this.timer = undefined
    }
    this.socket = null
  }
}
`,
    },
    {
      name: 'the socket is known to be empty already',
      code: `
class Feed {
  socket: Socket | null = null
  timer?: Timer

  start() {
    this.socket = connect()
    this.timer = setInterval(() => { this.socket!.ping() }, 100)
  }

  stop() {
    if (!this.socket) {
      this.socket = null
      clearInterval(this.timer)
      return
    }
    clearInterval(this.timer)
    this.socket = null
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'the test says that it does run',
      code: `
class Feed {
  socket: Socket | null = null
  timer?: Timer

  start() {
    this.socket = connect()
    this.timer = setInterval(() => { this.socket!.ping() }, 100)
  }

  stop() {
    if (this.timer) {
      this.socket = null
      clearInterval(this.timer)
      return
    }
    this.socket = null
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.socket', released: 'released', task: 'the interval `this.timer` on line 8', cancel: 'line 14 clears it' },
        line: 13, column: 7, endLine: 13, endColumn: 18,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Feed {
  socket: Socket | null = null
  timer?: Timer

  start() {
    this.socket = connect()
    this.timer = setInterval(() => { this.socket!.ping() }, 100)
  }

  stop() {
    if (this.timer) {
      clearInterval(this.timer)
      this.socket = null
      return
    }
    this.socket = null
  }
}
` }],
      }],
    },
  ],
})
