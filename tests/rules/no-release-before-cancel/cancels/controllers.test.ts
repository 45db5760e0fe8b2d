import { testRule } from '../tester.js'

testRule('the abort of a controller', {
  valid: [
    {
      name: 'the drain is aborted, then the process goes',
      code: `
class Agent {
  #abort; #task; #proc
  start() {
    this.#abort = new AbortController()
    this.#task = this.drain(this.#abort.signal)
  }
  kill() {
    this.#abort.abort()
    this.#proc = null
  }
  async drain(signal) {
    while (!signal.aborted) {
      await pause(10)
      this.#proc.read()
    }
  }
}
`,
    },
    {
      name: 'an optional abort in time is an abort in time',
      code: `
class Agent {
  #abort; #task; #proc
  start() {
    this.#abort = new AbortController()
    this.#task = this.drain(this.#abort.signal)
  }
  kill() {
    this.#abort?.abort()
    this.#proc = null
  }
  async drain(signal) {
    while (!signal.aborted) {
      await pause(10)
      this.#proc.read()
    }
  }
}
`,
    },
    {
      name: 'the drain got the process as an argument and never looks at the field',
      code: `
class Agent {
  #abort; #task; #proc
  start() {
    this.#abort = new AbortController()
    this.#task = this.drain(this.#proc, this.#abort.signal)
  }
  kill() {
    this.#proc = null
    this.#abort.abort()
  }
  async drain(proc, signal) {
    while (!signal.aborted) {
      await pause(10)
      proc.read()
    }
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'the process goes, then its drain is aborted',
      code: `
class Agent {
  #abort; #task; #proc
  start() {
    this.#abort = new AbortController()
    this.#task = this.drain(this.#abort.signal)
  }
  kill() {
    this.#proc = null
    this.#abort.abort()
  }
  async drain(signal) {
    while (!signal.aborted) {
      await pause(10)
      this.#proc.read()
    }
  }
}
`,
      errors: [{
        messageId: 'latent', line: 9, column: 5, endLine: 9, endColumn: 15,
        data: { cell: 'this.#proc', released: 'released', task: 'the task `this.#task` on line 6', cancel: 'line 10 aborts it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Agent {
  #abort; #task; #proc
  start() {
    this.#abort = new AbortController()
    this.#task = this.drain(this.#abort.signal)
  }
  kill() {
    this.#abort.abort()
    this.#proc = null
  }
  async drain(signal) {
    while (!signal.aborted) {
      await pause(10)
      this.#proc.read()
    }
  }
}
`,
        }],
      }],
    },
    {
      name: 'an optional abort is an abort',
      code: `
class Agent {
  #abort; #task; #proc
  start() {
    this.#abort = new AbortController()
    this.#task = this.drain(this.#abort.signal)
  }
  kill() {
    this.#proc = null
    this.#abort?.abort()
  }
  async drain(signal) {
    while (!signal.aborted) {
      await pause(10)
      this.#proc.read()
    }
  }
}
`,
      errors: [{
        messageId: 'latent', line: 9, column: 5, endLine: 9, endColumn: 15,
        data: { cell: 'this.#proc', released: 'released', task: 'the task `this.#task` on line 6', cancel: 'line 10 aborts it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Agent {
  #abort; #task; #proc
  start() {
    this.#abort = new AbortController()
    this.#task = this.drain(this.#abort.signal)
  }
  kill() {
    this.#abort?.abort()
    this.#proc = null
  }
  async drain(signal) {
    while (!signal.aborted) {
      await pause(10)
      this.#proc.read()
    }
  }
}
`,
        }],
      }],
    },
    {
      name: 'two processes at once: both are named, each at its own release',
      code: `
class Pair {
  #abort; #task; #left; #right
  start() {
    this.#abort = new AbortController()
    this.#task = this.pump(this.#abort.signal)
  }
  kill() {
    this.#left = null
    this.#right = null
    this.#abort.abort()
  }
  async pump(signal) {
    while (!signal.aborted) {
      await pause(10)
      this.#left.write(this.#right.read())
    }
  }
}
`,
      errors: [{
        messageId: 'latent', line: 9, column: 5, endLine: 9, endColumn: 15,
        data: { cell: 'this.#left', released: 'released', task: 'the task `this.#task` on line 6', cancel: 'line 11 aborts it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Pair {
  #abort; #task; #left; #right
  start() {
    this.#abort = new AbortController()
    this.#task = this.pump(this.#abort.signal)
  }
  kill() {
    this.#abort.abort()
    this.#left = null
    this.#right = null
  }
  async pump(signal) {
    while (!signal.aborted) {
      await pause(10)
      this.#left.write(this.#right.read())
    }
  }
}
`,
        }],
      }, {
        messageId: 'latent', line: 10, column: 5, endLine: 10, endColumn: 16,
        data: { cell: 'this.#right', released: 'released', task: 'the task `this.#task` on line 6', cancel: 'line 11 aborts it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Pair {
  #abort; #task; #left; #right
  start() {
    this.#abort = new AbortController()
    this.#task = this.pump(this.#abort.signal)
  }
  kill() {
    this.#left = null
    this.#abort.abort()
    this.#right = null
  }
  async pump(signal) {
    while (!signal.aborted) {
      await pause(10)
      this.#left.write(this.#right.read())
    }
  }
}
`,
        }],
      }],
    },
  ],
})
