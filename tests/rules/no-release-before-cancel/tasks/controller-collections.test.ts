import { testRule } from '../tester.js'

testRule('controllers that are kept together', {
  valid: [
    {
      name: 'all controllers of the set are aborted first',
      code: `
class Pool {
  #db: Database | null = connect()
  #controllers = new Set<AbortController>()

  run() {
    const controller = new AbortController()
    this.#controllers.add(controller)
    void this.#work(controller.signal)
  }

  async #work(signal: AbortSignal) {
    while (!signal.aborted) {
      await pause(10)
      this.#db!.query()
    }
  }

  close() {
    this.#controllers.forEach(controller => controller.abort())
    this.#controllers.clear()
    this.#db = null
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'controllers that are kept in a set',
      code: `
class Pool {
  #db: Database | null = connect()
  #controllers = new Set<AbortController>()

  run() {
    const controller = new AbortController()
    this.#controllers.add(controller)
    void this.#work(controller.signal)
  }

  async #work(signal: AbortSignal) {
    while (!signal.aborted) {
      await pause(10)
      this.#db!.query()
    }
  }

  close() {
    this.#db = null
    for (const controller of this.#controllers) controller.abort()
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.#db', released: 'released', task: '`#work()` on line 9', cancel: 'line 21 aborts it' },
        line: 20, column: 5, endLine: 20, endColumn: 13,
                 suggestions: [{
                   messageId: 'cancelFirst',
                   output: `
class Pool {
  #db: Database | null = connect()
  #controllers = new Set<AbortController>()

  run() {
    const controller = new AbortController()
    this.#controllers.add(controller)
    void this.#work(controller.signal)
  }

  async #work(signal: AbortSignal) {
    while (!signal.aborted) {
      await pause(10)
      this.#db!.query()
    }
  }

  close() {
    for (const controller of this.#controllers) controller.abort()
    this.#db = null
  }
}
`,
                 }],
      }],
    },
    {
      name: 'controllers that are kept in a map by name',
      code: `
class Pool {
  #db: Database | null = connect()
  #jobs = new Map<string, AbortController>()

  run(name: string) {
    const controller = new AbortController()
    this.#jobs.set(name, controller)
    void this.#work(controller.signal)
  }

  async #work(signal: AbortSignal) {
    while (!signal.aborted) {
      await pause(10)
      this.#db!.query()
    }
  }

  close() {
    this.#db = null
    this.#jobs.forEach(controller => controller.abort())
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.#db', released: 'released', task: '`#work()` on line 9', cancel: 'line 21 cancels it' },
        line: 20, column: 5, endLine: 20, endColumn: 13,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Pool {
  #db: Database | null = connect()
  #jobs = new Map<string, AbortController>()

  run(name: string) {
    const controller = new AbortController()
    this.#jobs.set(name, controller)
    void this.#work(controller.signal)
  }

  async #work(signal: AbortSignal) {
    while (!signal.aborted) {
      await pause(10)
      this.#db!.query()
    }
  }

  close() {
    this.#jobs.forEach(controller => controller.abort())
    this.#db = null
  }
}
` }],
      }],
    },
  ],
})
