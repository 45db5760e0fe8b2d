import { testRule } from '../tester.js'

testRule('bound and wrapped callbacks', {
  valid: [
    {
      name: 'a callback that comes from elsewhere is not known',
      code: `
class Clock {
  face: Face | null = face()
  timer?: Timer

  start(draw: () => void) {
    this.timer = setInterval(draw, 1000)
  }

  stop() {
    this.face = null
    clearInterval(this.timer)
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'a bound method that is kept in a local',
      code: `
class Clock {
  face: Face | null = face()
  timer?: Timer

  start() {
    const tick = this.draw.bind(this)
    this.timer = setInterval(tick, 1000)
  }

  draw() {
    this.face!.paint()
  }

  stop() {
    this.face = null
    clearInterval(this.timer)
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.face', released: 'released', task: 'the interval `this.timer` on line 8', cancel: 'line 17 clears it' },
        line: 16, column: 5, endLine: 16, endColumn: 14,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Clock {
  face: Face | null = face()
  timer?: Timer

  start() {
    const tick = this.draw.bind(this)
    this.timer = setInterval(tick, 1000)
  }

  draw() {
    this.face!.paint()
  }

  stop() {
    clearInterval(this.timer)
    this.face = null
  }
}
` }],
      }],
    },
    {
      name: 'a function expression that is bound to this',
      code: `
class Clock {
  face: Face | null = face()
  timer?: Timer

  start() {
    this.timer = setInterval(function (this: Clock) { this.face!.paint() }.bind(this), 1000)
  }

  stop() {
    this.face = null
    clearInterval(this.timer)
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.face', released: 'released', task: 'the interval `this.timer` on line 7', cancel: 'line 12 clears it' },
        line: 11, column: 5, endLine: 11, endColumn: 14,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Clock {
  face: Face | null = face()
  timer?: Timer

  start() {
    this.timer = setInterval(function (this: Clock) { this.face!.paint() }.bind(this), 1000)
  }

  stop() {
    clearInterval(this.timer)
    this.face = null
  }
}
` }],
      }],
    },
    {
      name: 'a method that is called for this',
      code: `
class Clock {
  face: Face | null = face()
  timer?: Timer

  start() {
    this.timer = setInterval(() => { this.draw.call(this) }, 1000)
  }

  draw() {
    this.face!.paint()
  }

  stop() {
    this.face = null
    clearInterval(this.timer)
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.face', released: 'released', task: 'the interval `this.timer` on line 7', cancel: 'line 16 clears it' },
        line: 15, column: 5, endLine: 15, endColumn: 14,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Clock {
  face: Face | null = face()
  timer?: Timer

  start() {
    this.timer = setInterval(() => { this.draw.call(this) }, 1000)
  }

  draw() {
    this.face!.paint()
  }

  stop() {
    clearInterval(this.timer)
    this.face = null
  }
}
` }],
      }],
    },
    {
      name: 'a callback that is held back by a wrapper',
      code: `
class Clock {
  face: Face | null = face()
  timer?: Timer

  start() {
    this.timer = setInterval(throttle(() => { this.face!.paint() }, 100), 10)
  }

  stop() {
    this.face = null
    clearInterval(this.timer)
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.face', released: 'released', task: 'the interval `this.timer` on line 7', cancel: 'line 12 clears it' },
        line: 11, column: 5, endLine: 11, endColumn: 14,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Clock {
  face: Face | null = face()
  timer?: Timer

  start() {
    this.timer = setInterval(throttle(() => { this.face!.paint() }, 100), 10)
  }

  stop() {
    clearInterval(this.timer)
    this.face = null
  }
}
` }],
      }],
    },
  ],
})
