import { testRule } from '../tester.js'

testRule('what is a cancel', {
  valid: [
    {
      name: 'remove() of what is no subscription is none',
      code: `
class Panel {
  chart: Chart | null = chart()
  item?: Item

  open() {
    this.item = menu.create(() => { this.chart!.refresh() })
  }

  close() {
    this.chart = null
    this.item?.remove()
  }
}
`,
    },
    {
      name: 'what on() gave back is called first',
      code: `
class Panel {
  chart: Chart | null = chart()
  unbind?: () => void

  open() {
    this.unbind = emitter.on('change', () => { this.chart!.refresh() })
  }

  close() {
    this.unbind?.()
    this.chart = null
  }
}
`,
    },
    {
      name: 'off() without a callback, first',
      code: `
class View {
  model: Model | null = model()

  open() {
    source.on('change', () => { this.model!.draw() })
  }

  close() {
    source.off('change')
    this.model = null
  }
}
`,
    },
    {
      name: 'what was awaited is a result, no task',
      code: `
class Panel {
  chart: Chart | null = chart()
  poll?: Poll

  async open() {
    this.poll = await pollOnce(() => { this.chart!.refresh() })
  }

  close() {
    this.chart = null
    this.poll?.cancel()
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'another method of the controller is none',
      code: `
class Agent {
  child: Child | null = null
  controller = new RestartableController()

  start() {
    this.child = spawn('agent')
    void this.listen(this.controller.signal)
  }

  async listen(signal: AbortSignal) {
    while (!signal.aborted) {
      await pause(10)
      this.child!.ping()
    }
  }

  stop() {
    this.controller.restart()
    this.child = null
    this.controller.abort()
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'child', released: 'released', task: '`listen()`', taskLine: '8', cancelLine: '21', cancels: 'aborts' },
        line: 20, column: 5, endLine: 20, endColumn: 15,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Agent {
  child: Child | null = null
  controller = new RestartableController()

  start() {
    this.child = spawn('agent')
    void this.listen(this.controller.signal)
  }

  async listen(signal: AbortSignal) {
    while (!signal.aborted) {
      await pause(10)
      this.child!.ping()
    }
  }

  stop() {
    this.controller.restart()
    this.controller.abort()
    this.child = null
  }
}
` }],
      }],
    },
    {
      name: 'off() without a callback takes off all of the event',
      code: `
class View {
  model: Model | null = model()

  open() {
    source.on('change', () => { this.model!.draw() })
  }

  close() {
    this.model = null
    source.off('change')
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: {
          cell: 'model', released: 'released', task: "the 'change' listener",
          taskLine: '6', cancelLine: '11', cancels: 'removes',
        },
        line: 10, column: 5, endLine: 10, endColumn: 15,
        suggestions: [{ messageId: 'cancelFirst', output: `
class View {
  model: Model | null = model()

  open() {
    source.on('change', () => { this.model!.draw() })
  }

  close() {
    source.off('change')
    this.model = null
  }
}
` }],
      }],
    },
    {
      name: 'a promise that can be cancelled',
      code: `
class Reader {
  file: File | null = open()
  task?: CancellablePromise

  start() {
    this.task = this.pump()
  }

  async pump() {
    for (;;) {
      await pause(10)
      this.emit(this.file!.take())
    }
  }

  close() {
    this.file = null
    this.task!.cancel()
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'file', released: 'released', task: '`task`', taskLine: '7', cancelLine: '19', cancels: 'cancels' },
        line: 18, column: 5, endLine: 18, endColumn: 14,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Reader {
  file: File | null = open()
  task?: CancellablePromise

  start() {
    this.task = this.pump()
  }

  async pump() {
    for (;;) {
      await pause(10)
      this.emit(this.file!.take())
    }
  }

  close() {
    this.task!.cancel()
    this.file = null
  }
}
` }],
      }],
    },
    {
      name: 'a promise that can be aborted',
      code: `
class Reader {
  file: File | null = open()
  task?: AbortablePromise

  start() {
    this.task = this.pump()
  }

  async pump() {
    for (;;) {
      await pause(10)
      this.emit(this.file!.take())
    }
  }

  close() {
    this.file = null
    this.task!.abort()
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'file', released: 'released', task: '`task`', taskLine: '7', cancelLine: '19', cancels: 'aborts' },
        line: 18, column: 5, endLine: 18, endColumn: 14,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Reader {
  file: File | null = open()
  task?: AbortablePromise

  start() {
    this.task = this.pump()
  }

  async pump() {
    for (;;) {
      await pause(10)
      this.emit(this.file!.take())
    }
  }

  close() {
    this.task!.abort()
    this.file = null
  }
}
` }],
      }],
    },
    {
      name: 'what was not awaited is a task',
      code: `
class Panel {
  chart: Chart | null = chart()
  poll?: Poll

  open() {
    this.poll = pollOnce(() => { this.chart!.refresh() })
  }

  close() {
    this.chart = null
    this.poll?.cancel()
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'chart', released: 'released', task: '`poll`', taskLine: '7', cancelLine: '12', cancels: 'cancels' },
        line: 11, column: 5, endLine: 11, endColumn: 15,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Panel {
  chart: Chart | null = chart()
  poll?: Poll

  open() {
    this.poll = pollOnce(() => { this.chart!.refresh() })
  }

  close() {
    this.poll?.cancel()
    this.chart = null
  }
}
` }],
      }],
    },
  ],
})
