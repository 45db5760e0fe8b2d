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
        data: { cell: 'this.child', released: 'released', task: '`listen()` on line 8', cancel: 'line 21 aborts it' },
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
        data: { cell: 'this.model', released: 'released', task: "the 'change' listener on line 6", cancel: 'line 11 removes it' },
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
  ],
})
