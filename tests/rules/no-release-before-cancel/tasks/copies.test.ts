import { testRule } from '../tester.js'

testRule('copies of a cell inside the callback', {
  valid: [
    {
      name: 'the callback holds the reference that it closed over',
      code: `
class Clock {
  face: Face | null = null
  timer?: Timer

  start() {
    const face = makeFace()
    this.face = face
    this.timer = setInterval(() => { face.paint() }, 1000)
  }

  stop() {
    this.face = null
    clearInterval(this.timer)
  }
}
`,
    },
    {
      name: 'the copy is tested before it is used',
      code: `
class Clock {
  face: Face | null = null
  timer?: Timer

  start() {
    this.face = makeFace()
    this.timer = setInterval(() => {
      const { face } = this
      if (!face) return
      face.paint()
    }, 1000)
  }

  stop() {
    this.face = null
    clearInterval(this.timer)
  }
}
`,
    },
    {
      name: 'the face was handed over as an argument',
      code: `
class Clock {
  face: Face | null = null
  timer?: Timer

  start() {
    this.face = makeFace()
    this.timer = setInterval(draw, 1000, this.face)
  }

  stop() {
    this.face = null
    clearInterval(this.timer)
  }
}

function draw(face: Face) {
  face.paint()
}
`,
    },
    {
      name: 'a loop that got its own reference as a parameter',
      code: `
class Clock {
  face: Face | null = null
  controller = new AbortController()

  start() {
    this.face = makeFace()
    void this.loop(this.face, this.controller.signal)
  }

  async loop(face: Face, signal: AbortSignal) {
    while (!signal.aborted) {
      await pause(10)
      face.paint()
    }
  }

  stop() {
    this.face = null
    this.controller.abort()
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'the callback takes the face anew in each turn',
      code: `
class Clock {
  face: Face | null = null
  timer?: Timer

  start() {
    this.face = makeFace()
    this.timer = setInterval(() => {
      const face = this.face!
      face.paint()
    }, 1000)
  }

  stop() {
    this.face = null
    clearInterval(this.timer)
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.face', released: 'released', task: 'the interval `this.timer` on line 8', cancel: 'line 16 clears it' },
        line: 15, column: 5, endLine: 15, endColumn: 14,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Clock {
  face: Face | null = null
  timer?: Timer

  start() {
    this.face = makeFace()
    this.timer = setInterval(() => {
      const face = this.face!
      face.paint()
    }, 1000)
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
      name: 'the callback takes it by destructuring',
      code: `
class Clock {
  face: any = null
  timer?: Timer

  start() {
    this.face = makeFace()
    this.timer = setInterval(() => {
      const { face } = this
      face.paint()
    }, 1000)
  }

  stop() {
    this.face = null
    clearInterval(this.timer)
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.face', released: 'released', task: 'the interval `this.timer` on line 8', cancel: 'line 16 clears it' },
        line: 15, column: 5, endLine: 15, endColumn: 14,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Clock {
  face: any = null
  timer?: Timer

  start() {
    this.face = makeFace()
    this.timer = setInterval(() => {
      const { face } = this
      face.paint()
    }, 1000)
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
