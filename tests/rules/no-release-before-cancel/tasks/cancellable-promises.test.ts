import { testRule } from '../tester.js'

testRule('promises that can be cancelled, and results', {
  valid: [
    {
      name: 'what was awaited is a result, no task',
      code: `
class Panel {
  chart: Chart | null = chart()
  poll?: Poll

  async open() {
    this.poll = await pollOnce(() => { this.chart!.refresh() })
  }

  close() {
    this.chart = null
    this.poll?.cancel()
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'a promise that can be cancelled',
      code: `
class Reader {
  file: File | null = open()
  task?: CancellablePromise

  start() {
    this.task = this.pump()
  }

  async pump() {
    for (;;) {
      await pause(10)
      this.emit(this.file!.take())
    }
  }

  close() {
    this.file = null
    this.task!.cancel()
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.file', released: 'released', task: 'the task `this.task` on line 7', cancel: 'line 19 cancels it' },
        line: 18, column: 5, endLine: 18, endColumn: 14,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Reader {
  file: File | null = open()
  task?: CancellablePromise

  start() {
    this.task = this.pump()
  }

  async pump() {
    for (;;) {
      await pause(10)
      this.emit(this.file!.take())
    }
  }

  close() {
    this.task!.cancel()
    this.file = null
  }
}
` }],
      }],
    },
    {
      name: 'a promise that can be aborted',
      code: `
class Reader {
  file: File | null = open()
  task?: AbortablePromise

  start() {
    this.task = this.pump()
  }

  async pump() {
    for (;;) {
      await pause(10)
      this.emit(this.file!.take())
    }
  }

  close() {
    this.file = null
    this.task!.abort()
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.file', released: 'released', task: 'the task `this.task` on line 7', cancel: 'line 19 aborts it' },
        line: 18, column: 5, endLine: 18, endColumn: 14,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Reader {
  file: File | null = open()
  task?: AbortablePromise

  start() {
    this.task = this.pump()
  }

  async pump() {
    for (;;) {
      await pause(10)
      this.emit(this.file!.take())
    }
  }

  close() {
    this.task!.abort()
    this.file = null
  }
}
` }],
      }],
    },
    {
      name: 'what was not awaited is a task',
      code: `
class Panel {
  chart: Chart | null = chart()
  poll?: Poll

  open() {
    this.poll = pollOnce(() => { this.chart!.refresh() })
  }

  close() {
    this.chart = null
    this.poll?.cancel()
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.chart', released: 'released', task: 'the subscription `this.poll` on line 7', cancel: 'line 12 cancels it' },
        line: 11, column: 5, endLine: 11, endColumn: 15,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Panel {
  chart: Chart | null = chart()
  poll?: Poll

  open() {
    this.poll = pollOnce(() => { this.chart!.refresh() })
  }

  close() {
    this.poll?.cancel()
    this.chart = null
  }
}
` }],
      }],
    },
  ],
})
