import { testRule } from '../tester.js'

testRule('task objects', {
  valid: [
    {
      name: 'a task object of a class, cancelled first',
      code: `
class Reader {
  file: File | null = open()
  task?: CancellableTask

  start() {
    this.task = new CancellableTask(() => { this.file!.take() })
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
      name: 'a task object of a class, cancelled last',
      code: `
class Reader {
  file: File | null = open()
  task?: CancellableTask

  start() {
    this.task = new CancellableTask(() => { this.file!.take() })
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
  task?: CancellableTask

  start() {
    this.task = new CancellableTask(() => { this.file!.take() })
  }

  close() {
    this.task?.cancel()
    this.file = null
  }
}
` }],
      }],
    },
    {
      name: 'a task object that is aborted',
      code: `
class Reader {
  file: File | null = open()
  task?: Task

  start() {
    this.task = new Task({ run: () => { this.file!.take() } })
  }

  close() {
    this.file = null
    this.task?.abort()
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.file', released: 'released', task: 'the subscription `this.task` on line 7', cancel: 'line 12 aborts it' },
        line: 11, column: 5, endLine: 11, endColumn: 14,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Reader {
  file: File | null = open()
  task?: Task

  start() {
    this.task = new Task({ run: () => { this.file!.take() } })
  }

  close() {
    this.task?.abort()
    this.file = null
  }
}
` }],
      }],
    },
  ],
})
