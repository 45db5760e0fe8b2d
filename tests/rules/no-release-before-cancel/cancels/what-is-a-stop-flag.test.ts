import { testRule } from '../tester.js'

testRule('where the task looks at its flag', {
  valid: [
    {
      name: 'the flag keeps the timer\'s callback away until it is cleared',
      code: `
class Poller {
  start() {
    this.timer = setInterval(() => {
      if (this.closed) return
      this.db.query('select 1')
    }, 1000)
  }
  async stop() {
    this.closed = true
    this.db = null
    await this.log.flush()
    clearInterval(this.timer)
  }
}
`,
    },
    {
      name: 'the loop tests the flag behind its await',
      code: `
class Agent {
  #abort; #task; #proc; #closed
  start() {
    this.#abort = new AbortController()
    this.#task = this.drain(this.#abort.signal)
  }
  kill() {
    this.#closed = true
    this.#proc = null
    this.#abort.abort()
  }
  async drain(signal) {
    for (;;) {
      await pause(10, signal)
      if (this.#closed) return
      this.#proc.read()
    }
  }
}
`,
    },
    {
      name: 'the resource\'s own absence is the flag, by optional chaining',
      code: `
class Poller {
  start() {
    this.timer = setInterval(() => this.db?.query('select 1'), 1000)
  }
  async stop() {
    this.db = null
    await this.log.flush()
    clearInterval(this.timer)
  }
}
`,
    },
    {
      name: 'a drain that looks through optional chaining only',
      code: `
class Agent {
  #abort; #task; #proc
  start() {
    this.#abort = new AbortController()
    this.#task = this.drain(this.#abort.signal)
  }
  async kill() {
    this.#proc = null
    await this.log.flush()
    this.#abort.abort()
  }
  async drain(signal) {
    while (!signal.aborted) {
      await pause(10)
      this.#proc?.stderr.resume()
    }
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'a timer\'s callback leaves at once when the flag is set, but it is set late',
      code: `
class Poller {
  start() {
    this.timer = setInterval(() => {
      if (this.closed) return
      this.db.query('select 1')
    }, 1000)
  }
  async stop() {
    this.db = null
    await this.log.flush()
    this.closed = true
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
      if (this.closed) return
      this.db.query('select 1')
    }, 1000)
  }
  async stop() {
    this.closed = true
    this.db = null
    await this.log.flush()
    clearInterval(this.timer)
  }
}
`,
        }],
      }],
    },
    {
      name: 'the flag guards the statement beside the dereference only',
      code: `
class Poller {
  start() {
    this.timer = setInterval(() => {
      if (!this.closed) this.log.write('tick')
      this.db.query('select 1')
    }, 1000)
  }
  async stop() {
    this.closed = true
    this.db = null
    await this.log.flush()
    clearInterval(this.timer)
  }
}
`,
      errors: [{
        messageId: 'race', line: 11, column: 5, endLine: 11, endColumn: 12,
        data: { cell: 'this.db', released: 'released', task: 'the interval `this.timer` on line 4', cancel: 'line 13 clears it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Poller {
  start() {
    this.timer = setInterval(() => {
      if (!this.closed) this.log.write('tick')
      this.db.query('select 1')
    }, 1000)
  }
  async stop() {
    this.closed = true
    clearInterval(this.timer)
    this.db = null
    await this.log.flush()
  }
}
`,
        }],
      }],
    },
    {
      name: 'the loop tests the flag before its await, and not behind it',
      code: `
class Agent {
  #abort; #task; #proc; #closed
  start() {
    this.#abort = new AbortController()
    this.#task = this.drain(this.#abort.signal)
  }
  kill() {
    this.#closed = true
    this.#proc = null
    this.#abort.abort()
  }
  async drain(signal) {
    while (!this.#closed) {
      await pause(10, signal)
      this.#proc.read()
    }
  }
}
`,
      errors: [{
        messageId: 'latent', line: 10, column: 5, endLine: 10, endColumn: 15,
        data: { cell: 'this.#proc', released: 'released', task: 'the task `this.#task` on line 6', cancel: 'line 11 aborts it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Agent {
  #abort; #task; #proc; #closed
  start() {
    this.#abort = new AbortController()
    this.#task = this.drain(this.#abort.signal)
  }
  kill() {
    this.#closed = true
    this.#abort.abort()
    this.#proc = null
  }
  async drain(signal) {
    while (!this.#closed) {
      await pause(10, signal)
      this.#proc.read()
    }
  }
}
`,
        }],
      }],
    },
    {
      name: 'a test of the resource itself makes no flag of it: the report\'s own drain',
      code: `
class Agent {
  #abort; #task; #proc
  start() {
    this.#abort = new AbortController()
    this.#task = this.drain(this.#abort.signal)
  }
  async kill() {
    this.#proc = null
    await this.log.flush()
    this.#abort.abort()
  }
  async drain(signal) {
    while (this.#proc) {
      const line = await readLine(this.#proc.stderr)
      if (signal.aborted) return
      this.log.write(line)
    }
  }
}
`,
      errors: [{
        messageId: 'race', line: 9, column: 5, endLine: 9, endColumn: 15,
        data: { cell: 'this.#proc', released: 'released', task: 'the task `this.#task` on line 6', cancel: 'line 11 aborts it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Agent {
  #abort; #task; #proc
  start() {
    this.#abort = new AbortController()
    this.#task = this.drain(this.#abort.signal)
  }
  async kill() {
    this.#abort.abort()
    this.#proc = null
    await this.log.flush()
  }
  async drain(signal) {
    while (this.#proc) {
      const line = await readLine(this.#proc.stderr)
      if (signal.aborted) return
      this.log.write(line)
    }
  }
}
`,
        }],
      }],
    },
  ],
})
