import { testRule } from '../tester.js'

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
        data: { cell: 'this.socket', released: 'released', task: 'the timeout `this.timer` on line 7', cancel: 'line 16 clears it' },
        line: 15, column: 5, endLine: 15, endColumn: 16,
        suggestions: [{
                   messageId: 'cancelFirst',
                   output: `
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
    clearTimeout(this.timer)
    this.socket!.close()
    this.socket = null
  }
}
`,
                 }],
      }],
    },
  ],
})

testRule('release by what the cell holds', {
  valid: [
    {
      name: 'the resolver takes itself out and clears the timer that would have called it',
      code: `
class Poll {
  wake?: () => void

  async next() {
    await new Promise<void>(resolve => {
      const timer = setTimeout(() => this.wake!(), 1000)
      this.wake = () => {
        this.wake = undefined
        clearTimeout(timer)
        resolve()
      }
    })
  }

  close() {
    if (this.wake) this.wake()
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'another function takes it out before it clears the timer',
      code: `
class Poll {
  wake?: () => void
  timer?: Timer

  next() {
    this.timer = setTimeout(() => this.wake!(), 1000)
    this.wake = () => { this.turn() }
  }

  stop() {
    this.wake = undefined
    clearTimeout(this.timer)
  }
}
`,
      errors: [{
        messageId: 'latent', line: 12,
        suggestions: [{
          messageId: 'cancelFirst', output: `
class Poll {
  wake?: () => void
  timer?: Timer

  next() {
    this.timer = setTimeout(() => this.wake!(), 1000)
    this.wake = () => { this.turn() }
  }

  stop() {
    clearTimeout(this.timer)
    this.wake = undefined
  }
}
`,
        }],
      }],
    },
  ],
})
