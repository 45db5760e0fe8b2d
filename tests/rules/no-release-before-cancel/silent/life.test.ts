import { testRule } from '../tester.js'

testRule('start-up and restart', {
  valid: [
    {
      name: 'the constructor sets up empty cells',
      code: `
class Feed {
  socket: Socket | null
  timer?: Timer

  constructor() {
    this.socket = null
    clearInterval(this.timer)
  }

  start() {
    this.socket = connect()
    this.timer = setInterval(() => { this.socket!.ping() }, 100)
  }

  stop() {
    clearInterval(this.timer)
    this.socket = null
  }
}
`,
    },
    {
      name: 'a reset that the constructor calls and nothing else',
      code: `
class Feed {
  socket: Socket | null = null
  timer?: Timer

  constructor() {
    this.reset()
  }

  private reset() {
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
    {
      name: 'start empties what a former run left, then starts again',
      code: `
class Feed {
  socket: Socket | null = null
  timer?: Timer

  start() {
    this.socket = null
    clearInterval(this.timer)
    this.socket = connect()
    this.timer = setInterval(() => { this.socket!.ping() }, 100)
  }

  stop() {
    clearInterval(this.timer)
    this.socket = null
  }
}
`,
    },
    {
      name: 'a reconnect arms the timer again',
      code: `
class Feed {
  socket: Socket | null = null
  timer?: Timer

  arm() {
    this.timer = setInterval(() => { this.socket!.ping() }, 100)
  }

  reconnect() {
    this.socket = null
    clearInterval(this.timer)
    this.socket = connect()
    this.arm()
  }

  stop() {
    clearInterval(this.timer)
    this.socket = null
  }
}
`,
    },
    {
      name: 'the socket is replaced, not released',
      code: `
class Feed {
  socket: Socket = connect()
  timer?: Timer

  start() {
    this.timer = setInterval(() => { this.socket.ping() }, 100)
  }

  async renew() {
    this.socket = connect()
    await this.socket.ready
    clearInterval(this.timer)
  }
}
`,
    },
    {
      name: 'emptied and filled again before anything else can run',
      code: `
class Feed {
  socket: Socket | null = connect()
  timer?: Timer

  start() {
    this.timer = setInterval(() => { this.socket!.ping() }, 100)
  }

  async renew() {
    const old = this.socket
    this.socket = null
    old?.close()
    this.socket = connect()
    await this.socket.ready
    clearInterval(this.timer)
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'a method that is called init is no constructor',
      code: `
class Feed {
  socket: Socket | null = null
  timer?: Timer

  init() {
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
        data: { cell: 'this.socket', released: 'released', task: 'the interval `this.timer` on line 13', cancel: 'line 8 clears it' },
        line: 7, column: 5, endLine: 7, endColumn: 16,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Feed {
  socket: Socket | null = null
  timer?: Timer

  init() {
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
      name: 'emptied, and filled again only after a wait',
      code: `
class Feed {
  socket: Socket | null = connect()
  timer?: Timer

  start() {
    this.timer = setInterval(() => { this.socket!.ping() }, 100)
  }

  async renew() {
    const old = this.socket
    this.socket = null
    await old?.closed
    clearInterval(this.timer)
    this.socket = connect()
  }
}
`,
      errors: [{
        messageId: 'race',
        data: { cell: 'this.socket', released: 'released', task: 'the interval `this.timer` on line 7', cancel: 'line 14 clears it' },
        line: 12, column: 5, endLine: 12, endColumn: 16,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Feed {
  socket: Socket | null = connect()
  timer?: Timer

  start() {
    this.timer = setInterval(() => { this.socket!.ping() }, 100)
  }

  async renew() {
    const old = this.socket
    clearInterval(this.timer)
    this.socket = null
    await old?.closed
    this.socket = connect()
  }
}
` }],
      }],
    },
  ],
})
