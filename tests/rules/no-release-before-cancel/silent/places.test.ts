import { testRule } from '../tester.js'

testRule('other places of the same name', {
  valid: [
    {
      name: "another instance's cell",
      code: `
class Node {
  next: Node | null = null
  timer?: Timer

  start() {
    this.timer = setInterval(() => { this.next!.touch() }, 100)
  }

  unlink(other: Node) {
    other.next = null
    clearInterval(this.timer)
  }
}
`,
    },
    {
      name: "this instance's cell, another instance's timer",
      code: `
class Node {
  next: Node | null = null
  timer?: Timer

  start() {
    this.timer = setInterval(() => { this.next!.touch() }, 100)
  }

  unlink(other: Node) {
    this.next = null
    clearInterval(other.timer)
  }
}
`,
    },
    {
      name: 'a local of one function',
      code: `
class Feed {
  timer?: Timer

  start() {
    let socket: Socket | null = connect()
    socket.open()
    this.timer = setInterval(() => { this.count() }, 100)
    socket = null
    clearInterval(this.timer)
  }
}
`,
    },
    {
      name: 'the cell was moved to a local, and no task reads it',
      code: `
class Feed {
  socket: Socket | null = null
  timer?: Timer

  start() {
    const socket = connect()
    this.socket = socket
    this.timer = setInterval(() => { socket.ping() }, 100)
  }

  async stop() {
    const socket = this.socket
    this.socket = null
    await socket?.close()
    clearInterval(this.timer)
  }
}
`,
    },
  ],
  invalid: [
    {
      name: "this instance's cell",
      code: `
class Node {
  next: Node | null = null
  timer?: Timer

  start() {
    this.timer = setInterval(() => { this.next!.touch() }, 100)
  }

  unlink(other: Node) {
    this.next = null
    clearInterval(this.timer)
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.next', released: 'released', task: 'the interval `this.timer` on line 7', cancel: 'line 12 clears it' },
        line: 11, column: 5, endLine: 11, endColumn: 14,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Node {
  next: Node | null = null
  timer?: Timer

  start() {
    this.timer = setInterval(() => { this.next!.touch() }, 100)
  }

  unlink(other: Node) {
    clearInterval(this.timer)
    this.next = null
  }
}
` }],
      }],
    },
    {
      name: 'the cell was moved to a local, but a task does read it',
      code: `
class Feed {
  socket: Socket | null = null
  timer?: Timer

  start() {
    const socket = connect()
    this.socket = socket
    this.timer = setInterval(() => { this.socket!.ping() }, 100)
  }

  async stop() {
    const socket = this.socket
    this.socket = null
    await socket?.close()
    clearInterval(this.timer)
  }
}
`,
      errors: [{
        messageId: 'race',
        data: { cell: 'this.socket', released: 'released', task: 'the interval `this.timer` on line 9', cancel: 'line 16 clears it' },
        line: 14, column: 5, endLine: 14, endColumn: 16,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Feed {
  socket: Socket | null = null
  timer?: Timer

  start() {
    const socket = connect()
    this.socket = socket
    this.timer = setInterval(() => { this.socket!.ping() }, 100)
  }

  async stop() {
    const socket = this.socket
    clearInterval(this.timer)
    this.socket = null
    await socket?.close()
  }
}
` }],
      }],
    },
  ],
})
