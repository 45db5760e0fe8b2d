import { testRule } from '../tester.js'

testRule('handles that go another way', {
  valid: [
    {
      name: 'a helper makes the timer, stop clears it first',
      code: `
class Feed {
  socket: Socket | null = connect()
  timer?: Timer

  #every(delay: number) {
    return setInterval(() => { this.socket!.ping() }, delay)
  }

  start() {
    this.timer = this.#every(100)
  }

  stop() {
    clearInterval(this.timer)
    this.socket = null
  }
}
`,
    },
    {
      name: 'the task alone cancels itself, and says nothing about what stop has to do',
      code: `
class Feed {
  socket: Socket | null = connect()
  timer?: Timer

  start() {
    this.timer = setInterval(() => {
      if (this.socket!.ping()) return
      this.socket = null
      clearInterval(this.timer)
    }, 100)
  }

  stop() {
    this.socket = null
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'a helper makes the timer and gives it back',
      code: `
class Feed {
  socket: Socket | null = connect()
  timer?: Timer

  #every(delay: number) {
    return setInterval(() => { this.socket!.ping() }, delay)
  }

  start() {
    this.timer = this.#every(100)
  }

  stop() {
    this.socket = null
    clearInterval(this.timer)
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.socket', released: 'released', task: 'the interval `this.timer` on line 7', cancel: 'line 16 clears it' },
        line: 15, column: 5, endLine: 15, endColumn: 16,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Feed {
  socket: Socket | null = connect()
  timer?: Timer

  #every(delay: number) {
    return setInterval(() => { this.socket!.ping() }, delay)
  }

  start() {
    this.timer = this.#every(100)
  }

  stop() {
    clearInterval(this.timer)
    this.socket = null
  }
}
` }],
      }],
    },
    {
      name: 'by way of a local',
      code: `
class Feed {
  socket: Socket | null = connect()
  timer?: Timer

  start() {
    const timer = setInterval(() => { this.socket!.ping() }, 100)
    timer.unref()
    this.timer = timer
  }

  stop() {
    this.socket = null
    clearInterval(this.timer)
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.socket', released: 'released', task: 'the interval `this.timer` on line 7', cancel: 'line 14 clears it' },
        line: 13, column: 5, endLine: 13, endColumn: 16,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Feed {
  socket: Socket | null = connect()
  timer?: Timer

  start() {
    const timer = setInterval(() => { this.socket!.ping() }, 100)
    timer.unref()
    this.timer = timer
  }

  stop() {
    clearInterval(this.timer)
    this.socket = null
  }
}
` }],
      }],
    },
    {
      name: 'only where there is none yet',
      code: `
class Feed {
  socket: Socket | null = connect()
  timer?: Timer

  start() {
    this.timer ??= setInterval(() => { this.socket!.ping() }, 100)
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
    this.timer ??= setInterval(() => { this.socket!.ping() }, 100)
  }

  stop() {
    clearInterval(this.timer)
    this.socket = null
  }
}
` }],
      }],
    },
    {
      name: 'to two places at once',
      code: `
class Feed {
  socket: Socket | null = connect()
  timer?: Timer
  last?: Timer

  start() {
    this.last = this.timer = setInterval(() => { this.socket!.ping() }, 100)
  }

  stop() {
    this.socket = null
    clearInterval(this.timer)
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.socket', released: 'released', task: 'the interval `this.timer` on line 8', cancel: 'line 13 clears it' },
        line: 12, column: 5, endLine: 12, endColumn: 16,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Feed {
  socket: Socket | null = connect()
  timer?: Timer
  last?: Timer

  start() {
    this.last = this.timer = setInterval(() => { this.socket!.ping() }, 100)
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
