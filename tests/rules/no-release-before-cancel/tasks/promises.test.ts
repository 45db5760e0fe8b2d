import { testRule } from '../tester.js'

testRule('stored promise of an async method', {
  valid: [
    {
      name: 'a stop flag that the loop tests before each use',
      code: `
class Reader {
  file: File | null = open()
  closed = false
  task?: Promise<void>

  start() {
    this.task = this.pump()
  }

  async pump() {
    while (!this.closed) {
      this.emit(this.file!.take())
      await this.file!.more()
    }
  }

  async close() {
    this.closed = true
    this.file = null
  }
}
`,
    },
    {
      name: 'the same order with a flag that the loop tests, but where it never uses the released cell',
      code: `
class Reader {
  file: File | null = open()
  closed = false
  task?: Promise<void>

  start() {
    this.task = this.pump()
  }

  async pump() {
    while (!this.closed) {
      this.emit('tick')
      await pause(10)
    }
  }

  async close() {
    this.file = null
    await this.flush()
    this.closed = true
  }
}
`,
    },
    {
      name: 'the task object is cancelled first',
      code: `
class Reader {
  file: File | null = open()
  task?: Cancellable

  start() {
    this.task = cancellable(() => { this.file!.take() })
  }

  close() {
    this.task?.cancel()
    this.file = null
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'the stop flag is set after the release',
      code: `
class Reader {
  file: File | null = open()
  closed = false
  task?: Promise<void>

  start() {
    this.task = this.pump()
  }

  async pump() {
    while (!this.closed) {
      this.emit(this.file!.take())
      await pause(10)
    }
  }

  async close() {
    this.file = null
    await this.flush()
    this.closed = true
  }
}
`,
      errors: [{
        messageId: 'race',
        data: { cell: 'this.file', released: 'released', task: 'the task `this.task` on line 8', cancel: 'line 21 stops it' },
        line: 19, column: 5, endLine: 19, endColumn: 14,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Reader {
  file: File | null = open()
  closed = false
  task?: Promise<void>

  start() {
    this.task = this.pump()
  }

  async pump() {
    while (!this.closed) {
      this.emit(this.file!.take())
      await pause(10)
    }
  }

  async close() {
    this.closed = true
    this.file = null
    await this.flush()
  }
}
` }],
      }],
    },
    {
      name: 'a task object of the own file that is cancelled',
      code: `
class Reader {
  file: File | null = open()
  task?: Cancellable

  start() {
    this.task = cancellable(() => { this.file!.take() })
  }

  close() {
    this.file = null
    this.task?.cancel()
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.file', released: 'released', task: 'the subscription `this.task` on line 7', cancel: 'line 12 cancels it' },
        line: 11, column: 5, endLine: 11, endColumn: 14,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Reader {
  file: File | null = open()
  task?: Cancellable

  start() {
    this.task = cancellable(() => { this.file!.take() })
  }

  close() {
    this.task?.cancel()
    this.file = null
  }
}
` }],
      }],
    },
  ],
})
