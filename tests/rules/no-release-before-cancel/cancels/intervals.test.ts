import { testRule } from '../tester.js'

testRule('the clear of an interval', {
  valid: [
    {
      name: 'the ping is cleared first',
      code: `
class Feed {
  start() {
    this.timer = setInterval(() => this.conn.ping(), 1000)
  }
  stop() {
    clearInterval(this.timer)
    this.conn = null
  }
}
`,
    },
    {
      name: 'another interval is cleared last, which reads something else',
      code: `
class Feed {
  start() {
    this.timer = setInterval(() => this.conn.ping(), 1000)
    this.clock = setInterval(() => this.face.tick(), 1000)
  }
  stop() {
    clearInterval(this.timer)
    this.conn = null
    clearInterval(this.clock)
  }
}
`,
    },
    {
      name: 'clearTimeout ends an interval as well, in time',
      code: `
class Feed {
  start() {
    this.timer = setInterval(() => this.conn.ping(), 1000)
  }
  stop() {
    clearTimeout(this.timer)
    this.conn = null
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'the connection goes before its ping is cleared',
      code: `
class Feed {
  start() {
    this.timer = setInterval(() => this.conn.ping(), 1000)
  }
  stop() {
    this.conn = null
    clearInterval(this.timer)
  }
}
`,
      errors: [{
        messageId: 'latent', line: 7, column: 5, endLine: 7, endColumn: 14,
        data: { cell: 'this.conn', released: 'released', task: 'the interval `this.timer` on line 4', cancel: 'line 8 clears it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Feed {
  start() {
    this.timer = setInterval(() => this.conn.ping(), 1000)
  }
  stop() {
    clearInterval(this.timer)
    this.conn = null
  }
}
`,
        }],
      }],
    },
    {
      name: 'clearTimeout ends an interval as well',
      code: `
class Feed {
  start() {
    this.timer = setInterval(() => this.conn.ping(), 1000)
  }
  stop() {
    this.conn = null
    clearTimeout(this.timer)
  }
}
`,
      errors: [{
        messageId: 'latent', line: 7, column: 5, endLine: 7, endColumn: 14,
        data: { cell: 'this.conn', released: 'released', task: 'the interval `this.timer` on line 4', cancel: 'line 8 clears it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Feed {
  start() {
    this.timer = setInterval(() => this.conn.ping(), 1000)
  }
  stop() {
    clearTimeout(this.timer)
    this.conn = null
  }
}
`,
        }],
      }],
    },
  ],
})
