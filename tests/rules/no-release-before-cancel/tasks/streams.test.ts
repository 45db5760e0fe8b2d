import { testRule } from '../tester.js'

testRule('loops over streams', {
  valid: [
    {
      name: 'the iteration is aborted first',
      code: `
class Follower {
  child: Child | null = null
  lines: Lines | null = null
  controller = new AbortController()

  async follow(signal: AbortSignal) {
    for await (const line of this.child!.stdout) {
      if (signal.aborted) return
      this.lines!.push(line)
    }
  }

  start() {
    this.child = spawn('tail')
    this.following = this.follow(this.controller.signal)
  }

  stop() {
    this.controller.abort()
    this.lines = null
  }
}
`,
    },
    {
      name: 'the iteration holds its own stream; the cell is not read again',
      code: `
class Follower {
  child: Child | null = null
  controller = new AbortController()

  async follow(signal: AbortSignal) {
    for await (const line of this.child!.stdout) {
      if (signal.aborted) return
      console.log(line)
    }
  }

  start() {
    this.child = spawn('tail')
    this.following = this.follow(this.controller.signal)
  }

  stop() {
    this.child = null
    this.controller.abort()
  }
}
`,
    },
    {
      name: 'the reader is cancelled before the sink is dropped',
      code: `
class Download {
  reader: Reader | null = null
  sink: Sink | null = null
  task?: Promise<void>

  start(body: Body) {
    this.reader = body.getReader()
    this.task = this.pump()
  }

  async pump() {
    for (;;) {
      const { done, value } = await this.reader!.read()
      if (done) return
      this.sink!.write(value)
    }
  }

  async stop() {
    await this.reader!.cancel()
    await this.task
    this.sink = null
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'the iteration is aborted last',
      code: `
class Follower {
  child: Child | null = null
  lines: Lines | null = null
  controller = new AbortController()

  async follow(signal: AbortSignal) {
    for await (const line of this.child!.stdout) {
      if (signal.aborted) return
      this.lines!.push(line)
    }
  }

  start() {
    this.child = spawn('tail')
    this.following = this.follow(this.controller.signal)
  }

  async stop() {
    this.lines = null
    await this.child!.exit
    this.controller.abort()
  }
}
`,
      errors: [{
        messageId: 'race',
        data: { cell: 'this.lines', released: 'released', task: 'the task `this.following` on line 16', cancel: 'line 22 aborts it' },
        line: 20, column: 5, endLine: 20, endColumn: 15,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Follower {
  child: Child | null = null
  lines: Lines | null = null
  controller = new AbortController()

  async follow(signal: AbortSignal) {
    for await (const line of this.child!.stdout) {
      if (signal.aborted) return
      this.lines!.push(line)
    }
  }

  start() {
    this.child = spawn('tail')
    this.following = this.follow(this.controller.signal)
  }

  async stop() {
    this.controller.abort()
    this.lines = null
    await this.child!.exit
  }
}
` }],
      }],
    },
    {
      name: 'a reader of a web stream that the loop takes from its cell in each turn',
      code: `
class Download {
  reader: Reader | null = null
  task?: Promise<void>
  controller = new AbortController()

  start(body: Body) {
    this.reader = body.getReader()
    this.task = this.pump(this.controller.signal)
  }

  async pump(signal: AbortSignal) {
    while (!signal.aborted) {
      const { done, value } = await this.reader!.read()
      if (done) return
      this.emit('data', value)
    }
  }

  stop() {
    this.reader = null
    this.controller.abort()
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.reader', released: 'released', task: 'the task `this.task` on line 9', cancel: 'line 22 aborts it' },
        line: 21, column: 5, endLine: 21, endColumn: 16,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Download {
  reader: Reader | null = null
  task?: Promise<void>
  controller = new AbortController()

  start(body: Body) {
    this.reader = body.getReader()
    this.task = this.pump(this.controller.signal)
  }

  async pump(signal: AbortSignal) {
    while (!signal.aborted) {
      const { done, value } = await this.reader!.read()
      if (done) return
      this.emit('data', value)
    }
  }

  stop() {
    this.controller.abort()
    this.reader = null
  }
}
` }],
      }],
    },
    {
      name: 'the reader is dropped before the loop that reads it is cancelled by the reader itself',
      code: `
class Download {
  reader: Reader | null = null
  sink: Sink | null = null
  task?: Promise<void>

  start(body: Body) {
    this.reader = body.getReader()
    this.task = this.pump()
  }

  async pump() {
    for (;;) {
      const { done, value } = await this.reader!.read()
      if (done) return
      this.sink!.write(value)
    }
  }

  async stop() {
    this.sink = null
    await this.reader!.cancel()
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.sink', released: 'released', task: 'the task `this.task` on line 9', cancel: 'line 22 cancels it' },
        line: 21, column: 5, endLine: 21, endColumn: 14,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Download {
  reader: Reader | null = null
  sink: Sink | null = null
  task?: Promise<void>

  start(body: Body) {
    this.reader = body.getReader()
    this.task = this.pump()
  }

  async pump() {
    for (;;) {
      const { done, value } = await this.reader!.read()
      if (done) return
      this.sink!.write(value)
    }
  }

  async stop() {
    await this.reader!.cancel()
    this.sink = null
  }
}
` }],
      }],
    },
  ],
})
