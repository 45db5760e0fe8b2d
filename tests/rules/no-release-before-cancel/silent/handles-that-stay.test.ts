import { testRule } from '../tester.js'

testRule('a handle that stays with its owner', {
  valid: [],
  invalid: [
    {
      name: 'to the log',
      code: `
class Feed {
  start() {
    this.timer = setInterval(() => this.conn.ping(), 1000)
    console.log('started', this.timer)
  }
  stop() {
    this.conn = null
    clearInterval(this.timer)
  }
}
`,
      errors: [{
        messageId: 'latent', line: 8, column: 5, endLine: 8, endColumn: 14,
        data: { cell: 'this.conn', released: 'released', task: 'the interval `this.timer` on line 4', cancel: 'line 9 clears it' },
        suggestions: [{ messageId: 'cancelFirst', output: `
class Feed {
  start() {
    this.timer = setInterval(() => this.conn.ping(), 1000)
    console.log('started', this.timer)
  }
  stop() {
    clearInterval(this.timer)
    this.conn = null
  }
}
` }],
      }],
    },
    {
      name: 'to a logger',
      code: `
class Feed {
  start() {
    this.timer = setInterval(() => this.conn.ping(), 1000)
    this.logger.debug({ timer: this.timer })
  }
  stop() {
    this.conn = null
    clearInterval(this.timer)
  }
}
`,
      errors: [{
        messageId: 'latent', line: 8, column: 5, endLine: 8, endColumn: 14,
        data: { cell: 'this.conn', released: 'released', task: 'the interval `this.timer` on line 4', cancel: 'line 9 clears it' },
        suggestions: [{ messageId: 'cancelFirst', output: `
class Feed {
  start() {
    this.timer = setInterval(() => this.conn.ping(), 1000)
    this.logger.debug({ timer: this.timer })
  }
  stop() {
    clearInterval(this.timer)
    this.conn = null
  }
}
` }],
      }],
    },
    {
      name: 'to nobody: unref() is called on it',
      code: `
class Feed {
  start() {
    this.timer = setInterval(() => this.conn.ping(), 1000)
    this.timer.unref()
    if (this.timer.hasRef()) this.timer.ref()
  }
  stop() {
    this.conn = null
    clearInterval(this.timer)
  }
}
`,
      errors: [{
        messageId: 'latent', line: 9, column: 5, endLine: 9, endColumn: 14,
        data: { cell: 'this.conn', released: 'released', task: 'the interval `this.timer` on line 4', cancel: 'line 10 clears it' },
        suggestions: [{ messageId: 'cancelFirst', output: `
class Feed {
  start() {
    this.timer = setInterval(() => this.conn.ping(), 1000)
    this.timer.unref()
    if (this.timer.hasRef()) this.timer.ref()
  }
  stop() {
    clearInterval(this.timer)
    this.conn = null
  }
}
` }],
      }],
    },
    {
      name: 'to an own collection',
      code: `
class Feed {
  start() {
    this.timer = setInterval(() => this.conn.ping(), 1000)
    this.timers.push(this.timer)
  }
  stop() {
    this.conn = null
    clearInterval(this.timer)
  }
}
`,
      errors: [{
        messageId: 'latent', line: 8, column: 5, endLine: 8, endColumn: 14,
        data: { cell: 'this.conn', released: 'released', task: 'the interval `this.timer` on line 4', cancel: 'line 9 clears it' },
        suggestions: [{ messageId: 'cancelFirst', output: `
class Feed {
  start() {
    this.timer = setInterval(() => this.conn.ping(), 1000)
    this.timers.push(this.timer)
  }
  stop() {
    clearInterval(this.timer)
    this.conn = null
  }
}
` }],
      }],
    },
    {
      name: 'to an own function that only looks at it',
      code: `
class Feed {
  start() {
    this.timer = setInterval(() => this.conn.ping(), 1000)
    this.check(this.timer)
  }
  stop() {
    this.conn = null
    clearInterval(this.timer)
  }
  check(timer) {
    if (!timer) console.warn(timer)
  }
}
`,
      errors: [{
        messageId: 'latent', line: 8, column: 5, endLine: 8, endColumn: 14,
        data: { cell: 'this.conn', released: 'released', task: 'the interval `this.timer` on line 4', cancel: 'line 9 clears it' },
        suggestions: [{ messageId: 'cancelFirst', output: `
class Feed {
  start() {
    this.timer = setInterval(() => this.conn.ping(), 1000)
    this.check(this.timer)
  }
  stop() {
    clearInterval(this.timer)
    this.conn = null
  }
  check(timer) {
    if (!timer) console.warn(timer)
  }
}
` }],
      }],
    },
    {
      name: 'what is handed on is another timer',
      code: `
class Feed {
  start() {
    this.timer = setInterval(() => this.conn.ping(), 1000)
    this.pause = setTimeout(pause, 1000)
    register(this.pause)
  }
  stop() {
    this.conn = null
    clearInterval(this.timer)
  }
}
`,
      errors: [{
        messageId: 'latent', line: 9, column: 5, endLine: 9, endColumn: 14,
        data: { cell: 'this.conn', released: 'released', task: 'the interval `this.timer` on line 4', cancel: 'line 10 clears it' },
        suggestions: [{ messageId: 'cancelFirst', output: `
class Feed {
  start() {
    this.timer = setInterval(() => this.conn.ping(), 1000)
    this.pause = setTimeout(pause, 1000)
    register(this.pause)
  }
  stop() {
    clearInterval(this.timer)
    this.conn = null
  }
}
` }],
      }],
    },
  ],
})
