import { testRule } from '../tester.js'

testRule('callbacks by name', {
  valid: [
    {
      name: 'a method by its name, which does not read the cell',
      code: `
class Clock {
  face: Face | null = face()
  timer?: Timer

  start() {
    this.timer = setInterval(this.log.bind(this), 1000)
  }

  log() {
    console.log(Date.now())
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
    },
  ],
  invalid: [
    {
      name: 'a bound method',
      code: `
class Clock {
  face: Face | null = face()
  timer?: Timer

  start() {
    this.timer = setInterval(this.draw.bind(this), 1000)
  }

  log() {
    console.log(Date.now())
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
        data: { cell: 'this.face', released: 'released', task: 'the interval `this.timer` on line 7', cancel: 'line 20 clears it' },
        line: 19, column: 5, endLine: 19, endColumn: 14,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Clock {
  face: Face | null = face()
  timer?: Timer

  start() {
    this.timer = setInterval(this.draw.bind(this), 1000)
  }

  log() {
    console.log(Date.now())
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
      name: 'a method that the constructor binds',
      code: `
class Clock {
  face: Face | null = face()
  timer?: Timer

  constructor() {
    this.draw = this.draw.bind(this)
  }

  start() {
    this.timer = setInterval(this.draw, 1000)
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
        data: { cell: 'this.face', released: 'released', task: 'the interval `this.timer` on line 11', cancel: 'line 20 clears it' },
        line: 19, column: 5, endLine: 19, endColumn: 14,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Clock {
  face: Face | null = face()
  timer?: Timer

  constructor() {
    this.draw = this.draw.bind(this)
  }

  start() {
    this.timer = setInterval(this.draw, 1000)
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
      name: 'an arrow field',
      code: `
class Clock {
  face: Face | null = face()
  timer?: Timer

  start() {
    this.timer = setInterval(this.draw, 1000)
  }

  private draw = (): void => {
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
    this.timer = setInterval(this.draw, 1000)
  }

  private draw = (): void => {
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
      name: 'a method taken from this',
      code: `
class Clock {
  face: Face | null = face()
  timer?: Timer

  start() {
    const { draw } = this
    this.timer = setInterval(() => { draw() }, 1000)
  }

  draw = () => {
    this.face!.paint()
  }

  stop() {
    const { timer } = this
    this.face = null
    clearInterval(timer)
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.face', released: 'released', task: 'the interval `this.timer` on line 8', cancel: 'line 18 clears it' },
        line: 17, column: 5, endLine: 17, endColumn: 14,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Clock {
  face: Face | null = face()
  timer?: Timer

  start() {
    const { draw } = this
    this.timer = setInterval(() => { draw() }, 1000)
  }

  draw = () => {
    this.face!.paint()
  }

  stop() {
    const { timer } = this
    clearInterval(timer)
    this.face = null
  }
}
` }],
      }],
    },
  ],
})
