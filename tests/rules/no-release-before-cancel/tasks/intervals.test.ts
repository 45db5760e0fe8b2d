import { testRule } from '../tester.js'

testRule('setInterval', {
  valid: [
    {
      name: 'cleared on every path before the release',
      code: `
class Meter {
  #port = open()
  #timer = setInterval(() => { this.#port!.sample() }, 100)

  stop(quick: boolean) {
    if (quick) {
      clearInterval(this.#timer)
    } else {
      this.flush()
      clearInterval(this.#timer)
    }
    this.#port = null
  }
}
`,
    },
    {
      name: 'the callback tests the cell only through optional chaining',
      code: `
class Meter {
  #port = open()
  #timer = setInterval(() => { this.#port?.sample() }, 100)

  async stop() {
    this.#port = null
    await this.flush()
    clearInterval(this.#timer)
  }
}
`,
    },
    {
      name: 'a function of the file that only bears the name of a timer',
      code: `
function setInterval(run) {
  run()
}

class Meter {
  #port = open()
  #timer = setInterval(() => { this.#port!.sample() })

  stop() {
    this.#port = null
    clearInterval(this.#timer)
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'one path releases before it clears',
      code: `
class Meter {
  #port = open()
  #timer = setInterval(() => { this.#port!.sample() }, 100)

  stop(quick: boolean) {
    if (quick) clearInterval(this.#timer)
    this.#port = null
    clearInterval(this.#timer)
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.#port', released: 'released', task: 'the interval `this.#timer` on line 4', cancel: 'line 9 clears it' },
        line: 8, column: 5, endLine: 8, endColumn: 15,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Meter {
  #port = open()
  #timer = setInterval(() => { this.#port!.sample() }, 100)

  stop(quick: boolean) {
    if (quick) clearInterval(this.#timer)
    clearInterval(this.#timer)
    this.#port = null
  }
}
` }],
      }],
    },
    {
      name: 'a wait between the release and the clear lets the callback run',
      code: `
class Meter {
  #port = open()
  #timer = setInterval(() => { this.#port!.sample() }, 100)

  async stop() {
    this.#port = null
    await this.flush()
    clearInterval(this.#timer)
  }
}
`,
      errors: [{
        messageId: 'race',
        data: { cell: 'this.#port', released: 'released', task: 'the interval `this.#timer` on line 4', cancel: 'line 9 clears it' },
        line: 7, column: 5, endLine: 7, endColumn: 15,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Meter {
  #port = open()
  #timer = setInterval(() => { this.#port!.sample() }, 100)

  async stop() {
    clearInterval(this.#timer)
    this.#port = null
    await this.flush()
  }
}
` }],
      }],
    },
    {
      name: 'the timer of another module counts as well',
      code: `
import { setInterval, clearInterval } from 'node:timers'

class Meter {
  #port = open()
  #timer = setInterval(() => { this.#port!.sample() }, 100).unref()

  stop() {
    this.#port = null
    clearInterval(this.#timer)
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.#port', released: 'released', task: 'the interval `this.#timer` on line 6', cancel: 'line 10 clears it' },
        line: 9, column: 5, endLine: 9, endColumn: 15,
        suggestions: [{ messageId: 'cancelFirst', output: `
import { setInterval, clearInterval } from 'node:timers'

class Meter {
  #port = open()
  #timer = setInterval(() => { this.#port!.sample() }, 100).unref()

  stop() {
    clearInterval(this.#timer)
    this.#port = null
  }
}
` }],
      }],
    },
    {
      name: 'a timer by the global object',
      code: `
class Meter {
  port = open()
  timer = 0

  start() {
    this.timer = window.setInterval(() => this.port.sample(), 100)
  }

  stop() {
    this.port = undefined
    window.clearInterval(this.timer)
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.port', released: 'released', task: 'the interval `this.timer` on line 7', cancel: 'line 12 clears it' },
        line: 11, column: 5, endLine: 11, endColumn: 14,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Meter {
  port = open()
  timer = 0

  start() {
    this.timer = window.setInterval(() => this.port.sample(), 100)
  }

  stop() {
    window.clearInterval(this.timer)
    this.port = undefined
  }
}
` }],
      }],
    },
  ],
})
