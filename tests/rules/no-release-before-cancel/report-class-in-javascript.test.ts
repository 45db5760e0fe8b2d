import { testJavaScript } from './tester.js'

testJavaScript('report class in JavaScript', {
  valid: [
    {
      name: 'the drain is aborted and settled before the process is let go',
      code: `
class PersistentAgent {
  #proc = null
  #abort = new AbortController()
  #drainTask = null

  start(command) {
    this.#proc = spawn(command)
    this.#drainTask = this.#drain(this.#abort.signal)
  }

  async kill() {
    this.#abort.abort()
    await Promise.allSettled([this.#drainTask])
    this.#proc?.kill()
    this.#proc = null
  }

  async #drain(signal) {
    while (this.#proc) {
      const line = await readLine(this.#proc.stderr)
      if (line === null || signal.aborted) return
    }
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'with private fields',
      code: `
class PersistentAgent {
  #proc = null
  #abort = new AbortController()
  #drainTask = null

  start(command) {
    this.#proc = spawn(command)
    this.#drainTask = this.#drain(this.#abort.signal)
  }

  kill() {
    this.#proc?.kill()
    this.#proc = null
    this.#abort.abort()
  }

  async #drain(signal) {
    while (this.#proc) {
      const line = await readLine(this.#proc.stderr)
      if (line === null || signal.aborted) return
    }
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.#proc', released: 'released', task: 'the task `this.#drainTask` on line 9', cancel: 'line 15 aborts it' },
        line: 14, column: 5, endLine: 14, endColumn: 15,
        suggestions: [{
                   messageId: 'cancelFirst',
                   output: `
class PersistentAgent {
  #proc = null
  #abort = new AbortController()
  #drainTask = null

  start(command) {
    this.#proc = spawn(command)
    this.#drainTask = this.#drain(this.#abort.signal)
  }

  kill() {
    this.#abort.abort()
    this.#proc?.kill()
    this.#proc = null
  }

  async #drain(signal) {
    while (this.#proc) {
      const line = await readLine(this.#proc.stderr)
      if (line === null || signal.aborted) return
    }
  }
}
`,
                 }],
      }],
    },
    {
      name: 'with fields made in the constructor',
      code: `
class PersistentAgent {
  constructor() {
    this.proc = null
    this.abort = new AbortController()
    this.drainTask = null
  }

  start(command) {
    this.proc = spawn(command)
    this.drainTask = this.drain(this.abort.signal)
  }

  kill() {
    this.proc = null
    this.abort.abort()
  }

  async drain(signal) {
    while (this.proc) {
      const line = await readLine(this.proc.stderr)
      if (line === null || signal.aborted) return
    }
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.proc', released: 'released', task: 'the task `this.drainTask` on line 11', cancel: 'line 16 aborts it' },
        line: 15, column: 5, endLine: 15, endColumn: 14,
        suggestions: [{ messageId: 'cancelFirst', output: `
class PersistentAgent {
  constructor() {
    this.proc = null
    this.abort = new AbortController()
    this.drainTask = null
  }

  start(command) {
    this.proc = spawn(command)
    this.drainTask = this.drain(this.abort.signal)
  }

  kill() {
    this.abort.abort()
    this.proc = null
  }

  async drain(signal) {
    while (this.proc) {
      const line = await readLine(this.proc.stderr)
      if (line === null || signal.aborted) return
    }
  }
}
` }],
      }],
    },
  ],
})
