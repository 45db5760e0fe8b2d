import { testRule } from '../tester.js'

testRule('signals that are joined, or of another controller', {
  valid: [
    {
      name: "another controller's abort ends another task",
      code: `
class Agent {
  #child: Child | null = null
  #ac = new AbortController()
  #other = new AbortController()

  start() {
    this.#child = spawn('agent')
    void this.#listen(this.#ac.signal)
  }

  async #listen(signal: AbortSignal) {
    while (!signal.aborted) {
      await pause(10)
      this.#child!.ping()
    }
  }

  stop() {
    this.#ac.abort()
    this.#child = null
    this.#other.abort()
  }
}
`,
    },
  ],
  invalid: [
    {
      name: "joined with the caller's signal",
      code: `
class Agent {
  #child: Child | null = null
  #ac = new AbortController()

  start(signal: AbortSignal) {
    this.#child = spawn('agent')
    void this.#listen(AbortSignal.any([this.#ac.signal, signal]))
  }

  async #listen(signal: AbortSignal) {
    while (!signal.aborted) {
      await pause(10)
      this.#child!.ping()
    }
  }

  stop() {
    this.#child = null
    this.#ac.abort()
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.#child', released: 'released', task: '`#listen()` on line 8', cancel: 'line 20 aborts it' },
        line: 19, column: 5, endLine: 19, endColumn: 16,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Agent {
  #child: Child | null = null
  #ac = new AbortController()

  start(signal: AbortSignal) {
    this.#child = spawn('agent')
    void this.#listen(AbortSignal.any([this.#ac.signal, signal]))
  }

  async #listen(signal: AbortSignal) {
    while (!signal.aborted) {
      await pause(10)
      this.#child!.ping()
    }
  }

  stop() {
    this.#ac.abort()
    this.#child = null
  }
}
` }],
      }],
    },
    {
      name: 'joined first, handed over by a local',
      code: `
class Agent {
  #child: Child | null = null
  #ac = new AbortController()

  start(outer: AbortSignal) {
    const signal = AbortSignal.any([outer, this.#ac.signal])
    this.#child = spawn('agent')
    void this.#listen(signal)
  }

  async #listen(signal: AbortSignal) {
    while (!signal.aborted) {
      await pause(10)
      this.#child!.ping()
    }
  }

  stop() {
    this.#child = null
    this.#ac.abort()
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.#child', released: 'released', task: '`#listen()` on line 9', cancel: 'line 21 aborts it' },
        line: 20, column: 5, endLine: 20, endColumn: 16,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Agent {
  #child: Child | null = null
  #ac = new AbortController()

  start(outer: AbortSignal) {
    const signal = AbortSignal.any([outer, this.#ac.signal])
    this.#child = spawn('agent')
    void this.#listen(signal)
  }

  async #listen(signal: AbortSignal) {
    while (!signal.aborted) {
      await pause(10)
      this.#child!.ping()
    }
  }

  stop() {
    this.#ac.abort()
    this.#child = null
  }
}
` }],
      }],
    },
    {
      name: 'the controller that matters is the one whose signal was handed over',
      code: `
class Agent {
  #child: Child | null = null
  #ac = new AbortController()
  #other = new AbortController()

  start() {
    this.#child = spawn('agent')
    void this.#listen(this.#ac.signal)
  }

  async #listen(signal: AbortSignal) {
    while (!signal.aborted) {
      await pause(10)
      this.#child!.ping()
    }
  }

  stop() {
    this.#other.abort()
    this.#child = null
    this.#ac.abort()
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.#child', released: 'released', task: '`#listen()` on line 9', cancel: 'line 22 aborts it' },
        line: 21, column: 5, endLine: 21, endColumn: 16,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Agent {
  #child: Child | null = null
  #ac = new AbortController()
  #other = new AbortController()

  start() {
    this.#child = spawn('agent')
    void this.#listen(this.#ac.signal)
  }

  async #listen(signal: AbortSignal) {
    while (!signal.aborted) {
      await pause(10)
      this.#child!.ping()
    }
  }

  stop() {
    this.#other.abort()
    this.#ac.abort()
    this.#child = null
  }
}
` }],
      }],
    },
  ],
})
