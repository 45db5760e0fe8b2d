import { testRule } from '../tester.js'

testRule('a stop flag', {
  valid: [
    {
      name: 'the flag is set in time',
      code: `
class Poller {
  start() {
    this.stopped = false
    void this.poll()
  }
  async poll() {
    while (!this.stopped) {
      this.db.query('select 1')
      await pause(1000)
    }
  }
  stop() {
    this.stopped = true
    this.db = null
  }
}
`,
    },
    {
      name: 'a flag that the loop does not look at is no cancel, and nothing else is one',
      code: `
class Poller {
  start() {
    this.started = true
    void this.poll()
  }
  async poll() {
    for (;;) {
      this.db.query('select 1')
      await pause(1000)
    }
  }
  stop() {
    this.db = null
    this.started = false
  }
}
`,
    },
    {
      name: 'an await between the flag and the release is just right',
      code: `
class Poller {
  start() {
    this.running = true
    void this.poll()
  }
  async poll() {
    while (this.running) {
      this.db.query('select 1')
      await pause(1000)
    }
  }
  async stop() {
    this.running = false
    await this.log.flush()
    this.db = null
  }
}
`,
    },
    {
      name: 'a completion marker: the loop looks at another flag, which was set first',
      code: `
class Poller {
  start() {
    this.running = true
    void this.poll()
  }
  async poll() {
    while (this.running) {
      this.db.query('select 1')
      await pause(1000)
    }
  }
  async stop() {
    this.running = false
    await this.log.flush()
    this.db = null
    this.stopped = true
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'the flag is set late',
      code: `
class Poller {
  start() {
    this.stopped = false
    void this.poll()
  }
  async poll() {
    while (!this.stopped) {
      this.db.query('select 1')
      await pause(1000)
    }
  }
  stop() {
    this.db = null
    this.stopped = true
  }
}
`,
      errors: [{
        messageId: 'latent', line: 14, column: 5, endLine: 14, endColumn: 12,
        data: { cell: 'this.db', released: 'released', task: '`poll()` on line 5', cancel: 'line 15 stops it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Poller {
  start() {
    this.stopped = false
    void this.poll()
  }
  async poll() {
    while (!this.stopped) {
      this.db.query('select 1')
      await pause(1000)
    }
  }
  stop() {
    this.stopped = true
    this.db = null
  }
}
`,
        }],
      }],
    },
    {
      name: 'a flag that runs the loop while it is true is taken back late',
      code: `
class Poller {
  start() {
    this.running = true
    void this.poll()
  }
  async poll() {
    while (this.running) {
      this.db.query('select 1')
      await pause(1000)
    }
  }
  stop() {
    this.db = null
    this.running = false
  }
}
`,
      errors: [{
        messageId: 'latent', line: 14, column: 5, endLine: 14, endColumn: 12,
        data: { cell: 'this.db', released: 'released', task: '`poll()` on line 5', cancel: 'line 15 stops it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Poller {
  start() {
    this.running = true
    void this.poll()
  }
  async poll() {
    while (this.running) {
      this.db.query('select 1')
      await pause(1000)
    }
  }
  stop() {
    this.running = false
    this.db = null
  }
}
`,
        }],
      }],
    },
    {
      name: 'an await lies between the release and the flag',
      code: `
class Poller {
  start() {
    this.running = true
    void this.poll()
  }
  async poll() {
    while (this.running) {
      this.db.query('select 1')
      await pause(1000)
    }
  }
  async stop() {
    this.db = null
    await this.log.flush()
    this.running = false
  }
}
`,
      errors: [{
        messageId: 'race', line: 14, column: 5, endLine: 14, endColumn: 12,
        data: { cell: 'this.db', released: 'released', task: '`poll()` on line 5', cancel: 'line 16 stops it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Poller {
  start() {
    this.running = true
    void this.poll()
  }
  async poll() {
    while (this.running) {
      this.db.query('select 1')
      await pause(1000)
    }
  }
  async stop() {
    this.running = false
    this.db = null
    await this.log.flush()
  }
}
`,
        }],
      }],
    },
  ],
})
