import { testRule } from '../tester.js'

testRule('a handle that is tested, copied or kept among others', {
  valid: [
    {
      name: 'the same with the if first',
      code: `
class Feed {
  start() {
    this.timer = setInterval(() => this.conn.ping(), 1000)
  }
  stop() {
    if (this.timer) {
      clearInterval(this.timer)
      this.timer = undefined
    }
    this.conn?.close()
    this.conn = undefined
  }
}
`,
    },
    {
      name: 'without a timer there is nothing to clear',
      code: `
class Feed {
  start() {
    this.timer = setInterval(() => this.conn.ping(), 1000)
  }
  stop() {
    if (!this.timer) {
      this.conn = null
      return
    }
    clearInterval(this.timer)
    this.conn = null
  }
}
`,
    },
    {
      name: 'all timers of a Map are cleared in time',
      code: `
class Feeds {
  add(name) {
    this.timers.set(name, setInterval(() => this.conn.ping(name), 1000))
  }
  stop() {
    for (const timer of this.timers.values()) clearInterval(timer)
    this.conn = null
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'the commonest shape: the clear stands in an if of its own, last',
      code: `
class Feed {
  start() {
    this.timer = setInterval(() => this.conn.ping(), 1000)
  }
  stop() {
    this.conn?.close()
    this.conn = undefined
    if (this.timer) {
      clearInterval(this.timer)
      this.timer = undefined
    }
  }
}
`,
      errors: [{
        messageId: 'latent', line: 8, column: 5, endLine: 8, endColumn: 14,
        data: { cell: 'this.conn', released: 'released', task: 'the interval `this.timer` on line 4', cancel: 'line 10 clears it' },
        suggestions: [{
                   messageId: 'cancelFirst',
                   output: `
class Feed {
  start() {
    this.timer = setInterval(() => this.conn.ping(), 1000)
  }
  stop() {
    if (this.timer) {
      clearInterval(this.timer)
      this.timer = undefined
    }
    this.conn?.close()
    this.conn = undefined
  }
}
`,
                 }],
      }],
    },
    {
      name: 'the handle is copied first',
      code: `
class Feed {
  start() {
    this.timer = setInterval(() => this.conn.ping(), 1000)
  }
  stop() {
    const { timer } = this
    this.conn = null
    clearInterval(timer)
  }
}
`,
      errors: [{
        messageId: 'latent', line: 8, column: 5, endLine: 8, endColumn: 14,
        data: { cell: 'this.conn', released: 'released', task: 'the interval `this.timer` on line 4', cancel: 'line 9 clears it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Feed {
  start() {
    this.timer = setInterval(() => this.conn.ping(), 1000)
  }
  stop() {
    const { timer } = this
    clearInterval(timer)
    this.conn = null
  }
}
`,
        }],
      }],
    },
    {
      name: 'all timers of a Map are cleared, but late',
      code: `
class Feeds {
  add(name) {
    this.timers.set(name, setInterval(() => this.conn.ping(name), 1000))
  }
  stop() {
    this.conn = null
    for (const timer of this.timers.values()) clearInterval(timer)
  }
}
`,
      errors: [{
        messageId: 'latent', line: 7, column: 5, endLine: 7, endColumn: 14,
        data: { cell: 'this.conn', released: 'released', task: 'the interval `this.timers` on line 4', cancel: 'line 8 clears it' },
                 suggestions: [{
                   messageId: 'cancelFirst',
                   output: `
class Feeds {
  add(name) {
    this.timers.set(name, setInterval(() => this.conn.ping(name), 1000))
  }
  stop() {
    for (const timer of this.timers.values()) clearInterval(timer)
    this.conn = null
  }
}
`,
                 }],
      }],
    },
    {
      name: 'all timers of a Set are cleared in a callback, but late',
      code: `
class Feeds {
  add(name) {
    this.timers.add(setInterval(() => this.conn.ping(name), 1000))
  }
  stop() {
    this.conn = null
    this.timers.forEach((timer) => clearInterval(timer))
  }
}
`,
      errors: [{
        messageId: 'latent', line: 7, column: 5, endLine: 7, endColumn: 14,
        data: { cell: 'this.conn', released: 'released', task: 'the interval `this.timers` on line 4', cancel: 'line 8 cancels it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Feeds {
  add(name) {
    this.timers.add(setInterval(() => this.conn.ping(name), 1000))
  }
  stop() {
    this.timers.forEach((timer) => clearInterval(timer))
    this.conn = null
  }
}
`,
        }],
      }],
    },
    {
      name: 'all timers of an array are cleared by name, but late',
      code: `
class Feeds {
  add(name) {
    this.timers.push(setInterval(() => this.conn.ping(name), 1000))
  }
  stop() {
    this.conn = null
    this.timers.forEach(clearInterval)
  }
}
`,
      errors: [{
        messageId: 'latent', line: 7, column: 5, endLine: 7, endColumn: 14,
        data: { cell: 'this.conn', released: 'released', task: 'the interval `this.timers` on line 4', cancel: 'line 8 cancels it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Feeds {
  add(name) {
    this.timers.push(setInterval(() => this.conn.ping(name), 1000))
  }
  stop() {
    this.timers.forEach(clearInterval)
    this.conn = null
  }
}
`,
        }],
      }],
    },
  ],
})
