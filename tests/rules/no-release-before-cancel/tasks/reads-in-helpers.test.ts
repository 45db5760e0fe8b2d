import { testRule } from '../tester.js'

testRule('reads in what the task calls', {
  valid: [],
  invalid: [
    {
      name: 'a loop whose turn is a method that waits',
      code: `
class Clock {
  face: Face | null = face()
  controller = new AbortController()
  run?: Promise<void>

  start() {
    this.run = this.loop(this.controller.signal)
  }

  async loop(signal: AbortSignal) {
    while (!signal.aborted) await this.turn()
  }

  async turn() {
    await pause(10)
    this.draw()
  }

  draw() {
    this.face!.paint()
  }

  stop() {
    this.face = null
    this.controller.abort()
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.face', released: 'released', task: 'the task `this.run` on line 8', cancel: 'line 26 aborts it' },
        line: 25, column: 5, endLine: 25, endColumn: 14,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Clock {
  face: Face | null = face()
  controller = new AbortController()
  run?: Promise<void>

  start() {
    this.run = this.loop(this.controller.signal)
  }

  async loop(signal: AbortSignal) {
    while (!signal.aborted) await this.turn()
  }

  async turn() {
    await pause(10)
    this.draw()
  }

  draw() {
    this.face!.paint()
  }

  stop() {
    this.controller.abort()
    this.face = null
  }
}
` }],
      }],
    },
    {
      name: 'a callback of a method that runs at once',
      code: `
class Clock {
  faces = new Set<string>()
  screen: Screen | null = screen()
  timer?: Timer

  start() {
    this.timer = setInterval(() => {
      this.faces.forEach(face => { this.screen!.paint(face) })
    }, 1000)
  }

  stop() {
    this.screen = null
    clearInterval(this.timer)
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.screen', released: 'released', task: 'the interval `this.timer` on line 8', cancel: 'line 15 clears it' },
        line: 14, column: 5, endLine: 14, endColumn: 16,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Clock {
  faces = new Set<string>()
  screen: Screen | null = screen()
  timer?: Timer

  start() {
    this.timer = setInterval(() => {
      this.faces.forEach(face => { this.screen!.paint(face) })
    }, 1000)
  }

  stop() {
    clearInterval(this.timer)
    this.screen = null
  }
}
` }],
      }],
    },
    {
      name: 'the cell is read by a getter',
      code: `
class Clock {
  #face: Face | null = face()
  #timer?: Timer

  get width() {
    return this.#face!.width
  }

  start() {
    this.#timer = setInterval(() => { console.log(this.width) }, 1000)
  }

  stop() {
    this.#face = null
    clearInterval(this.#timer)
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.#face', released: 'released', task: 'the interval `this.#timer` on line 11', cancel: 'line 16 clears it' },
        line: 15, column: 5, endLine: 15, endColumn: 15,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Clock {
  #face: Face | null = face()
  #timer?: Timer

  get width() {
    return this.#face!.width
  }

  start() {
    this.#timer = setInterval(() => { console.log(this.width) }, 1000)
  }

  stop() {
    clearInterval(this.#timer)
    this.#face = null
  }
}
` }],
      }],
    },
  ],
})
