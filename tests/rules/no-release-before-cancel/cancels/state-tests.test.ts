import { testRule } from '../tester.js'

testRule('how the task looks at its state', {
  valid: [
    {
      name: 'the teardown comes in another state than the one in which the callback works',
      code: `
class Poller {
  start() {
    this.timer = setInterval(() => {
      if (this.state !== 'open') return
      this.db.query('select 1')
    }, 1000)
  }
  stop() {
    if (this.state === 'open') return
    this.db = null
    clearInterval(this.timer)
  }
}
`,
    },
    {
      name: 'the case of a switch',
      code: `
class Poller {
  start() {
    this.timer = setInterval(() => {
      switch (this.state) {
        case 'open':
          this.db.query('select 1')
          break
      }
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
      name: 'a getter of the owner answers',
      code: `
class Poller {
  get isOpen() {
    return this.state === 'open' || this.state === 'busy'
  }
  start() {
    this.timer = setInterval(() => {
      if (!this.isOpen) return
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
      name: 'one of a list',
      code: `
class Poller {
  start() {
    this.timer = setInterval(() => {
      if (!['open', 'busy'].includes(this.state)) return
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
  ],
  invalid: [
    {
      name: 'another case of the switch is set',
      code: `
class Poller {
  start() {
    this.timer = setInterval(() => {
      switch (this.state) {
        case 'open':
          this.db.query('select 1')
          break
      }
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
        messageId: 'latent', line: 14, column: 5, endLine: 14, endColumn: 12,
        data: { cell: 'this.db', released: 'released', task: 'the interval `this.timer` on line 4', cancel: 'line 15 clears it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Poller {
  start() {
    this.timer = setInterval(() => {
      switch (this.state) {
        case 'open':
          this.db.query('select 1')
          break
      }
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
      name: 'a state for which the getter answers the same',
      code: `
class Poller {
  get isOpen() {
    return this.state === 'open' || this.state === 'busy'
  }
  start() {
    this.timer = setInterval(() => {
      if (!this.isOpen) return
      this.db.query('select 1')
    }, 1000)
  }
  stop() {
    this.state = 'busy'
    this.db = null
    clearInterval(this.timer)
  }
}
`,
      errors: [{
        messageId: 'latent', line: 14, column: 5, endLine: 14, endColumn: 12,
        data: { cell: 'this.db', released: 'released', task: 'the interval `this.timer` on line 7', cancel: 'line 15 clears it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Poller {
  get isOpen() {
    return this.state === 'open' || this.state === 'busy'
  }
  start() {
    this.timer = setInterval(() => {
      if (!this.isOpen) return
      this.db.query('select 1')
    }, 1000)
  }
  stop() {
    this.state = 'busy'
    clearInterval(this.timer)
    this.db = null
  }
}
`,
        }],
      }],
    },
    {
      name: 'another of the list',
      code: `
class Poller {
  start() {
    this.timer = setInterval(() => {
      if (!['open', 'busy'].includes(this.state)) return
      this.db.query('select 1')
    }, 1000)
  }
  stop() {
    this.state = 'busy'
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
      if (!['open', 'busy'].includes(this.state)) return
      this.db.query('select 1')
    }, 1000)
  }
  stop() {
    this.state = 'busy'
    clearInterval(this.timer)
    this.db = null
  }
}
`,
        }],
      }],
    },
    {
      name: 'the teardown comes in the state in which the callback works',
      code: `
class Poller {
  start() {
    this.timer = setInterval(() => {
      if (this.state !== 'open') return
      this.db.query('select 1')
    }, 1000)
  }
  stop() {
    if (this.state !== 'open') return
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
    if (this.state !== 'open') return
    clearInterval(this.timer)
    this.db = null
  }
}
`,
        }],
      }],
    },
  ],
})
