import { testRule } from '../tester.js'

testRule('a handle that was handed to somebody', {
  valid: [
    {
      name: 'to a method of another object, which may have cleared it',
      code: `
class Feed {
  start() {
    this.timer = setInterval(() => this.conn.ping(), 1000)
    pool.track(this.timer)
  }
  stop() {
    this.conn = null
    clearInterval(this.timer)
  }
}
`,
    },
    {
      name: 'to a function from elsewhere',
      code: `
class Feed {
  start() {
    this.timer = setInterval(() => this.conn.ping(), 1000)
    register(this.timer)
  }
  stop() {
    this.conn = null
    clearInterval(this.timer)
  }
}
`,
    },
    {
      name: 'to a constructor',
      code: `
class Feed {
  start() {
    this.timer = setInterval(() => this.conn.ping(), 1000)
    this.guard = new Guard(this.timer)
  }
  stop() {
    this.conn = null
    clearInterval(this.timer)
  }
}
`,
    },
    {
      name: 'in an object',
      code: `
class Feed {
  start() {
    this.timer = setInterval(() => this.conn.ping(), 1000)
    register({ timer: this.timer, delay: 1000 })
  }
  stop() {
    this.conn = null
    clearInterval(this.timer)
  }
}
`,
    },
    {
      name: 'in a list',
      code: `
class Feed {
  start() {
    this.timer = setInterval(() => this.conn.ping(), 1000)
    register('feed', [this.timer])
  }
  stop() {
    this.conn = null
    clearInterval(this.timer)
  }
}
`,
    },
    {
      name: 'as a local, before it is kept',
      code: `
class Feed {
  start() {
    const timer = setInterval(() => this.conn.ping(), 1000)
    register(timer)
    this.timer = timer
  }
  stop() {
    this.conn = null
    clearInterval(this.timer)
  }
}
`,
    },
    {
      name: 'to a collection of somebody else\'s',
      code: `
class Feed {
  start() {
    this.timer = setInterval(() => this.conn.ping(), 1000)
    host.timers.push(this.timer)
  }
  stop() {
    this.conn = null
    clearInterval(this.timer)
  }
}
`,
    },
    {
      name: 'by way of an own function that hands it on',
      code: `
class Feed {
  start() {
    this.timer = setInterval(() => this.conn.ping(), 1000)
    this.keep(this.timer)
  }
  stop() {
    this.conn = null
    clearInterval(this.timer)
  }
  keep(timer) {
    register(timer)
  }
}
`,
    },
    {
      name: 'by a property of another object',
      code: `
class Feed {
  start() {
    this.timer = setInterval(() => this.conn.ping(), 1000)
    host.timer = this.timer
  }
  stop() {
    this.conn = null
    clearInterval(this.timer)
  }
}
`,
    },
    {
      name: 'one of many',
      code: `
class Feed {
  start() {
    this.timers.push(setInterval(() => this.conn.ping(), 1000))
    for (const timer of this.timers) register(timer)
  }
  stop() {
    this.conn = null
    for (const timer of this.timers) clearInterval(timer)
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'what is handed on is the resource',
      code: `
class Feed {
  start() {
    this.timer = setInterval(() => this.conn.ping(), 1000)
    register(this.conn)
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
    register(this.conn)
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
      name: 'to a test of the language',
      code: `
class Feed {
  start() {
    this.timer = setInterval(() => this.conn.ping(), 1000)
    assert(this.timer)
    this.runs = Boolean(this.timer)
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
    assert(this.timer)
    this.runs = Boolean(this.timer)
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
