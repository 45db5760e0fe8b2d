import { testRule } from '../tester.js'

testRule('signal handed to a function of the owner', {
  valid: [
    {
      name: 'as a parameter, aborted first',
      code: `
class Agent {
  child: Child | null = null
  controller = new AbortController()

  start() {
    this.child = spawn('agent')
    this.listen(this.controller.signal)
  }

  async listen(signal: AbortSignal) {
    while (!signal.aborted) {
      await pause(10)
      this.child!.ping()
    }
  }

  stop() {
    this.controller.abort()
    this.child = null
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'as a parameter',
      code: `
class Agent {
  child: Child | null = null
  controller = new AbortController()

  start() {
    this.child = spawn('agent')
    this.listen(this.controller.signal)
  }

  async listen(signal: AbortSignal) {
    while (!signal.aborted) {
      await pause(10)
      this.child!.ping()
    }
  }

  stop() {
    this.child = null
    this.controller.abort()
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.child', released: 'released', task: '`listen()` on line 8', cancel: 'line 20 aborts it' },
        line: 19, column: 5, endLine: 19, endColumn: 15,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Agent {
  child: Child | null = null
  controller = new AbortController()

  start() {
    this.child = spawn('agent')
    this.listen(this.controller.signal)
  }

  async listen(signal: AbortSignal) {
    while (!signal.aborted) {
      await pause(10)
      this.child!.ping()
    }
  }

  stop() {
    this.controller.abort()
    this.child = null
  }
}
` }],
      }],
    },
    {
      name: 'in an object of options',
      code: `
class Agent {
  child: Child | null = null
  controller = new AbortController()

  start() {
    this.child = spawn('agent')
    void this.listen({ every: 10, signal: this.controller.signal })
  }

  async listen({ every, signal }: Options) {
    while (!signal.aborted) {
      await pause(every)
      this.child!.ping()
    }
  }

  stop() {
    this.child = null
    this.controller.abort()
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.child', released: 'released', task: '`listen()` on line 8', cancel: 'line 20 aborts it' },
        line: 19, column: 5, endLine: 19, endColumn: 15,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Agent {
  child: Child | null = null
  controller = new AbortController()

  start() {
    this.child = spawn('agent')
    void this.listen({ every: 10, signal: this.controller.signal })
  }

  async listen({ every, signal }: Options) {
    while (!signal.aborted) {
      await pause(every)
      this.child!.ping()
    }
  }

  stop() {
    this.controller.abort()
    this.child = null
  }
}
` }],
      }],
    },
    {
      name: 'read from the field by the function itself',
      code: `
class Agent {
  #child: Child | null = null
  #ac = new AbortController()

  start() {
    this.#child = spawn('agent')
    void this.#listen()
  }

  async #listen() {
    while (!this.#ac.signal.aborted) {
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

  start() {
    this.#child = spawn('agent')
    void this.#listen()
  }

  async #listen() {
    while (!this.#ac.signal.aborted) {
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
      name: 'taken from the controller by destructuring',
      code: `
class Agent {
  #child: Child | null = null
  #ac = new AbortController()

  start() {
    this.#child = spawn('agent')
    void this.#listen()
  }

  async #listen() {
    const { signal } = this.#ac
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
        data: { cell: 'this.#child', released: 'released', task: '`#listen()` on line 8', cancel: 'line 21 aborts it' },
        line: 20, column: 5, endLine: 20, endColumn: 16,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Agent {
  #child: Child | null = null
  #ac = new AbortController()

  start() {
    this.#child = spawn('agent')
    void this.#listen()
  }

  async #listen() {
    const { signal } = this.#ac
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
  ],
})
