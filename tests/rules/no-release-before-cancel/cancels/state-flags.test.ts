import { testRule } from '../tester.js'

testRule('a state that the task looks at', {
  valid: [
    {
      name: 'another state is set first',
      code: `
class Poller {
  state = 'idle'
  start() {
    this.state = 'open'
    this.timer = setInterval(() => {
      if (this.state !== 'open') return
      this.db.query('select 1')
    }, 1000)
  }
  stop() {
    this.state = 'closed'
    this.db = null
    clearInterval(this.timer)
  }
}
`,
    },
    {
      name: 'the state of an enum in which the callback does nothing',
      code: `
class Poller {
  start() {
    this.timer = setInterval(() => {
      if (this.state === State.Closed) return
      this.db.query('select 1')
    }, 1000)
  }
  stop() {
    this.state = State.Closed
    this.db = null
    clearInterval(this.timer)
  }
}
`,
    },
    {
      name: 'set by a method of the owner, from what it is given',
      code: `
class Poller {
  start() {
    this.timer = setInterval(() => {
      if (this.running) this.db.query('select 1')
    }, 1000)
  }
  stop() {
    this.set(false)
    this.db = null
    clearInterval(this.timer)
  }
  set(running) {
    this.running = running
  }
}
`,
    },
    {
      name: 'set two calls below, from a constant',
      code: `
const closed = 'closed'
class Poller {
  start() {
    this.timer = setInterval(() => {
      if (this.state !== 'open') return
      this.db.query('select 1')
    }, 1000)
  }
  stop() {
    this.leave(closed)
    this.db = null
    clearInterval(this.timer)
  }
  leave(state) {
    this.set(state, 'left')
  }
  set(state, why) {
    this.state = state
    this.log.write(why)
  }
}
`,
    },
    {
      name: 'set to something that cannot be seen here',
      code: `
class Poller {
  start() {
    this.timer = setInterval(() => {
      if (this.state !== 'open') return
      this.db.query('select 1')
    }, 1000)
  }
  stop() {
    this.state = this.machine.next('stop')
    this.db = null
    clearInterval(this.timer)
  }
}
`,
    },
    {
      name: 'a change of state right behind the release',
      code: `
class Poller {
  start() {
    this.timer = setInterval(() => {
      if (this.state !== 'open') return
      this.db.query('select 1')
    }, 1000)
  }
  stop() {
    this.db = null
    this.state = 'closed'
    clearInterval(this.timer)
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'the state in which the callback works is set',
      code: `
class Poller {
  start() {
    this.timer = setInterval(() => {
      if (this.state !== 'open') return
      this.db.query('select 1')
    }, 1000)
  }
  stop() {
    this.state = 'open'
    this.db = null
    clearInterval(this.timer)
  }
}
`,
      errors: [{
        messageId: 'latent', line: 11, column: 5, endLine: 11, endColumn: 12,
        data: { cell: 'this.db', released: 'released', task: 'the interval `this.timer` on line 4', cancel: 'line 12 clears it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Poller {
  start() {
    this.timer = setInterval(() => {
      if (this.state !== 'open') return
      this.db.query('select 1')
    }, 1000)
  }
  stop() {
    this.state = 'open'
    clearInterval(this.timer)
    this.db = null
  }
}
`,
        }],
      }],
    },
    {
      name: 'another state than the one in which the callback does nothing',
      code: `
class Poller {
  start() {
    this.timer = setInterval(() => {
      if (this.state === State.Closed) return
      this.db.query('select 1')
    }, 1000)
  }
  stop() {
    this.state = State.Closing
    this.db = null
    clearInterval(this.timer)
  }
}
`,
      errors: [{
        messageId: 'latent', line: 11, column: 5, endLine: 11, endColumn: 12,
        data: { cell: 'this.db', released: 'released', task: 'the interval `this.timer` on line 4', cancel: 'line 12 clears it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Poller {
  start() {
    this.timer = setInterval(() => {
      if (this.state === State.Closed) return
      this.db.query('select 1')
    }, 1000)
  }
  stop() {
    this.state = State.Closing
    clearInterval(this.timer)
    this.db = null
  }
}
`,
        }],
      }],
    },
    {
      name: 'a method of the owner sets it to true',
      code: `
class Poller {
  start() {
    this.timer = setInterval(() => {
      if (this.running) this.db.query('select 1')
    }, 1000)
  }
  stop() {
    this.set(true)
    this.db = null
    clearInterval(this.timer)
  }
  set(running) {
    this.running = running
  }
}
`,
      errors: [{
        messageId: 'latent', line: 10, column: 5, endLine: 10, endColumn: 12,
        data: { cell: 'this.db', released: 'released', task: 'the interval `this.timer` on line 4', cancel: 'line 11 clears it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Poller {
  start() {
    this.timer = setInterval(() => {
      if (this.running) this.db.query('select 1')
    }, 1000)
  }
  stop() {
    this.set(true)
    clearInterval(this.timer)
    this.db = null
  }
  set(running) {
    this.running = running
  }
}
`,
        }],
      }],
    },
    {
      name: 'the state is set late',
      code: `
class Poller {
  start() {
    this.timer = setInterval(() => {
      if (this.state !== 'open') return
      this.db.query('select 1')
    }, 1000)
  }
  async stop() {
    this.db = null
    await this.log.flush()
    this.state = 'closed'
    clearInterval(this.timer)
  }
}
`,
      errors: [{
        messageId: 'race', line: 10, column: 5, endLine: 10, endColumn: 12,
        data: { cell: 'this.db', released: 'released', task: 'the interval `this.timer` on line 4', cancel: 'line 12 stops it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Poller {
  start() {
    this.timer = setInterval(() => {
      if (this.state !== 'open') return
      this.db.query('select 1')
    }, 1000)
  }
  async stop() {
    this.state = 'closed'
    this.db = null
    await this.log.flush()
    clearInterval(this.timer)
  }
}
`,
        }],
      }],
    },
  ],
})
