import { testRule } from '../tester.js'

testRule('controllers', {
  valid: [
    {
      name: 'each start makes a new controller, stop aborts it first',
      code: `
class Agent {
  #child: Child | null = null
  #ac?: AbortController

  start() {
    this.#ac = new AbortController()
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
    this.#ac?.abort()
    this.#ac = undefined
    this.#child = null
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'optional abort counts as the abort it is',
      code: `
class Agent {
  #child: Child | null = null
  #ac?: AbortController

  start() {
    this.#ac = new AbortController()
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
    this.#child = null
    this.#ac?.abort()
    this.#ac = undefined
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
  #ac?: AbortController

  start() {
    this.#ac = new AbortController()
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
    this.#ac?.abort()
    this.#child = null
    this.#ac = undefined
  }
}
` }],
      }],
    },
    {
      name: 'a local controller that is put into the field',
      code: `
class Agent {
  #child: Child | null = null
  #ac?: AbortController

  start() {
    const ac = new AbortController()
    this.#ac = ac
    this.#child = spawn('agent')
    void this.#listen(ac.signal)
  }

  async #listen(signal: AbortSignal) {
    while (!signal.aborted) {
      await pause(10)
      this.#child!.ping()
    }
  }

  stop() {
    this.#child = null
    this.#ac?.abort()
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.#child', released: 'released', task: '`#listen()` on line 10', cancel: 'line 22 aborts it' },
        line: 21, column: 5, endLine: 21, endColumn: 16,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Agent {
  #child: Child | null = null
  #ac?: AbortController

  start() {
    const ac = new AbortController()
    this.#ac = ac
    this.#child = spawn('agent')
    void this.#listen(ac.signal)
  }

  async #listen(signal: AbortSignal) {
    while (!signal.aborted) {
      await pause(10)
      this.#child!.ping()
    }
  }

  stop() {
    this.#ac?.abort()
    this.#child = null
  }
}
` }],
      }],
    },
    {
      name: 'an abort listener reads the cell while the abort runs',
      code: `
class Agent {
  #child: Child | null = null
  #ac = new AbortController()

  start() {
    this.#child = spawn('agent')
    this.#ac.signal.addEventListener('abort', () => { this.#child!.kill() })
    void this.#listen(this.#ac.signal)
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
        messageId: 'race',
        data: { cell: 'this.#child', released: 'released', task: '`#listen()` on line 9', cancel: 'line 21 aborts it' },
        line: 20, column: 5, endLine: 20, endColumn: 16,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Agent {
  #child: Child | null = null
  #ac = new AbortController()

  start() {
    this.#child = spawn('agent')
    this.#ac.signal.addEventListener('abort', () => { this.#child!.kill() })
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
  }
}
` }],
      }],
    },
  ],
})
