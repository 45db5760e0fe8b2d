import { testRule } from '../tester.js'

testRule('async loop that tests a flag of the owner', {
  valid: [
    {
      name: 'the flag is set first, the wait stands between the test and the use',
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
      await pause(10)
      if (this.closed) return
      this.emit(this.file!.take())
    }
  }

  async close() {
    this.closed = true
    this.file = null
    await this.flush()
  }
}
`,
    },
    {
      name: 'the flag and the cell are written together',
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
    this.closed = true
    await this.task
    this.file = null
  }
}
`,
    },
  ],
  invalid: [
    {
      name: "the flag of the loop's condition is set after a wait",
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
      await pause(10)
      this.emit(this.file!.take())
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
      await pause(10)
      this.emit(this.file!.take())
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
      name: 'the flag is tested behind the wait, and set after a wait of the teardown',
      code: `
class Reader {
  file: File | null = open()
  running = false

  start() {
    this.running = true
    void this.pump()
  }

  async pump() {
    for (;;) {
      await pause(10)
      if (!this.running) break
      this.emit(this.file!.take())
    }
  }

  async close() {
    this.file = null
    await this.flush()
    this.running = false
  }
}
`,
      errors: [{
        messageId: 'race',
        data: { cell: 'this.file', released: 'released', task: '`pump()` on line 8', cancel: 'line 22 stops it' },
        line: 20, column: 5, endLine: 20, endColumn: 14,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Reader {
  file: File | null = open()
  running = false

  start() {
    this.running = true
    void this.pump()
  }

  async pump() {
    for (;;) {
      await pause(10)
      if (!this.running) break
      this.emit(this.file!.take())
    }
  }

  async close() {
    this.running = false
    this.file = null
    await this.flush()
  }
}
` }],
      }],
    },
    {
      name: 'a flag of the closure',
      code: `
function reader(path: string) {
  let file: File | null = open(path)
  let closed = false
  const pump = async () => {
    while (!closed) {
      emit(file!.take())
      await pause(10)
    }
  }
  void pump()
  return async () => {
    file = null
    await flush()
    closed = true
  }
}
`,
      errors: [{
        messageId: 'race',
        data: { cell: 'file', released: 'released', task: '`pump()` on line 11', cancel: 'line 15 stops it' },
        line: 13, column: 5, endLine: 13, endColumn: 9,
        suggestions: [{ messageId: 'cancelFirst', output: `
function reader(path: string) {
  let file: File | null = open(path)
  let closed = false
  const pump = async () => {
    while (!closed) {
      emit(file!.take())
      await pause(10)
    }
  }
  void pump()
  return async () => {
    closed = true
    file = null
    await flush()
  }
}
` }],
      }],
    },
  ],
})
