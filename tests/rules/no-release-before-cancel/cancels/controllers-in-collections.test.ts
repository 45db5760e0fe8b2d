import { testRule } from '../tester.js'

testRule('controllers kept in a Map or a Set', {
  valid: [
    {
      name: 'every controller of a Map is aborted in time',
      code: `
class Pool {
  #jobs = new Map()
  #db = connect()
  run(name) {
    const controller = new AbortController()
    this.#jobs.set(name, controller)
    void this.work(controller.signal)
  }
  async work(signal) {
    while (!signal.aborted) {
      await pause(10)
      this.#db.query('select 1')
    }
  }
  close() {
    for (const controller of this.#jobs.values()) controller.abort()
    this.#db = null
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'every controller of a Map is aborted, but late',
      code: `
class Pool {
  #jobs = new Map()
  #db = connect()
  run(name) {
    const controller = new AbortController()
    this.#jobs.set(name, controller)
    void this.work(controller.signal)
  }
  async work(signal) {
    while (!signal.aborted) {
      await pause(10)
      this.#db.query('select 1')
    }
  }
  close() {
    this.#db = null
    for (const controller of this.#jobs.values()) controller.abort()
  }
}
`,
      errors: [{
        messageId: 'latent', line: 17, column: 5, endLine: 17, endColumn: 13,
        data: { cell: 'this.#db', released: 'released', task: '`work()` on line 8', cancel: 'line 18 aborts it' },
                 suggestions: [{
                   messageId: 'cancelFirst',
                   output: `
class Pool {
  #jobs = new Map()
  #db = connect()
  run(name) {
    const controller = new AbortController()
    this.#jobs.set(name, controller)
    void this.work(controller.signal)
  }
  async work(signal) {
    while (!signal.aborted) {
      await pause(10)
      this.#db.query('select 1')
    }
  }
  close() {
    for (const controller of this.#jobs.values()) controller.abort()
    this.#db = null
  }
}
`,
                 }],
      }],
    },
    {
      name: 'every controller of a Set is aborted in a callback, but late',
      code: `
class Pool {
  #jobs = new Set()
  #db = connect()
  run() {
    const controller = new AbortController()
    this.#jobs.add(controller)
    void this.work(controller.signal)
  }
  async work(signal) {
    while (!signal.aborted) {
      await pause(10)
      this.#db.query('select 1')
    }
  }
  close() {
    this.#db = null
    this.#jobs.forEach((controller) => controller.abort())
  }
}
`,
      errors: [{
        messageId: 'latent', line: 17, column: 5, endLine: 17, endColumn: 13,
        data: { cell: 'this.#db', released: 'released', task: '`work()` on line 8', cancel: 'line 18 cancels it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Pool {
  #jobs = new Set()
  #db = connect()
  run() {
    const controller = new AbortController()
    this.#jobs.add(controller)
    void this.work(controller.signal)
  }
  async work(signal) {
    while (!signal.aborted) {
      await pause(10)
      this.#db.query('select 1')
    }
  }
  close() {
    this.#jobs.forEach((controller) => controller.abort())
    this.#db = null
  }
}
`,
        }],
      }],
    },
    {
      name: 'the entries of a Map are taken apart, and each aborted late',
      code: `
class Pool {
  #jobs = new Map()
  #db = connect()
  run(name) {
    const controller = new AbortController()
    this.#jobs.set(name, controller)
    void this.work(controller.signal)
  }
  async work(signal) {
    while (!signal.aborted) {
      await pause(10)
      this.#db.query('select 1')
    }
  }
  close() {
    this.#db = null
    for (const [, controller] of this.#jobs) controller.abort()
  }
}
`,
      errors: [{
        messageId: 'latent', line: 17, column: 5, endLine: 17, endColumn: 13,
        data: { cell: 'this.#db', released: 'released', task: '`work()` on line 8', cancel: 'line 18 aborts it' },
                 suggestions: [{
                   messageId: 'cancelFirst',
                   output: `
class Pool {
  #jobs = new Map()
  #db = connect()
  run(name) {
    const controller = new AbortController()
    this.#jobs.set(name, controller)
    void this.work(controller.signal)
  }
  async work(signal) {
    while (!signal.aborted) {
      await pause(10)
      this.#db.query('select 1')
    }
  }
  close() {
    for (const [, controller] of this.#jobs) controller.abort()
    this.#db = null
  }
}
`,
                 }],
      }],
    },
  ],
})
