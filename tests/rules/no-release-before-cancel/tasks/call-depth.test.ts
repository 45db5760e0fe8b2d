import { testRule } from '../tester.js'

testRule("through the owner's own functions", {
  valid: [
    {
      name: 'three calls deep, cleared first',
      code: `
class Clock {
  face: Face | null = face()
  timer?: Timer

  start() {
    this.timer = setInterval(() => { this.tick() }, 1000)
  }

  tick() {
    this.advance()
  }

  advance() {
    this.draw()
  }

  draw() {
    this.face!.paint()
  }

  stop() {
    clearInterval(this.timer)
    this.face = null
  }
}
`,
    },
    {
      name: 'what is called on another object of the class is another face',
      code: `
class Clock {
  face: Face | null = face()
  twin?: Clock
  timer?: Timer

  start() {
    this.timer = setInterval(() => { this.twin!.draw() }, 1000)
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
    {
      name: 'a helper tests the cell and leaves before anything uses it',
      code: `
class Clock {
  face: Face | null = face()
  timer?: Timer

  start() {
    this.timer = setInterval(() => { this.draw() }, 1000)
  }

  draw() {
    this.face?.paint()
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
      name: 'three calls deep',
      code: `
class Clock {
  face: Face | null = face()
  timer?: Timer

  start() {
    this.timer = setInterval(() => { this.tick() }, 1000)
  }

  tick() {
    this.advance()
  }

  advance() {
    this.draw()
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
        data: { cell: 'this.face', released: 'released', task: 'the interval `this.timer` on line 7', cancel: 'line 24 clears it' },
        line: 23, column: 5, endLine: 23, endColumn: 14,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Clock {
  face: Face | null = face()
  timer?: Timer

  start() {
    this.timer = setInterval(() => { this.tick() }, 1000)
  }

  tick() {
    this.advance()
  }

  advance() {
    this.draw()
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
      name: 'functions of a closure call one another',
      code: `
function clock() {
  let face: Face | null = makeFace()
  function draw() {
    face!.paint()
  }
  const advance = () => draw()
  const tick = function () { advance() }
  const timer = setInterval(() => tick(), 1000)
  return () => {
    face = null
    clearInterval(timer)
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'face', released: 'released', task: 'the interval `timer` on line 9', cancel: 'line 12 clears it' },
        line: 11, column: 5, endLine: 11, endColumn: 9,
        suggestions: [{ messageId: 'cancelFirst', output: `
function clock() {
  let face: Face | null = makeFace()
  function draw() {
    face!.paint()
  }
  const advance = () => draw()
  const tick = function () { advance() }
  const timer = setInterval(() => tick(), 1000)
  return () => {
    clearInterval(timer)
    face = null
  }
}
` }],
      }],
    },
  ],
})
