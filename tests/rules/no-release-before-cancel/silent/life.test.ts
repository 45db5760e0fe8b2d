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
        data: { cell: 'socket', released: 'released', task: '`timer`', taskLine: '13', cancelLine: '8', cancels: 'clears' },
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
        data: { cell: 'socket', released: 'released', task: '`timer`', taskLine: '7', cancelLine: '14', cancels: 'clears' },
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

testRule('release by the task itself', {
  valid: [
    {
      name: 'the loop empties its cell when it ends',
      code: `
class Feed {
  socket: Socket | null = connect()
  controller = new AbortController()
  task?: Promise<void>

  start() {
    this.task = this.loop(this.controller.signal)
  }

  async loop(signal: AbortSignal) {
    try {
      while (!signal.aborted) {
        await pause(10)
        this.socket!.ping()
      }
    } finally {
      this.socket = null
      this.controller.abort()
    }
  }

  stop() {
    this.controller.abort()
  }
}
`,
    },
    {
      name: "the timer's callback empties the cell and then its own spent handle",
      code: `
class Feed {
  socket: Socket | null = connect()
  timer?: Timer

  start() {
    this.timer = setTimeout(() => {
      this.socket!.ping()
      this.socket = null
      clearTimeout(this.timer)
      this.timer = undefined
    }, 100)
  }

  stop() {
    clearTimeout(this.timer)
  }
}
`,
    },
    {
      name: 'a callback that reads the cell only in order to tear it down',
      code: `
class Feed {
  socket: Socket | null = connect()
  timer?: Timer

  start() {
    this.timer = setTimeout(() => { this.stop() }, 100)
  }

  stop() {
    this.socket!.close()
    this.socket = null
    clearTimeout(this.timer)
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'the callback reads it for something else as well',
      code: `
class Feed {
  socket: Socket | null = connect()
  timer?: Timer

  start() {
    this.timer = setTimeout(() => {
      this.socket!.ping()
      this.stop()
    }, 100)
  }

  stop() {
    this.socket!.close()
    this.socket = null
    clearTimeout(this.timer)
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'socket', released: 'released', task: '`timer`', taskLine: '7', cancelLine: '16', cancels: 'clears' },
        line: 15, column: 5, endLine: 15, endColumn: 16,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Feed {
  socket: Socket | null = connect()
  timer?: Timer

  start() {
    this.timer = setTimeout(() => {
      this.socket!.ping()
      this.stop()
    }, 100)
  }

  stop() {
    this.socket!.close()
    clearTimeout(this.timer)
    this.socket = null
  }
}
` }],
      }],
    },
  ],
})
