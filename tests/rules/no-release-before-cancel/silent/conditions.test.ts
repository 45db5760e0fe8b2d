import { testRule } from '../tester.js'

testRule('cancel where there is something to cancel', {
  valid: [
    {
      name: 'behind a test of the handle, in every shape',
      code: `
class Feed {
  socket: Socket | null = null
  timer?: Timer | null

  start() {
    this.socket = connect()
    this.timer = setInterval(() => { this.socket!.ping() }, 100)
  }

  stop() {
    this.timer && clearInterval(this.timer)
    this.socket = null
  }

  end() {
    if (this.timer != null) clearInterval(this.timer)
    this.socket = null
  }

  close() {
    this.timer ? clearInterval(this.timer) : undefined
    this.socket = null
  }
}
`,
    },
    {
      name: 'in a helper that has the test',
      code: `
class Feed {
  socket: Socket | null = null
  timer?: Timer | null

  start() {
    this.socket = connect()
    this.timer = setInterval(() => { this.socket!.ping() }, 100)
  }

  #cancel() {
    if (!this.timer) return
    clearInterval(this.timer)
    this.timer = null
  }

  stop() {
    this.#cancel()
    this.socket = null
  }
}
`,
    },
    {
      name: 'in the finally of what is awaited before',
      code: `
class Feed {
  socket: Socket | null = null
  timer?: Timer

  start() {
    this.socket = connect()
    this.timer = setInterval(() => { this.socket!.ping() }, 100)
  }

  async stop() {
    try {
      await this.flush()
    } finally {
      clearInterval(this.timer)
    }
    this.socket = null
  }
}
`,
    },
    {
      name: 'a guard at the entry leaves before anything was released',
      code: `
class Feed {
  socket: Socket | null = null
  closing = false
  timer?: Timer

  start() {
    this.socket = connect()
    this.timer = setInterval(() => { this.socket!.ping() }, 100)
  }

  async stop() {
    if (this.closing) return
    this.closing = true
    clearInterval(this.timer)
    await this.flush()
    this.socket = null
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'behind a test of something else',
      code: `
class Feed {
  socket: Socket | null = null
  timer?: Timer | null

  start() {
    this.socket = connect()
    this.timer = setInterval(() => { this.socket!.ping() }, 100)
  }

  stop(quick: boolean) {
    if (!quick) clearInterval(this.timer)
    this.socket = null
    clearInterval(this.timer)
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.socket', released: 'released', task: 'the interval `this.timer` on line 8', cancel: 'line 14 clears it' },
        line: 13, column: 5, endLine: 13, endColumn: 16,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Feed {
  socket: Socket | null = null
  timer?: Timer | null

  start() {
    this.socket = connect()
    this.timer = setInterval(() => { this.socket!.ping() }, 100)
  }

  stop(quick: boolean) {
    if (!quick) clearInterval(this.timer)
    clearInterval(this.timer)
    this.socket = null
  }
}
` }],
      }],
    },
    {
      name: 'the release stands in the finally, the clear behind it',
      code: `
class Feed {
  socket: Socket | null = null
  timer?: Timer

  start() {
    this.socket = connect()
    this.timer = setInterval(() => { this.socket!.ping() }, 100)
  }

  async stop() {
    try {
      await this.flush()
    } finally {
      this.socket = null
    }
    clearInterval(this.timer)
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.socket', released: 'released', task: 'the interval `this.timer` on line 8', cancel: 'line 17 clears it' },
        line: 15, column: 7, endLine: 15, endColumn: 18,
                 suggestions: [{
                   messageId: 'cancelFirst',
                   output: `
class Feed {
  socket: Socket | null = null
  timer?: Timer

  start() {
    this.socket = connect()
    this.timer = setInterval(() => { this.socket!.ping() }, 100)
  }

  async stop() {
    clearInterval(this.timer)
    try {
      await this.flush()
    } finally {
      this.socket = null
    }
  }
}
`,
                 }],
      }],
    },
  ],
})
