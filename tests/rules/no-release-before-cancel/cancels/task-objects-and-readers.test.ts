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
  invalid: [],
})
