import { testRule } from '../tester.js'

testRule('reader of a stream', {
  valid: [
    {
      name: 'cancelled and settled before the reader is dropped',
      code: `
class Download {
  reader: Reader | null = null

  async pump() {
    for (;;) {
      const { done, value } = await this.reader!.read()
      if (done) return
      this.emit('data', value)
    }
  }

  start(body: Body) {
    this.reader = body.getReader()
    void this.pump()
  }

  async stop() {
    await this.reader!.cancel()
    this.reader = null
  }
}
`,
    },
    {
      name: 'the reader of another stream is cancelled',
      code: `
class Download {
  reader: Reader | null = null
  other: Reader | null = null
  sink: Sink | null = null

  async pump() {
    for (;;) {
      const { done, value } = await this.reader!.read()
      if (done) return
      this.sink!.write(value)
    }
  }

  start(body: Body) {
    this.reader = body.getReader()
    void this.pump()
  }

  async stop() {
    await this.reader!.cancel()
    this.sink = null
    await this.other!.cancel()
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'dropped before it is cancelled by a copy',
      code: `
class Download {
  reader: Reader | null = null
  controller = new AbortController()

  async pump(signal: AbortSignal) {
    for (;;) {
      await ready(signal)
      const { done, value } = await this.reader!.read()
      if (done) return
      this.emit('data', value)
    }
  }

  start(body: Body) {
    this.reader = body.getReader()
    void this.pump(this.controller.signal)
  }

  async stop() {
    const { reader } = this
    this.reader = null
    await reader!.closed
    this.controller.abort()
  }
}
`,
      errors: [{
        messageId: 'race',
        data: { cell: 'this.reader', released: 'released', task: '`pump()` on line 17', cancel: 'line 24 aborts it' },
        line: 22, column: 5, endLine: 22, endColumn: 16,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Download {
  reader: Reader | null = null
  controller = new AbortController()

  async pump(signal: AbortSignal) {
    for (;;) {
      await ready(signal)
      const { done, value } = await this.reader!.read()
      if (done) return
      this.emit('data', value)
    }
  }

  start(body: Body) {
    this.reader = body.getReader()
    void this.pump(this.controller.signal)
  }

  async stop() {
    const { reader } = this
    this.controller.abort()
    this.reader = null
    await reader!.closed
  }
}
` }],
      }],
    },
  ],
})
