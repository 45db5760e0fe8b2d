import { testRule } from '../tester.js'

testRule('what an abort runs before it returns', {
  valid: [
    {
      name: 'the abort listener still finds the process',
      code: `
class Agent {
  #abort; #task; #proc
  start() {
    this.#abort = new AbortController()
    this.#abort.signal.addEventListener('abort', () => this.#proc.kill())
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
  ],
  invalid: [
    {
      name: 'an abort listener reads the process that is gone already',
      code: `
class Agent {
  #abort; #task; #proc
  start() {
    this.#abort = new AbortController()
    this.#abort.signal.addEventListener('abort', () => this.#proc.kill())
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
        messageId: 'race', line: 10, column: 5, endLine: 10, endColumn: 15,
        data: { cell: 'this.#proc', released: 'released', task: 'the task `this.#task` on line 7', cancel: 'line 11 aborts it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Agent {
  #abort; #task; #proc
  start() {
    this.#abort = new AbortController()
    this.#abort.signal.addEventListener('abort', () => this.#proc.kill())
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
      name: 'an abort listener that reads something else makes it no worse',
      code: `
class Agent {
  #abort; #task; #proc
  start() {
    this.#abort = new AbortController()
    this.#abort.signal.addEventListener('abort', () => this.log.end())
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
        messageId: 'latent', line: 10, column: 5, endLine: 10, endColumn: 15,
        data: { cell: 'this.#proc', released: 'released', task: 'the task `this.#task` on line 7', cancel: 'line 11 aborts it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Agent {
  #abort; #task; #proc
  start() {
    this.#abort = new AbortController()
    this.#abort.signal.addEventListener('abort', () => this.log.end())
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
  ],
})
