import { testRule } from '../tester.js'

testRule('task that has settled before', {
  valid: [
    {
      name: 'all of a list are awaited',
      code: `
class Client {
  tasks = []
  start() {
    this.tasks.push(this.read())
  }
  async read() {
    await this.log.flush()
    this.link.read()
  }
  async stop() {
    await Promise.all(this.tasks)
    this.link = null
    for (const task of this.tasks) task.cancel()
  }
}
`,
    },
    {
      name: 'it is awaited, then the cell is released, then its controller is aborted once more',
      code: `
class Search {
  view: View | null = view()
  controller = new AbortController()
  task?: Promise<void>

  start() {
    this.task = this.loop(this.controller.signal)
  }

  async loop(signal: AbortSignal) {
    for (let turn = 0; turn < 10; turn++) {
      await pause(10, signal)
      this.view!.blink()
    }
  }

  async close() {
    await this.task
    this.view = null
    this.controller.abort()
  }
}
`,
    },
    {
      name: 'it is awaited among others, whatever comes of them',
      code: `
class Search {
  view: View | null = view()
  controller = new AbortController()
  task?: Promise<void>

  start() {
    this.task = this.loop(this.controller.signal)
  }

  async loop(signal: AbortSignal) {
    for (let turn = 0; turn < 10; turn++) {
      await pause(10, signal)
      this.view!.blink()
    }
  }

  async close() {
    await Promise.allSettled([this.task, this.flush()])
    this.view = null
    this.controller.abort()
  }
}
`,
    },
    {
      name: 'one teardown waits until the loop ends by itself, another cancels it',
      code: `
class Search {
  view: View | null = view()
  controller = new AbortController()
  task?: Promise<void>

  start() {
    this.task = this.loop(this.controller.signal)
  }

  async loop(signal: AbortSignal) {
    while (!signal.aborted && this.more()) {
      await pause(10, signal)
      this.view!.blink()
    }
  }

  async finish() {
    await this.task
    this.view = null
  }

  cancel() {
    this.controller.abort()
    this.view = null
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'something else is awaited',
      code: `
class Search {
  view: View | null = view()
  controller = new AbortController()
  task?: Promise<void>

  start() {
    this.task = this.loop(this.controller.signal)
  }

  async loop(signal: AbortSignal) {
    for (let turn = 0; turn < 10; turn++) {
      await pause(10, signal)
      this.view!.blink()
    }
  }

  async close() {
    await this.flush()
    this.view = null
    this.controller.abort()
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.view', released: 'released', task: 'the task `this.task` on line 8', cancel: 'line 21 aborts it' },
        line: 20, column: 5, endLine: 20, endColumn: 14,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Search {
  view: View | null = view()
  controller = new AbortController()
  task?: Promise<void>

  start() {
    this.task = this.loop(this.controller.signal)
  }

  async loop(signal: AbortSignal) {
    for (let turn = 0; turn < 10; turn++) {
      await pause(10, signal)
      this.view!.blink()
    }
  }

  async close() {
    await this.flush()
    this.controller.abort()
    this.view = null
  }
}
` }],
      }],
    },
    {
      name: 'one teardown does not wait',
      code: `
class Search {
  view: View | null = view()
  controller = new AbortController()
  task?: Promise<void>

  start() {
    this.task = this.loop(this.controller.signal)
  }

  async loop(signal: AbortSignal) {
    while (!signal.aborted && this.more()) {
      await pause(10, signal)
      this.view!.blink()
    }
  }

  async finish() {
    await flush()
    this.view = null
  }

  cancel() {
    this.controller.abort()
    this.view = null
  }
}
`,
      errors: [{
        messageId: 'leak',
        data: { cell: 'this.view', released: 'released', task: 'the task `this.task` on line 8', cancel: 'line 24 aborts it' },
        line: 20, column: 5, endLine: 20, endColumn: 14,
                 suggestions: [{
                   messageId: 'cancelHere',
                   data: { source: 'this.controller.abort()' },
                   output: `
class Search {
  view: View | null = view()
  controller = new AbortController()
  task?: Promise<void>

  start() {
    this.task = this.loop(this.controller.signal)
  }

  async loop(signal: AbortSignal) {
    while (!signal.aborted && this.more()) {
      await pause(10, signal)
      this.view!.blink()
    }
  }

  async finish() {
    await flush()
    this.controller.abort()
    this.view = null
  }

  cancel() {
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
