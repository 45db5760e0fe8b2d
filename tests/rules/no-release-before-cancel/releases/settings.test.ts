import { testRule } from '../tester.js'

testRule('releases that settings name', {
  valid: [
    {
      name: 'give() after the clear',
      settings: { teardown: { release: ['give'] } },
      code: `
class Client {
  start() {
    this.timer = setInterval(() => this.conn.ping(), 1000)
  }
  stop() {
    clearInterval(this.timer)
    this.conn.give()
  }
}
`,
    },
    {
      name: 'give() releases nothing without the setting',
      code: `
class Client {
  start() {
    this.timer = setInterval(() => this.conn.ping(), 1000)
  }
  stop() {
    this.conn.give()
    clearInterval(this.timer)
  }
}
`,
    },
    {
      name: 'a named release of another object',
      settings: { teardown: { release: ['pool.give'] } },
      code: `
class Client {
  start() {
    this.timer = setInterval(() => this.conn.ping(), 1000)
  }
  stop() {
    this.conn.give()
    clearInterval(this.timer)
  }
}
`,
    },
    {
      name: 'kill() is none by itself',
      code: `
class Worker {
  start() {
    this.timer = setInterval(() => this.child.send('ping'), 1000)
  }
  async stop() {
    this.child.kill()
    await this.gone
    clearInterval(this.timer)
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'give() releases the connection where settings say so',
      settings: { teardown: { release: ['give'] } },
      code: `
class Client {
  start() {
    this.timer = setInterval(() => this.conn.ping(), 1000)
  }
  stop() {
    this.conn.give()
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
class Client {
  start() {
    this.timer = setInterval(() => this.conn.ping(), 1000)
  }
  stop() {
    clearInterval(this.timer)
    this.conn.give()
  }
}
`,
        }],
      }],
    },
    {
      name: 'kill() is a release where settings say so',
      settings: { teardown: { release: ['kill'] } },
      code: `
class Worker {
  start() {
    this.timer = setInterval(() => this.child.send('ping'), 1000)
  }
  async stop() {
    this.child.kill()
    await this.gone
    clearInterval(this.timer)
  }
}
`,
      errors: [{
        messageId: 'race', line: 7, column: 5, endLine: 7, endColumn: 15,
        data: { cell: 'this.child', released: 'released', task: 'the interval `this.timer` on line 4', cancel: 'line 9 clears it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Worker {
  start() {
    this.timer = setInterval(() => this.child.send('ping'), 1000)
  }
  async stop() {
    clearInterval(this.timer)
    this.child.kill()
    await this.gone
  }
}
`,
        }],
      }],
    },
    {
      name: 'a function that takes the resource',
      settings: { teardown: { release: ['giveBack'] } },
      code: `
import { giveBack } from './pool.js'
class Client {
  start() {
    this.timer = setInterval(() => this.conn.ping(), 1000)
  }
  stop() {
    giveBack(this.conn)
    clearInterval(this.timer)
  }
}
`,
      errors: [{
        messageId: 'latent', line: 8, column: 14, endLine: 8, endColumn: 23,
        data: { cell: 'this.conn', released: 'released', task: 'the interval `this.timer` on line 5', cancel: 'line 9 clears it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
import { giveBack } from './pool.js'
class Client {
  start() {
    this.timer = setInterval(() => this.conn.ping(), 1000)
  }
  stop() {
    clearInterval(this.timer)
    giveBack(this.conn)
  }
}
`,
        }],
      }],
    },
  ],
})
