import { testRule } from '../tester.js'

testRule('task objects and readers', {
  valid: [
    {
      name: 'a task object is cancelled in time',
      code: `
class Mailer {
  start() {
    this.job = new Job(() => this.smtp.send(this.next()))
  }
  stop() {
    this.job.cancel()
    this.smtp = null
  }
}
`,
    },
    {
      name: 'a stream\'s reader is cancelled in time',
      code: `
class Tail {
  start(stream) {
    this.reader = stream.getReader()
    this.loop = this.read()
  }
  async read() {
    for (;;) {
      const { done, value } = await this.reader.read()
      if (done) return
      this.file.write(value)
    }
  }
  stop() {
    this.reader.cancel()
    this.file = null
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'a task object is cancelled late',
      code: `
class Mailer {
  start() {
    this.job = new Job(() => this.smtp.send(this.next()))
  }
  stop() {
    this.smtp = null
    this.job.cancel()
  }
}
`,
      errors: [{
        messageId: 'latent', line: 7, column: 5, endLine: 7, endColumn: 14,
        data: { cell: 'this.smtp', released: 'released', task: 'the subscription `this.job` on line 4', cancel: 'line 8 cancels it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Mailer {
  start() {
    this.job = new Job(() => this.smtp.send(this.next()))
  }
  stop() {
    this.job.cancel()
    this.smtp = null
  }
}
`,
        }],
      }],
    },
    {
      name: 'a stream\'s reader is cancelled late',
      code: `
class Tail {
  start(stream) {
    this.reader = stream.getReader()
    this.loop = this.read()
  }
  async read() {
    for (;;) {
      const { done, value } = await this.reader.read()
      if (done) return
      this.file.write(value)
    }
  }
  stop() {
    this.file = null
    this.reader.cancel()
  }
}
`,
      errors: [{
        messageId: 'latent', line: 15, column: 5, endLine: 15, endColumn: 14,
        data: { cell: 'this.file', released: 'released', task: 'the task `this.loop` on line 5', cancel: 'line 16 cancels it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Tail {
  start(stream) {
    this.reader = stream.getReader()
    this.loop = this.read()
  }
  async read() {
    for (;;) {
      const { done, value } = await this.reader.read()
      if (done) return
      this.file.write(value)
    }
  }
  stop() {
    this.reader.cancel()
    this.file = null
  }
}
`,
        }],
      }],
    },
  ],
})
