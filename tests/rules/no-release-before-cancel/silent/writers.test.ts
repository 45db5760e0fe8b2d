import { testRule } from '../tester.js'

testRule('what is no release', {
  valid: [
    {
      name: 'a setter method puts in what it is given',
      code: `
class Feed {
  socket: Socket | null = null
  timer?: Timer

  start() {
    this.timer = setInterval(() => { this.socket!.ping() }, 100)
  }

  use(socket: Socket) {
    this.socket = socket
    clearInterval(this.timer)
  }
}
`,
    },
    {
      name: 'a value that may or may not be there',
      code: `
class Feed {
  socket: Socket | null = null
  timer?: Timer

  start() {
    this.timer = setInterval(() => { this.socket!.ping() }, 100)
  }

  use(next?: Socket) {
    this.socket = next ?? spare
    clearInterval(this.timer)
  }
}
`,
    },
    {
      name: 'a copy by a default value of a parameter is emptied, not the cell',
      code: `
class Feed {
  socket: Socket | null = null
  timer?: Timer

  start() {
    this.timer = setInterval(() => { this.socket!.ping() }, 100)
  }

  stop(socket = this.socket) {
    socket = null
    clearInterval(this.timer)
  }
}
`,
    },
    {
      name: 'a copy by destructuring is emptied, not the cell',
      code: `
class Feed {
  socket: Socket | null = null
  timer?: Timer

  start() {
    this.timer = setInterval(() => { this.socket!.ping() }, 100)
  }

  stop() {
    let { socket } = this
    socket = null
    clearInterval(this.timer)
  }
}
`,
    },
    {
      name: 'another property of the released thing',
      code: `
class Feed {
  socket: Socket = connect()
  timer?: Timer

  start() {
    this.timer = setInterval(() => { this.socket.ping() }, 100)
  }

  stop() {
    this.socket.onopen = null
    this.socket.peer = null
    clearInterval(this.timer)
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'a setter method puts in nothing',
      code: `
class Feed {
  socket: Socket | null = null
  timer?: Timer

  start() {
    this.timer = setInterval(() => { this.socket!.ping() }, 100)
  }

  use(socket: Socket) {
    this.socket = undefined
    clearInterval(this.timer)
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.socket', released: 'released', task: 'the interval `this.timer` on line 7', cancel: 'line 12 clears it' },
        line: 11, column: 5, endLine: 11, endColumn: 16,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Feed {
  socket: Socket | null = null
  timer?: Timer

  start() {
    this.timer = setInterval(() => { this.socket!.ping() }, 100)
  }

  use(socket: Socket) {
    clearInterval(this.timer)
    this.socket = undefined
  }
}
` }],
      }],
    },
    {
      name: 'this very property of the thing',
      code: `
class Feed {
  socket: Socket = connect()
  timer?: Timer

  start() {
    this.timer = setInterval(() => { this.socket.peer!.ping() }, 100)
  }

  stop() {
    this.socket.peer = null
    clearInterval(this.timer)
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.socket.peer', released: 'released', task: 'the interval `this.timer` on line 7', cancel: 'line 12 clears it' },
        line: 11, column: 5, endLine: 11, endColumn: 21,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Feed {
  socket: Socket = connect()
  timer?: Timer

  start() {
    this.timer = setInterval(() => { this.socket.peer!.ping() }, 100)
  }

  stop() {
    clearInterval(this.timer)
    this.socket.peer = null
  }
}
` }],
      }],
    },
    {
      name: 'the thing that the property is read from',
      code: `
class Feed {
  socket: Socket | null = connect()
  timer?: Timer

  start() {
    this.timer = setInterval(() => { this.socket!.peer.ping() }, 100)
  }

  stop() {
    this.socket = null
    clearInterval(this.timer)
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.socket', released: 'released', task: 'the interval `this.timer` on line 7', cancel: 'line 12 clears it' },
        line: 11, column: 5, endLine: 11, endColumn: 16,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Feed {
  socket: Socket | null = connect()
  timer?: Timer

  start() {
    this.timer = setInterval(() => { this.socket!.peer.ping() }, 100)
  }

  stop() {
    clearInterval(this.timer)
    this.socket = null
  }
}
` }],
      }],
    },
  ],
})
