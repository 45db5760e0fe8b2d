import { testRule } from '../tester.js'

testRule('cancel done before on every path', {
  valid: [
    {
      name: 'in a helper that stop calls first',
      code: `
class Feed {
  socket: Socket | null = null
  timer?: Timer

  start() {
    this.socket = connect()
    this.timer = setInterval(() => { this.socket!.ping() }, 100)
  }

  stop() {
    this.cancel()
    this.socket = null
    this.cancel()
  }

  private cancel() {
    clearInterval(this.timer)
  }
}
`,
    },
    {
      name: 'in each branch of a switch',
      code: `
class Feed {
  socket: Socket | null = null
  timer?: Timer

  start() {
    this.socket = connect()
    this.timer = setInterval(() => { this.socket!.ping() }, 100)
  }

  stop(how: string) {
    switch (how) {
      case 'gently':
        this.flush()
      // fall through
      case 'now':
        clearInterval(this.timer)
        break
      default:
        clearTimeout(this.timer)
    }
    this.socket = null
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'in a helper that stop calls last',
      code: `
class Feed {
  socket: Socket | null = null
  timer?: Timer

  start() {
    this.socket = connect()
    this.timer = setInterval(() => { this.socket!.ping() }, 100)
  }

  stop() {
    this.socket = null
    this.cancel()
  }

  private cancel() {
    clearInterval(this.timer)
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.socket', released: 'released', task: 'the interval `this.timer` on line 8', cancel: 'line 13 cancels it' },
        line: 12, column: 5, endLine: 12, endColumn: 16,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Feed {
  socket: Socket | null = null
  timer?: Timer

  start() {
    this.socket = connect()
    this.timer = setInterval(() => { this.socket!.ping() }, 100)
  }

  stop() {
    this.cancel()
    this.socket = null
  }

  private cancel() {
    clearInterval(this.timer)
  }
}
` }],
      }],
    },
    {
      name: 'one branch of the switch goes past the clear',
      code: `
class Feed {
  socket: Socket | null = null
  timer?: Timer

  start() {
    this.socket = connect()
    this.timer = setInterval(() => { this.socket!.ping() }, 100)
  }

  stop(how: string) {
    switch (how) {
      case 'gently':
        clearInterval(this.timer)
        break
      default:
        this.flush()
    }
    this.socket = null
    clearInterval(this.timer)
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.socket', released: 'released', task: 'the interval `this.timer` on line 8', cancel: 'line 20 clears it' },
        line: 19, column: 5, endLine: 19, endColumn: 16,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Feed {
  socket: Socket | null = null
  timer?: Timer

  start() {
    this.socket = connect()
    this.timer = setInterval(() => { this.socket!.ping() }, 100)
  }

  stop(how: string) {
    switch (how) {
      case 'gently':
        clearInterval(this.timer)
        break
      default:
        this.flush()
    }
    clearInterval(this.timer)
    this.socket = null
  }
}
` }],
      }],
    },
  ],
})

testRule('early cancel: a flag that the task tests', {
  valid: [
    {
      name: 'the flag is set first, the timer cleared last',
      code: `
class Feed {
  socket: Socket | null = null
  closed = false
  timer?: Timer

  start() {
    this.socket = connect()
    this.timer = setInterval(() => {
      if (this.closed) return
      this.socket!.ping()
    }, 100)
  }

  async stop() {
    this.closed = true
    this.socket = null
    await this.flush()
    clearInterval(this.timer)
  }
}
`,
    },
    {
      name: 'an abort that the loop tests comes first, the other tear-down last',
      code: `
class Feed {
  socket: Socket | null = null
  controller = new AbortController()
  task?: Promise<void>

  start() {
    this.socket = connect()
    this.task = this.loop(this.controller.signal)
  }

  async loop(signal: AbortSignal) {
    while (!signal.aborted) {
      await pause(10)
      if (signal.aborted) return
      this.socket!.ping()
    }
  }

  async stop() {
    this.controller.abort()
    this.socket = null
    await this.task
    this.controller.abort()
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'the flag is set, but the callback does not look at it',
      code: `
class Feed {
  socket: Socket | null = null
  closed = false
  timer?: Timer

  start() {
    this.socket = connect()
    this.timer = setInterval(() => {
      this.socket!.ping()
      if (this.closed) return
      this.count()
    }, 100)
  }

  async stop() {
    this.closed = true
    this.socket = null
    await this.flush()
    clearInterval(this.timer)
  }
}
`,
      errors: [{
        messageId: 'race',
        data: { cell: 'this.socket', released: 'released', task: 'the interval `this.timer` on line 9', cancel: 'line 20 clears it' },
        line: 18, column: 5, endLine: 18, endColumn: 16,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Feed {
  socket: Socket | null = null
  closed = false
  timer?: Timer

  start() {
    this.socket = connect()
    this.timer = setInterval(() => {
      this.socket!.ping()
      if (this.closed) return
      this.count()
    }, 100)
  }

  async stop() {
    this.closed = true
    clearInterval(this.timer)
    this.socket = null
    await this.flush()
  }
}
` }],
      }],
    },
  ],
})
