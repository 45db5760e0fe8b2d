import { testRule } from '../tester.js'

testRule('async function that runs at once', {
  valid: [
    {
      name: 'the loop is aborted first',
      code: `
class Reader {
  file: File | null = open()
  controller = new AbortController()
  task?: Promise<void>

  start() {
    const { signal } = this.controller
    this.task = (async () => {
      while (!signal.aborted) {
        await pause(10)
        this.emit(this.file!.take())
      }
    })()
  }

  close() {
    this.controller.abort()
    this.file = null
  }
}
`,
    },
    {
      name: 'what runs before the first wait runs in start itself',
      code: `
class Reader {
  file: File | null = open()
  controller = new AbortController()
  task?: Promise<void>

  start() {
    this.task = this.pump(this.controller.signal)
  }

  async pump(signal: AbortSignal) {
    const file = this.file!
    this.file!.rewind()
    while (!signal.aborted) this.emit(await file.read())
  }

  close() {
    this.file = null
    this.controller.abort()
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'the loop is aborted last',
      code: `
class Reader {
  file: File | null = open()
  controller = new AbortController()
  task?: Promise<void>

  start() {
    const { signal } = this.controller
    this.task = (async () => {
      while (!signal.aborted) {
        await pause(10)
        this.emit(this.file!.take())
      }
    })()
  }

  close() {
    this.file = null
    this.controller.abort()
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.file', released: 'released', task: 'the task `this.task` on line 9', cancel: 'line 19 aborts it' },
        line: 18, column: 5, endLine: 18, endColumn: 14,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Reader {
  file: File | null = open()
  controller = new AbortController()
  task?: Promise<void>

  start() {
    const { signal } = this.controller
    this.task = (async () => {
      while (!signal.aborted) {
        await pause(10)
        this.emit(this.file!.take())
      }
    })()
  }

  close() {
    this.controller.abort()
    this.file = null
  }
}
` }],
      }],
    },
    {
      name: 'its promise is kept only after a catch was hung on it',
      code: `
class Reader {
  file: File | null = open()
  controller = new AbortController()
  task?: Promise<void>

  start() {
    this.task = this.pump(this.controller.signal).catch(error => this.emit('error', error))
  }

  async pump(signal: AbortSignal) {
    while (!signal.aborted) {
      await pause(10)
      this.emit(this.file!.take())
    }
  }

  close() {
    this.file = null
    this.controller.abort()
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.file', released: 'released', task: 'the task `this.task` on line 8', cancel: 'line 20 aborts it' },
        line: 19, column: 5, endLine: 19, endColumn: 14,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Reader {
  file: File | null = open()
  controller = new AbortController()
  task?: Promise<void>

  start() {
    this.task = this.pump(this.controller.signal).catch(error => this.emit('error', error))
  }

  async pump(signal: AbortSignal) {
    while (!signal.aborted) {
      await pause(10)
      this.emit(this.file!.take())
    }
  }

  close() {
    this.controller.abort()
    this.file = null
  }
}
` }],
      }],
    },
    {
      name: 'its promise is kept nowhere',
      code: `
class Reader {
  file: File | null = open()
  controller = new AbortController()

  start() {
    void this.pump(this.controller.signal)
  }

  async pump(signal: AbortSignal) {
    while (!signal.aborted) {
      await pause(10)
      this.emit(this.file!.take())
    }
  }

  close() {
    this.file = null
    this.controller.abort()
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.file', released: 'released', task: '`pump()` on line 7', cancel: 'line 19 aborts it' },
        line: 18, column: 5, endLine: 18, endColumn: 14,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Reader {
  file: File | null = open()
  controller = new AbortController()

  start() {
    void this.pump(this.controller.signal)
  }

  async pump(signal: AbortSignal) {
    while (!signal.aborted) {
      await pause(10)
      this.emit(this.file!.take())
    }
  }

  close() {
    this.controller.abort()
    this.file = null
  }
}
` }],
      }],
    },
  ],
})
