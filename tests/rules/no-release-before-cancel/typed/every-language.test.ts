import { testInEveryLanguage } from './testers.js'

testInEveryLanguage('the same program in every language', {
  valid: [
    {
      name: 'a timer in public fields, in the right order',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    clearInterval(this.beat)
    this.link = null
  }
}
`,
    },
    {
      name: 'a drain in private fields, in the right order',
      code: `
class Agent {
  #abort = new AbortController()
  #proc = null
  #task = null
  start(proc) {
    this.#proc = proc
    this.#task = this.#drain(this.#abort.signal)
  }
  async kill() {
    this.#abort?.abort()
    await this.#task
    this.#proc = null
  }
  async #drain(signal) {
    while (this.#proc) {
      const line = await readLine(this.#proc.stderr)
      if (signal.aborted) return
      this.log.write(line)
    }
  }
}
`,
    },
    {
      name: 'a listener in a factory, in the right order',
      code: `
function makePrinter(port, open) {
  let paper = open()
  function print(chunk) {
    paper.write(chunk)
  }
  return {
    attach() {
      port.on('data', print)
    },
    detach() {
      port.off('data', print)
      paper = undefined
    },
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'a timer in public fields',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    this.link = null
    clearInterval(this.beat)
  }
}
`,
      errors: [{
        messageId: 'latent', line: 7, column: 5, endLine: 7, endColumn: 14,
        data: { cell: 'this.link', released: 'released', task: 'the interval `this.beat` on line 4', cancel: 'line 8 clears it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    clearInterval(this.beat)
    this.link = null
  }
}
`,
        }],
      }],
    },
    {
      name: 'a drain in private fields, with an await in between',
      code: `
class Agent {
  #abort = new AbortController()
  #proc = null
  #task = null
  start(proc) {
    this.#proc = proc
    this.#task = this.#drain(this.#abort.signal)
  }
  async kill() {
    this.#proc = null
    await this.log.flush()
    this.#abort?.abort()
  }
  async #drain(signal) {
    while (this.#proc) {
      const line = await readLine(this.#proc.stderr)
      if (signal.aborted) return
      this.log.write(line)
    }
  }
}
`,
      errors: [{
        messageId: 'race', line: 11, column: 5, endLine: 11, endColumn: 15,
        data: { cell: 'this.#proc', released: 'released', task: 'the task `this.#task` on line 8', cancel: 'line 13 aborts it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Agent {
  #abort = new AbortController()
  #proc = null
  #task = null
  start(proc) {
    this.#proc = proc
    this.#task = this.#drain(this.#abort.signal)
  }
  async kill() {
    this.#abort?.abort()
    this.#proc = null
    await this.log.flush()
  }
  async #drain(signal) {
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
    {
      name: 'a listener in a factory',
      code: `
function makePrinter(port, open) {
  let paper = open()
  function print(chunk) {
    paper.write(chunk)
  }
  return {
    attach() {
      port.on('data', print)
    },
    detach() {
      paper = undefined
      port.off('data', print)
    },
  }
}
`,
      errors: [{
        messageId: 'latent', line: 12, column: 7, endLine: 12, endColumn: 12,
        data: { cell: 'paper', released: 'released', task: "the 'data' listener on line 9", cancel: 'line 13 removes it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
function makePrinter(port, open) {
  let paper = open()
  function print(chunk) {
    paper.write(chunk)
  }
  return {
    attach() {
      port.on('data', print)
    },
    detach() {
      port.off('data', print)
      paper = undefined
    },
  }
}
`,
        }],
      }],
    },
    {
      name: 'a stop that forgets the timer, beside one that does not',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    clearInterval(this.beat)
    this.link = null
  }
  drop() {
    this.link = null
  }
}
`,
      errors: [{
        messageId: 'leak', line: 11, column: 5, endLine: 11, endColumn: 14,
        data: { cell: 'this.link', released: 'released', task: 'the interval `this.beat` on line 4', cancel: 'line 7 clears it' },
                 suggestions: [{
                   messageId: 'cancelHere',
                   data: { source: 'clearInterval(this.beat)' },
                   output: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    clearInterval(this.beat)
    this.link = null
  }
  drop() {
    clearInterval(this.beat)
    this.link = null
  }
}
`,
                 }],
      }],
    },
    {
      name: 'a clean-up that is called last, and a destructured release',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    [this.link, this.peer] = [null, null]
    this.#quiet()
  }
  #quiet() {
    clearInterval(this.beat)
  }
}
`,
      errors: [{
        messageId: 'latent', line: 7, column: 6, endLine: 7, endColumn: 15,
        data: { cell: 'this.link', released: 'released', task: 'the interval `this.beat` on line 4', cancel: 'line 8 cancels it' },
      }],
    },
  ],
})
