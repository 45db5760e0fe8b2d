import { testRule } from '../tester.js'

testRule('recursive setTimeout', {
  valid: [
    {
      name: 'the next turn is cleared first',
      code: `
class Meter {
  port = open()
  timer?: Timer

  tick() {
    this.port.sample()
    this.timer = setTimeout(() => this.tick(), 100)
  }

  stop() {
    clearTimeout(this.timer)
    this.port = null
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'the next turn is cleared last',
      code: `
class Meter {
  port = open()
  timer?: Timer

  tick() {
    this.port.sample()
    this.timer = setTimeout(() => this.tick(), 100)
  }

  stop() {
    this.port = null
    clearTimeout(this.timer)
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.port', released: 'released', task: 'the timeout `this.timer` on line 8', cancel: 'line 13 clears it' },
        line: 12, column: 5, endLine: 12, endColumn: 14,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Meter {
  port = open()
  timer?: Timer

  tick() {
    this.port.sample()
    this.timer = setTimeout(() => this.tick(), 100)
  }

  stop() {
    clearTimeout(this.timer)
    this.port = null
  }
}
` }],
      }],
    },
    {
      name: 'the callback is the bound method itself',
      code: `
class Meter {
  port = open()
  timer?: Timer

  tick() {
    this.port.sample()
    this.timer = setTimeout(this.tick.bind(this), 100)
  }

  stop() {
    this.port = null
    clearTimeout(this.timer)
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.port', released: 'released', task: 'the timeout `this.timer` on line 8', cancel: 'line 13 clears it' },
        line: 12, column: 5, endLine: 12, endColumn: 14,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Meter {
  port = open()
  timer?: Timer

  tick() {
    this.port.sample()
    this.timer = setTimeout(this.tick.bind(this), 100)
  }

  stop() {
    clearTimeout(this.timer)
    this.port = null
  }
}
` }],
      }],
    },
    {
      name: 'a function of the closure that calls itself again',
      code: `
function meter() {
  let port = open()
  let timer
  const tick = () => {
    port.sample()
    timer = setTimeout(tick, 100)
  }
  tick()
  return async () => {
    port = null
    await flush()
    clearTimeout(timer)
  }
}
`,
      errors: [{
        messageId: 'race',
        data: { cell: 'port', released: 'released', task: 'the timeout `timer` on line 7', cancel: 'line 13 clears it' },
        line: 11, column: 5, endLine: 11, endColumn: 9,
        suggestions: [{ messageId: 'cancelFirst', output: `
function meter() {
  let port = open()
  let timer
  const tick = () => {
    port.sample()
    timer = setTimeout(tick, 100)
  }
  tick()
  return async () => {
    clearTimeout(timer)
    port = null
    await flush()
  }
}
` }],
      }],
    },
    {
      name: 'a single timeout that is still to come',
      code: `
class Meter {
  port = open()
  timer?: Timer

  later() {
    this.timer = setTimeout(() => { this.port.sample() }, 100)
  }

  stop() {
    this.port = null
    clearTimeout(this.timer)
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.port', released: 'released', task: 'the timeout `this.timer` on line 7', cancel: 'line 12 clears it' },
        line: 11, column: 5, endLine: 11, endColumn: 14,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Meter {
  port = open()
  timer?: Timer

  later() {
    this.timer = setTimeout(() => { this.port.sample() }, 100)
  }

  stop() {
    clearTimeout(this.timer)
    this.port = null
  }
}
` }],
      }],
    },
  ],
})
