import { testRule } from '../tester.js'

testRule('a handle that was taken by a pattern', {
  valid: [
    {
      name: 'the handle is taken by a pattern with a default, in time',
      code: `
class Feed {
  start() {
    this.timer = setInterval(() => this.conn.ping(), 1000)
  }
  stop() {
    const { timer = 0 } = this
    clearInterval(timer)
    this.conn = null
  }
}
`,
    },
    {
      name: 'the handle is taken by a pattern that is assigned to, in time',
      code: `
class Feed {
  start() {
    this.timer = setInterval(() => this.conn.ping(), 1000)
  }
  stop() {
    clearInterval(this.timer)
    this.conn = null
  }
  drop() {
    let running
    ({ timer: running } = this)
    clearInterval(running)
    this.conn = null
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'the handle is taken by a pattern with a default',
      code: `
class Feed {
  start() {
    this.timer = setInterval(() => this.conn.ping(), 1000)
  }
  stop() {
    const { timer = 0 } = this
    this.conn = null
    clearInterval(timer)
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
  }
  stop() {
    const { timer = 0 } = this
    clearInterval(timer)
    this.conn = null
  }
}
` }],
      }],
    },
    {
      name: 'the handle is taken by a pattern that is assigned to',
      code: `
class Feed {
  start() {
    this.timer = setInterval(() => this.conn.ping(), 1000)
  }
  stop() {
    clearInterval(this.timer)
    this.conn = null
  }
  drop() {
    let running
    ({ timer: running } = this)
    this.conn = null
    clearInterval(running)
  }
}
`,
      errors: [{
        messageId: 'latent', line: 13, column: 5, endLine: 13, endColumn: 14,
        data: { cell: 'this.conn', released: 'released', task: 'the interval `this.timer` on line 4', cancel: 'line 14 clears it' },
        suggestions: [{ messageId: 'cancelFirst', output: `
class Feed {
  start() {
    this.timer = setInterval(() => this.conn.ping(), 1000)
  }
  stop() {
    clearInterval(this.timer)
    this.conn = null
  }
  drop() {
    let running
    ({ timer: running } = this)
    clearInterval(running)
    this.conn = null
  }
}
` }],
      }],
    },
  ],
})
