import { testRule } from '../tester.js'

testRule('await that fails', {
  valid: [
    {
      name: 'the task is awaited in a try, whatever comes of it, then its controller is aborted once more',
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
    try {
      await this.task
    } catch {}
    this.view = null
    this.controller.abort()
  }
}
`,
    },
    {
      name: 'a helper awaits it in a try',
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
    try {
      await this.task
    } catch (error) {
      this.log.warn(error)
    }
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
      name: 'a helper awaits it, in a try of its caller',
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
  async close() {
    try {
      await this.settle()
    } catch {}
    this.view = null
    this.controller.abort()
  }
}
`,
    },
    {
      name: 'it is awaited in a try among others',
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
    try {
      await Promise.all([this.task, this.flush()])
    } catch {}
    this.view = null
    this.controller.abort()
  }
}
`,
    },
    {
      name: 'a task in an object of the module is awaited in a try',
      code: `
const state = { task: null, view: null, controller: new AbortController() }
export function start() {
  state.task = loop(state.controller.signal)
}
async function loop(signal) {
  for (;;) {
    await pause(10, signal)
    state.view.blink()
  }
}
export async function close() {
  try {
    await state.task
  } catch {}
  state.view = null
  state.controller.abort()
}
`,
    },
  ],
  invalid: [
    {
      name: 'something else is awaited in the try',
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
    try {
      await this.ready
    } catch {}
    this.view = null
    this.controller.abort()
  }
}
`,
      errors: [{
        messageId: 'latent', line: 16, column: 5, endLine: 16, endColumn: 14,
        data: { cell: 'this.view', released: 'released', task: 'the task `this.task` on line 4', cancel: 'line 17 aborts it' },
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
  async close() {
    try {
      await this.ready
    } catch {}
    this.controller.abort()
    this.view = null
  }
}
`,
        }],
      }],
    },
    {
      name: 'a call in front of the await fails, and the task was not awaited',
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
    try {
      this.view.close()
      await this.task
    } catch {}
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
  async close() {
    this.controller.abort()
    try {
      this.view.close()
      await this.task
    } catch {}
    this.view = null
  }
}
`,
                 }],
      }],
    },
  ],
})
