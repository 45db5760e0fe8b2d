import { testRule } from '../tester.js'

testRule('handle that was just cancelled', {
  valid: [
    {
      name: 'a timer handle is emptied before another timer is cleared',
      code: `
class Feed {
  ping?: Timer | null
  pong?: Timer | null

  start() {
    this.ping = setInterval(() => { this.ping!.refresh() }, 100)
    this.pong = setInterval(() => { this.ping!.refresh() }, 100)
  }

  stop() {
    clearInterval(this.ping!)
    this.ping = null
    clearInterval(this.pong!)
    this.pong = null
  }
}
`,
    },
    {
      name: 'a controller is aborted, emptied, and a timer that only aborts it is cleared',
      code: `
class Request {
  controller: AbortController | null = null
  timer?: Timer

  start() {
    this.controller = new AbortController()
    this.timer = setTimeout(() => { this.controller!.abort() }, 1000)
    void this.send(this.controller.signal)
  }

  async send(signal: AbortSignal) {
    await fetch('/', { signal })
  }

  cancel() {
    this.controller!.abort()
    this.controller = null
    clearTimeout(this.timer)
  }
}
`,
    },
    {
      name: 'a subscription is ended and emptied before the next one',
      code: `
class Panel {
  prices: Subscription | null = null
  orders: Subscription | null = null

  open() {
    this.prices = feed.subscribe(() => { this.count() })
    this.orders = feed.subscribe(() => { this.prices!.add(this.orders!) })
  }

  close() {
    this.prices!.unsubscribe()
    this.prices = null
    this.orders!.unsubscribe()
    this.orders = null
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'what is no handle is a resource',
      code: `
class Request {
  body: Body | null = null
  timer?: Timer

  start() {
    this.body = new Body()
    this.timer = setTimeout(() => { this.body!.cut() }, 1000)
  }

  cancel() {
    this.body!.cut()
    this.body = null
    clearTimeout(this.timer)
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.body', released: 'released', task: 'the timeout `this.timer` on line 8', cancel: 'line 14 clears it' },
        line: 13, column: 5, endLine: 13, endColumn: 14,
        suggestions: [{
                   messageId: 'cancelFirst',
                   output: `
class Request {
  body: Body | null = null
  timer?: Timer

  start() {
    this.body = new Body()
    this.timer = setTimeout(() => { this.body!.cut() }, 1000)
  }

  cancel() {
    clearTimeout(this.timer)
    this.body!.cut()
    this.body = null
  }
}
`,
                 }],
      }],
    },
  ],
})

testRule('callback that never reads the released cell', {
  valid: [
    {
      name: "the timer's callback reads another cell",
      code: `
class Feed {
  socket: Socket | null = null
  stats: Stats | null = null
  timer?: Timer

  start() {
    this.socket = connect()
    this.stats = new Stats()
    this.timer = setInterval(() => { this.stats!.print() }, 100)
  }

  stop() {
    this.socket = null
    clearInterval(this.timer)
    this.stats = null
  }
}
`,
    },
    {
      name: 'the callback only tests the cell',
      code: `
class Feed {
  socket: Socket | null = null
  timer?: Timer

  start() {
    this.socket = connect()
    this.timer = setInterval(() => {
      if (this.socket) this.count()
    }, 100)
  }

  async stop() {
    this.socket = null
    await this.flush()
    clearInterval(this.timer)
  }
}
`,
    },
    {
      name: 'the callback hands the cell on to somebody who takes null as well',
      code: `
class Feed {
  socket: Socket | null = null
  timer?: Timer

  start() {
    this.socket = connect()
    this.timer = setInterval(() => { report(this.socket) }, 100)
  }

  stop() {
    this.socket = null
    clearInterval(this.timer)
  }
}
`,
    },
    {
      name: 'the callback gives the cell a value before it reads it',
      code: `
class Feed {
  socket: Socket | null = null
  timer?: Timer

  start() {
    this.timer = setInterval(() => {
      this.socket = connect()
      this.socket.ping()
    }, 100)
  }

  stop() {
    this.socket = null
    clearInterval(this.timer)
  }
}
`,
    },
    {
      name: 'the callback makes the missing one',
      code: `
class Feed {
  socket: Socket | null = null
  timer?: Timer

  start() {
    this.timer = setInterval(() => {
      this.socket ??= connect()
      this.socket.ping()
    }, 100)
  }

  stop() {
    this.socket = null
    clearInterval(this.timer)
  }
}
`,
    },
    {
      name: 'the callback makes one where it is missing',
      code: `
class Feed {
  socket: Socket | null = null
  timer?: Timer

  start() {
    this.timer = setInterval(() => {
      if (!this.socket) this.socket = connect()
      this.socket.ping()
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
      name: "the timer's callback reads this cell",
      code: `
class Feed {
  socket: Socket | null = null
  stats: Stats | null = null
  timer?: Timer

  start() {
    this.socket = connect()
    this.stats = new Stats()
    this.timer = setInterval(() => { this.stats!.print() }, 100)
  }

  stop() {
    this.stats = null
    clearInterval(this.timer)
    this.socket = null
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.stats', released: 'released', task: 'the interval `this.timer` on line 10', cancel: 'line 15 clears it' },
        line: 14, column: 5, endLine: 14, endColumn: 15,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Feed {
  socket: Socket | null = null
  stats: Stats | null = null
  timer?: Timer

  start() {
    this.socket = connect()
    this.stats = new Stats()
    this.timer = setInterval(() => { this.stats!.print() }, 100)
  }

  stop() {
    clearInterval(this.timer)
    this.stats = null
    this.socket = null
  }
}
` }],
      }],
    },
  ],
})
