import { testRule } from '../tester.js'

testRule('requestAnimationFrame and setImmediate', {
  valid: [
    {
      name: 'the frame is cancelled first',
      code: `
class Canvas {
  context: Context | null = context()
  frame = 0

  draw = () => {
    this.context!.paint()
    this.frame = requestAnimationFrame(this.draw)
  }

  unmount() {
    cancelAnimationFrame(this.frame)
    this.context = null
  }
}
`,
    },
    {
      name: 'the immediate is cleared first',
      code: `
class Queue {
  sink: Sink | null = sink()
  next?: Immediate

  schedule() {
    this.next = setImmediate(() => { this.sink!.write(this.take()) })
  }

  close() {
    clearImmediate(this.next)
    this.sink = null
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'the frame is cancelled last',
      code: `
class Canvas {
  context: Context | null = context()
  frame = 0

  draw = () => {
    this.context!.paint()
    this.frame = requestAnimationFrame(this.draw)
  }

  unmount() {
    this.context = null
    cancelAnimationFrame(this.frame)
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: {
          cell: 'this.context', released: 'released', task: 'the frame callback `this.frame` on line 8', cancel: 'line 13 cancels it',
        },
        line: 12, column: 5, endLine: 12, endColumn: 17,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Canvas {
  context: Context | null = context()
  frame = 0

  draw = () => {
    this.context!.paint()
    this.frame = requestAnimationFrame(this.draw)
  }

  unmount() {
    cancelAnimationFrame(this.frame)
    this.context = null
  }
}
` }],
      }],
    },
    {
      name: 'the immediate is cleared last',
      code: `
class Queue {
  sink: Sink | null = sink()
  next?: Immediate

  schedule() {
    this.next = setImmediate(() => { this.sink!.write(this.take()) })
  }

  close() {
    this.sink = null
    clearImmediate(this.next)
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.sink', released: 'released', task: 'the timeout `this.next` on line 7', cancel: 'line 12 clears it' },
        line: 11, column: 5, endLine: 11, endColumn: 14,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Queue {
  sink: Sink | null = sink()
  next?: Immediate

  schedule() {
    this.next = setImmediate(() => { this.sink!.write(this.take()) })
  }

  close() {
    clearImmediate(this.next)
    this.sink = null
  }
}
` }],
      }],
    },
    {
      name: 'an idle callback',
      code: `
class Queue {
  sink: Sink | null = sink()
  next = 0

  schedule() {
    this.next = requestIdleCallback(() => { this.sink!.write(this.take()) })
  }

  close() {
    this.sink = null
    cancelIdleCallback(this.next)
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.sink', released: 'released', task: 'the frame callback `this.next` on line 7', cancel: 'line 12 cancels it' },
        line: 11, column: 5, endLine: 11, endColumn: 14,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Queue {
  sink: Sink | null = sink()
  next = 0

  schedule() {
    this.next = requestIdleCallback(() => { this.sink!.write(this.take()) })
  }

  close() {
    cancelIdleCallback(this.next)
    this.sink = null
  }
}
` }],
      }],
    },
  ],
})
