import { testRule } from '../tester.js'

testRule('cancels that settings name', {
  valid: [
    {
      name: 'halt() in time',
      settings: { teardown: { cancel: ['halt'] } },
      code: `
class Mailer {
  start() {
    this.job = this.queue.schedule(() => this.smtp.send(this.next()))
  }
  stop() {
    this.job.halt()
    this.smtp = null
  }
}
`,
    },
    {
      name: 'halt() is no cancel without the setting',
      code: `
class Mailer {
  start() {
    this.job = this.queue.schedule(() => this.smtp.send(this.next()))
  }
  stop() {
    this.smtp = null
    this.job.halt()
  }
}
`,
    },
    {
      name: 'another object\'s method of that name',
      settings: { teardown: { cancel: ['engine.halt'] } },
      code: `
class Mailer {
  start() {
    this.job = this.queue.schedule(() => this.smtp.send(this.next()))
  }
  stop() {
    this.smtp = null
    this.job.halt()
  }
}
`,
    },
    {
      name: 'a function that takes the handle, in time',
      settings: { teardown: { cancel: ['endTimer'] } },
      code: `
import { endTimer } from './timers.js'
class Mailer {
  start() {
    this.timer = setInterval(() => this.smtp.send(this.next()), 1000)
  }
  stop() {
    endTimer(this.timer)
    this.smtp = null
    clearInterval(this.timer)
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'halt() is a cancel where settings say so',
      settings: { teardown: { cancel: ['halt'] } },
      code: `
class Mailer {
  start() {
    this.job = this.queue.schedule(() => this.smtp.send(this.next()))
  }
  stop() {
    this.smtp = null
    this.job.halt()
  }
}
`,
      errors: [{
        messageId: 'latent', line: 7, column: 5, endLine: 7, endColumn: 14,
        data: { cell: 'this.smtp', released: 'released', task: 'the subscription `this.job` on line 4', cancel: 'line 8 cancels it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Mailer {
  start() {
    this.job = this.queue.schedule(() => this.smtp.send(this.next()))
  }
  stop() {
    this.job.halt()
    this.smtp = null
  }
}
`,
        }],
      }],
    },
    {
      name: 'a name with its object: the method of that object only',
      settings: { teardown: { cancel: ['job.halt'] } },
      code: `
class Mailer {
  start() {
    this.job = this.queue.schedule(() => this.smtp.send(this.next()))
  }
  stop() {
    this.smtp = null
    this.job.halt()
  }
}
`,
      errors: [{
        messageId: 'latent', line: 7, column: 5, endLine: 7, endColumn: 14,
        data: { cell: 'this.smtp', released: 'released', task: 'the subscription `this.job` on line 4', cancel: 'line 8 cancels it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Mailer {
  start() {
    this.job = this.queue.schedule(() => this.smtp.send(this.next()))
  }
  stop() {
    this.job.halt()
    this.smtp = null
  }
}
`,
        }],
      }],
    },
    {
      name: 'a function that takes the handle',
      settings: { teardown: { cancel: ['endTimer'] } },
      code: `
import { endTimer } from './timers.js'
class Mailer {
  start() {
    this.timer = setInterval(() => this.smtp.send(this.next()), 1000)
  }
  stop() {
    this.smtp = null
    endTimer(this.timer)
  }
}
`,
      errors: [{
        messageId: 'latent', line: 8, column: 5, endLine: 8, endColumn: 14,
        data: { cell: 'this.smtp', released: 'released', task: 'the interval `this.timer` on line 5', cancel: 'line 9 cancels it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
import { endTimer } from './timers.js'
class Mailer {
  start() {
    this.timer = setInterval(() => this.smtp.send(this.next()), 1000)
  }
  stop() {
    endTimer(this.timer)
    this.smtp = null
  }
}
`,
        }],
      }],
    },
  ],
})
