import { testRule } from '../tester.js'

testRule('an own function that cancels what it is given', {
  valid: [
    {
      name: 'a timer, in time',
      code: `
class Feed {
  start() {
    this.timer = setInterval(() => this.conn.ping(), 1000)
  }
  stop() {
    this.halt(this.timer)
    this.conn = null
  }
  halt(timer) {
    if (timer) clearInterval(timer)
  }
}
`,
    },
    {
      name: 'a timer, which another teardown clears by itself',
      code: `
class Feed {
  start() {
    this.timer = setInterval(() => this.conn.ping(), 1000)
  }
  stop() {
    this.halt(this.timer)
    this.conn = null
  }
  halt(timer) {
    if (timer) clearInterval(timer)
  }
  drop() {
    clearInterval(this.timer)
    this.conn = null
  }
}
`,
    },
    {
      name: 'a controller, in time',
      code: `
function halt(controller) {
  controller?.abort()
}
class Feed {
  start() {
    this.abort = new AbortController()
    void this.run(this.abort.signal)
  }
  stop() {
    halt(this.abort)
    this.conn = null
  }
  async run(signal) {
    while (!signal.aborted) {
      await tick()
      this.conn.ping()
    }
  }
}
`,
    },
    {
      name: 'another timer, late',
      code: `
class Feed {
  start() {
    this.timer = setInterval(() => this.conn.ping(), 1000)
    this.pause = setTimeout(pause, 1000)
  }
  stop() {
    clearInterval(this.timer)
    this.conn = null
    this.halt(this.pause)
  }
  halt(timer) {
    if (timer) clearInterval(timer)
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'a timer, late',
      code: `
class Feed {
  start() {
    this.timer = setInterval(() => this.conn.ping(), 1000)
  }
  stop() {
    this.conn = null
    this.halt(this.timer)
  }
  halt(timer) {
    if (timer) clearInterval(timer)
  }
}
`,
      errors: [{
        messageId: 'latent', line: 7, column: 5, endLine: 7, endColumn: 14,
        data: { cell: 'this.conn', released: 'released', task: 'the interval `this.timer` on line 4', cancel: 'line 8 cancels it' },
        suggestions: [{ messageId: 'cancelFirst', output: `
class Feed {
  start() {
    this.timer = setInterval(() => this.conn.ping(), 1000)
  }
  stop() {
    this.halt(this.timer)
    this.conn = null
  }
  halt(timer) {
    if (timer) clearInterval(timer)
  }
}
` }],
      }],
    },
    {
      name: 'a controller, late',
      code: `
function halt(controller) {
  controller?.abort()
}
class Feed {
  start() {
    this.abort = new AbortController()
    void this.run(this.abort.signal)
  }
  stop() {
    this.conn = null
    halt(this.abort)
  }
  async run(signal) {
    while (!signal.aborted) {
      await tick()
      this.conn.ping()
    }
  }
}
`,
      errors: [{
        messageId: 'latent', line: 11, column: 5, endLine: 11, endColumn: 14,
        data: { cell: 'this.conn', released: 'released', task: '`run()` on line 8', cancel: 'line 12 cancels it' },
        suggestions: [{ messageId: 'cancelFirst', output: `
function halt(controller) {
  controller?.abort()
}
class Feed {
  start() {
    this.abort = new AbortController()
    void this.run(this.abort.signal)
  }
  stop() {
    halt(this.abort)
    this.conn = null
  }
  async run(signal) {
    while (!signal.aborted) {
      await tick()
      this.conn.ping()
    }
  }
}
` }],
      }],
    },
  ],
})
