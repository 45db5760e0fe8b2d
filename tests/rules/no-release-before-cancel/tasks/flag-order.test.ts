import { testRule } from '../tester.js'

testRule('flag of the owner, and what it stops', {
  valid: [
    {
      name: 'a timer looks at a flag that falls first',
      code: `
class Feed {
  socket: Socket | null = null
  connected = false
  timer = setInterval(() => {
    if (!this.connected) return
    this.socket!.ping()
  }, 100)

  disconnect() {
    this.connected = false
    this.socket = null
  }

  destroy() {
    clearInterval(this.timer)
  }
}
`,
    },
    {
      name: 'the callback looks at the cell as well as at the flag',
      code: `
class Feed {
  socket: Socket | null = null
  connected = false
  timer = setInterval(() => {
    if (!this.connected) return
    this.socket?.ping()
  }, 100)

  disconnect() {
    this.socket = null
    this.connected = false
  }

  destroy() {
    clearInterval(this.timer)
  }
}
`,
    },
    {
      name: 'the flag rises: it lets the task begin',
      code: `
class Feed {
  socket: Socket | null = null
  connected = false
  timer = setInterval(() => {
    if (!this.connected) return
    this.socket!.ping()
  }, 100)

  begin() {
    this.socket = connect()
    this.connected = true
  }

  destroy() {
    clearInterval(this.timer)
    this.socket = null
    this.connected = true
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'a timer looks at a flag that falls last',
      code: `
class Feed {
  socket: Socket | null = null
  connected = false
  timer = setInterval(() => {
    if (!this.connected) return
    this.socket!.ping()
  }, 100)

  disconnect() {
    this.socket = null
    this.connected = false
  }

  destroy() {
    clearInterval(this.timer)
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.socket', released: 'released', task: 'the interval `this.timer` on line 5', cancel: 'line 12 stops it' },
        line: 11, column: 5, endLine: 11, endColumn: 16,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Feed {
  socket: Socket | null = null
  connected = false
  timer = setInterval(() => {
    if (!this.connected) return
    this.socket!.ping()
  }, 100)

  disconnect() {
    this.connected = false
    this.socket = null
  }

  destroy() {
    clearInterval(this.timer)
  }
}
` }],
      }],
    },
  ],
})
