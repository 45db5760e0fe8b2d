import { testRule } from '../tester.js'

testRule('closing is releasing under strict only', {
  valid: [
    {
      name: 'close() in recommended',
      code: `
class Feed {
  socket: Socket = connect()
  timer?: Timer

  start() {
    this.timer = setInterval(() => { this.socket.ping() }, 100)
  }

  stop() {
    this.socket.close()
    clearInterval(this.timer)
  }
}
`,
    },
    {
      name: 'closed after the timer was cleared',
      options: [{ strict: true }],
      code: `
class Feed {
  socket: Socket = connect()
  timer?: Timer

  start() {
    this.timer = setInterval(() => { this.socket.ping() }, 100)
  }

  stop() {
    clearInterval(this.timer)
    this.socket.close()
  }
}
`,
    },
    {
      name: 'kill() is neither release nor cancel',
      options: [{ strict: true }],
      code: `
class Feed {
  child: Child = spawn('feed')
  timer?: Timer

  start() {
    this.timer = setInterval(() => { this.child.ping() }, 100)
  }

  stop() {
    this.child.kill()
    clearInterval(this.timer)
  }
}
`,
    },
    {
      name: 'the listener that is taken off last listens to what was closed',
      options: [{ strict: true }],
      code: `
class Feed {
  socket: Socket = connect()

  onData = () => {
    this.socket.ack()
  }

  start() {
    this.socket.on('data', this.onData)
  }

  stop() {
    this.socket.close()
    this.socket.off('data', this.onData)
  }
}
`,
    },
    {
      name: 'two things of their own are closed one after the other',
      options: [{ strict: true }],
      code: `
class Feed {
  socket: Socket = connect()
  store: Store = openStore()
  timer?: Timer

  start() {
    this.timer = setInterval(() => { this.store.sweep() }, 100)
  }

  stop() {
    this.socket.close()
    clearInterval(this.timer)
    this.store.close()
  }
}
`,
    },
    {
      name: 'a watchdog that the teardown itself starts must outlive the close',
      options: [{ strict: true }],
      code: `
class Feed {
  server: Server = listen()
  watchdog?: Timer

  async stop() {
    this.watchdog = setTimeout(() => { this.server.closeAllConnections() }, 1000)
    await this.server.close()
    clearTimeout(this.watchdog)
  }
}
`,
    },
    {
      name: 'a local copy is closed after the cell was emptied, in the right order',
      options: [{ strict: true }],
      code: `
class Feed {
  socket: Socket | null = connect()
  timer?: Timer

  start() {
    this.timer = setInterval(() => { this.socket!.ping() }, 100)
  }

  async stop() {
    clearInterval(this.timer)
    const { socket } = this
    this.socket = null
    socket?.destroy()
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'close() under strict',
      options: [{ strict: true }],
      code: `
class Feed {
  socket: Socket = connect()
  timer?: Timer

  start() {
    this.timer = setInterval(() => { this.socket.ping() }, 100)
  }

  stop() {
    this.socket.close()
    clearInterval(this.timer)
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.socket', released: 'closed', task: 'the interval `this.timer` on line 7', cancel: 'line 12 clears it' },
        line: 11, column: 5, endLine: 11, endColumn: 16,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Feed {
  socket: Socket = connect()
  timer?: Timer

  start() {
    this.timer = setInterval(() => { this.socket.ping() }, 100)
  }

  stop() {
    clearInterval(this.timer)
    this.socket.close()
  }
}
` }],
      }],
    },
    {
      name: 'the listener listens to something else',
      options: [{ strict: true }],
      code: `
class Feed {
  socket: Socket = connect()

  onData = () => {
    this.socket.ack()
  }

  start() {
    source.on('data', this.onData)
  }

  stop() {
    this.socket.close()
    source.off('data', this.onData)
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.socket', released: 'closed', task: "the 'data' listener on line 10", cancel: 'line 15 removes it' },
        line: 14, column: 5, endLine: 14, endColumn: 16,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Feed {
  socket: Socket = connect()

  onData = () => {
    this.socket.ack()
  }

  start() {
    source.on('data', this.onData)
  }

  stop() {
    source.off('data', this.onData)
    this.socket.close()
  }
}
` }],
      }],
    },
  ],
})
