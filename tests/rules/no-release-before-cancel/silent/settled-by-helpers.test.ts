import { testRule } from '../tester.js'

testRule('task that a helper waits for', {
  valid: [
    {
      name: 'the helper gives the promise back',
      code: `
class Search {
  start() {
    this.task = this.loop(this.controller.signal)
  }
  async loop(signal) {
    for (;;) {
      await pause(10, signal)
      this.view.blink()
    }
  }
  settle() {
    return this.task
  }
  async close() {
    await this.settle()
    this.view = null
    this.controller.abort()
  }
}
`,
    },
    {
      name: 'the helper is awaited among others',
      code: `
class Search {
  start() {
    this.task = this.loop(this.controller.signal)
  }
  async loop(signal) {
    for (;;) {
      await pause(10, signal)
      this.view.blink()
    }
  }
  async settle() {
    await this.task.catch(() => {})
  }
  async close() {
    await Promise.all([this.settle(), this.flush()])
    this.view = null
    this.controller.abort()
  }
}
`,
    },
    {
      name: 'a copy of the promise is tested and awaited: where there is none, nothing runs',
      code: `
class Search {
  start() {
    this.task = this.loop(this.controller.signal)
  }
  async loop(signal) {
    for (;;) {
      await pause(10, signal)
      this.view.blink()
    }
  }
  async close() {
    const task = this.task
    if (task) {
      try {
        await task
      } catch {}
    }
    this.view = null
    this.controller.abort()
  }
}
`,
    },
    {
      name: 'nobody waits for the teardown, but it waits for the task itself',
      code: `
class Search {
  start() {
    this.task = this.loop(this.controller.signal)
  }
  async loop(signal) {
    for (;;) {
      await pause(10, signal)
      this.view.blink()
    }
  }
  async finish() {
    await this.task
    this.view = null
    this.controller.abort()
  }
  close() {
    this.finish()
  }
}
`,
    },
    {
      name: 'the task was waited for before the call that nobody waits for',
      code: `
class Search {
  start() {
    this.task = this.loop(this.controller.signal)
  }
  async loop(signal) {
    for (;;) {
      await pause(10, signal)
      this.view.blink()
    }
  }
  async settle() {
    await this.task
  }
  async note() {
    this.closed = true
    await this.log.flush()
  }
  async close() {
    await this.settle()
    void this.note()
    this.view = null
    this.controller.abort()
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'nobody waits for the helper',
      code: `
class Search {
  start() {
    this.task = this.loop(this.controller.signal)
  }
  async loop(signal) {
    for (;;) {
      await pause(10, signal)
      this.view.blink()
    }
  }
  async settle() {
    await this.task
  }
  close() {
    void this.settle()
    this.view = null
    this.controller.abort()
  }
}
`,
      errors: [{
        messageId: 'latent', line: 17, column: 5, endLine: 17, endColumn: 14,
        data: { cell: 'this.view', released: 'released', task: 'the task `this.task` on line 4', cancel: 'line 18 aborts it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Search {
  start() {
    this.task = this.loop(this.controller.signal)
  }
  async loop(signal) {
    for (;;) {
      await pause(10, signal)
      this.view.blink()
    }
  }
  async settle() {
    await this.task
  }
  close() {
    void this.settle()
    this.controller.abort()
    this.view = null
  }
}
`,
        }],
      }],
    },
    {
      name: 'nobody waits for the promise that the helper gives back',
      code: `
class Search {
  start() {
    this.task = this.loop(this.controller.signal)
  }
  async loop(signal) {
    for (;;) {
      await pause(10, signal)
      this.view.blink()
    }
  }
  settle() {
    return this.task
  }
  close() {
    this.settle()
    this.view = null
    this.controller.abort()
  }
}
`,
      errors: [{
        messageId: 'latent', line: 17, column: 5, endLine: 17, endColumn: 14,
        data: { cell: 'this.view', released: 'released', task: 'the task `this.task` on line 4', cancel: 'line 18 aborts it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Search {
  start() {
    this.task = this.loop(this.controller.signal)
  }
  async loop(signal) {
    for (;;) {
      await pause(10, signal)
      this.view.blink()
    }
  }
  settle() {
    return this.task
  }
  close() {
    this.settle()
    this.controller.abort()
    this.view = null
  }
}
`,
        }],
      }],
    },
  ],
})
