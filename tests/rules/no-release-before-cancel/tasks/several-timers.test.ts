import { testRule } from '../tester.js'

testRule('several timers', {
  valid: [
    {
      name: 'each callback belongs to its own handle',
      code: `
class Meter {
  port = open()
  sampling?: Timer
  logging?: Timer

  start() {
    this.sampling = setInterval(() => { this.port.sample() }, 100)
    this.logging = setInterval(() => { console.log('alive') }, 1000)
  }

  stop() {
    clearInterval(this.sampling)
    this.port = null
    clearInterval(this.logging)
  }
}
`,
    },
    {
      name: 'all timers of the map are cleared first',
      code: `
class Meter {
  port = open()
  timers = new Map<string, Timer>()

  start(name: string) {
    this.timers.set(name, setInterval(() => { this.port.sample(name) }, 100))
  }

  stop() {
    for (const timer of this.timers.values()) clearInterval(timer)
    this.timers.clear()
    this.port = null
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'the one whose callback reads the cell',
      code: `
class Meter {
  port = open()
  sampling?: Timer
  logging?: Timer

  start() {
    this.sampling = setInterval(() => { this.port.sample() }, 100)
    this.logging = setInterval(() => { console.log('alive') }, 1000)
  }

  stop() {
    clearInterval(this.logging)
    this.port = null
    clearInterval(this.sampling)
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.port', released: 'released', task: 'the interval `this.sampling` on line 8', cancel: 'line 15 clears it' },
        line: 14, column: 5, endLine: 14, endColumn: 14,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Meter {
  port = open()
  sampling?: Timer
  logging?: Timer

  start() {
    this.sampling = setInterval(() => { this.port.sample() }, 100)
    this.logging = setInterval(() => { console.log('alive') }, 1000)
  }

  stop() {
    clearInterval(this.logging)
    clearInterval(this.sampling)
    this.port = null
  }
}
` }],
      }],
    },
    {
      name: 'one report for one release, on the ground of the task that starts first',
      code: `
class Meter {
  port = open()
  sampling?: Timer
  probing?: Timer

  start() {
    this.sampling = setInterval(() => { this.port.sample() }, 100)
    this.probing = setInterval(() => { this.port.probe() }, 1000)
  }

  stop() {
    this.port = null
    clearInterval(this.probing)
    clearInterval(this.sampling)
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.port', released: 'released', task: 'the interval `this.sampling` on line 8', cancel: 'line 15 clears it' },
        line: 13, column: 5, endLine: 13, endColumn: 14,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Meter {
  port = open()
  sampling?: Timer
  probing?: Timer

  start() {
    this.sampling = setInterval(() => { this.port.sample() }, 100)
    this.probing = setInterval(() => { this.port.probe() }, 1000)
  }

  stop() {
    clearInterval(this.probing)
    clearInterval(this.sampling)
    this.port = null
  }
}
` }],
      }],
    },
    {
      name: 'one report for each released cell',
      code: `
class Meter {
  port = open()
  file = create()
  timer?: Timer

  start() {
    this.timer = setInterval(() => { this.file.write(this.port.sample()) }, 100)
  }

  stop() {
    this.port = null
    this.file = null
    clearInterval(this.timer)
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.port', released: 'released', task: 'the interval `this.timer` on line 8', cancel: 'line 14 clears it' },
        line: 12, column: 5, endLine: 12, endColumn: 14,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Meter {
  port = open()
  file = create()
  timer?: Timer

  start() {
    this.timer = setInterval(() => { this.file.write(this.port.sample()) }, 100)
  }

  stop() {
    clearInterval(this.timer)
    this.port = null
    this.file = null
  }
}
` }],
      }, {
        messageId: 'latent',
        data: { cell: 'this.file', released: 'released', task: 'the interval `this.timer` on line 8', cancel: 'line 14 clears it' },
        line: 13, column: 5, endLine: 13, endColumn: 14,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Meter {
  port = open()
  file = create()
  timer?: Timer

  start() {
    this.timer = setInterval(() => { this.file.write(this.port.sample()) }, 100)
  }

  stop() {
    this.port = null
    clearInterval(this.timer)
    this.file = null
  }
}
` }],
      }],
    },
    {
      name: 'timers that are kept in a map',
      code: `
class Meter {
  port = open()
  timers = new Map<string, Timer>()

  start(name: string) {
    this.timers.set(name, setInterval(() => { this.port.sample(name) }, 100))
  }

  stop() {
    this.port = null
    for (const timer of this.timers.values()) clearInterval(timer)
    this.timers.clear()
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.port', released: 'released', task: 'the interval `this.timers` on line 7', cancel: 'line 12 clears it' },
        line: 11, column: 5, endLine: 11, endColumn: 14,
                 suggestions: [{
                   messageId: 'cancelFirst',
                   output: `
class Meter {
  port = open()
  timers = new Map<string, Timer>()

  start(name: string) {
    this.timers.set(name, setInterval(() => { this.port.sample(name) }, 100))
  }

  stop() {
    for (const timer of this.timers.values()) clearInterval(timer)
    this.port = null
    this.timers.clear()
  }
}
`,
                 }],
      }],
    },
  ],
})
