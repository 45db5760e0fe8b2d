import { testRule } from '../tester.js'

testRule('tests of a handle, in other words', {
  valid: [
    {
      name: 'no handle, no task, by Boolean and double negation',
      code: `
class Feed {
  socket: Socket | null = null
  timer?: Timer | null

  start() {
    this.socket = connect()
    this.timer = setInterval(() => { this.socket!.ping() }, 100)
  }

  stop() {
    if (Boolean(this.timer)) clearInterval(this.timer!)
    this.socket = null
  }

  end() {
    if (!!this.timer) clearInterval(this.timer)
    this.socket = null
  }
}
`,
    },
    {
      name: 'no handle, no task, the constant on the left',
      code: `
class Feed {
  socket: Socket | null = null
  timer?: Timer | null

  start() {
    this.socket = connect()
    this.timer = setInterval(() => { this.socket!.ping() }, 100)
  }

  stop() {
    if (null === this.timer) {
      this.socket = null
      clearInterval(this.timer!)
      return
    }
    clearInterval(this.timer!)
    this.socket = null
  }
}
`,
    },
    {
      name: 'a flag that is compared with true',
      code: `
class Feed {
  socket: Socket | null = null
  open = true
  timer?: Timer

  start() {
    this.socket = connect()
    this.timer = setInterval(() => {
      if (this.open === true) this.socket!.ping()
    }, 100)
  }

  stop() {
    this.open = false
    this.socket = null
    clearInterval(this.timer)
  }
}
`,
    },
    {
      name: 'the socket is the one that is expected',
      code: `
class Feed {
  socket: Socket | null = null
  timer?: Timer

  start() {
    this.socket = connect()
    this.timer = setInterval(() => {
      if (this.socket instanceof Socket) this.count()
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
      name: 'the constant on the left says that there is one',
      code: `
class Feed {
  socket: Socket | null = null
  timer?: Timer | null

  start() {
    this.socket = connect()
    this.timer = setInterval(() => { this.socket!.ping() }, 100)
  }

  stop() {
    if (null !== this.timer) {
      this.socket = null
      clearInterval(this.timer!)
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
  timer?: Timer | null

  start() {
    this.socket = connect()
    this.timer = setInterval(() => { this.socket!.ping() }, 100)
  }

  stop() {
    if (null !== this.timer) {
      clearInterval(this.timer!)
      this.socket = null
      return
    }
    this.socket = null
  }
}
` }],
      }],
    },
    {
      name: 'a flag that is compared with something else',
      code: `
class Feed {
  socket: Socket | null = null
  mode = 'open'
  timer?: Timer

  start() {
    this.socket = connect()
    this.timer = setInterval(() => {
      if (this.mode !== 'paused') this.socket!.ping()
    }, 100)
  }

  stop() {
    this.mode = 'closed'
    this.socket = null
    clearInterval(this.timer)
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.socket', released: 'released', task: 'the interval `this.timer` on line 9', cancel: 'line 17 clears it' },
        line: 16, column: 5, endLine: 16, endColumn: 16,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Feed {
  socket: Socket | null = null
  mode = 'open'
  timer?: Timer

  start() {
    this.socket = connect()
    this.timer = setInterval(() => {
      if (this.mode !== 'paused') this.socket!.ping()
    }, 100)
  }

  stop() {
    this.mode = 'closed'
    clearInterval(this.timer)
    this.socket = null
  }
}
` }],
      }],
    },
  ],
})
