import { testRule } from '../tester.js'

testRule('listeners under a signal, and listeners that a call-out runs', {
  valid: [
    {
      name: 'a listener that a signal takes off before',
      code: `
class View {
  model: Model | null = model()
  controller = new AbortController()

  open() {
    const { signal } = this.controller
    window.addEventListener('resize', () => { this.model!.draw() }, { signal })
  }

  close() {
    this.controller.abort()
    this.model = null
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'a listener that a signal takes off',
      code: `
class View {
  model: Model | null = model()
  controller = new AbortController()

  open() {
    window.addEventListener('resize', () => { this.model!.draw() }, { signal: this.controller.signal })
  }

  close() {
    this.model = null
    this.controller.abort()
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.model', released: 'released', task: "the 'resize' listener on line 7", cancel: 'line 12 aborts it' },
        line: 11, column: 5, endLine: 11, endColumn: 15,
        suggestions: [{ messageId: 'cancelFirst', output: `
class View {
  model: Model | null = model()
  controller = new AbortController()

  open() {
    window.addEventListener('resize', () => { this.model!.draw() }, { signal: this.controller.signal })
  }

  close() {
    this.controller.abort()
    this.model = null
  }
}
` }],
      }],
    },
    {
      name: 'the signal is shared by its short name',
      code: `
class View {
  model: Model | null = model()
  controller = new AbortController()

  open() {
    const { signal } = this.controller
    window.addEventListener('resize', () => { this.model!.draw() }, { signal })
  }

  async close() {
    this.model = null
    await this.fadeOut()
    this.controller.abort()
  }
}
`,
      errors: [{
        messageId: 'race',
        data: { cell: 'this.model', released: 'released', task: "the 'resize' listener on line 8", cancel: 'line 14 aborts it' },
        line: 12, column: 5, endLine: 12, endColumn: 15,
        suggestions: [{ messageId: 'cancelFirst', output: `
class View {
  model: Model | null = model()
  controller = new AbortController()

  open() {
    const { signal } = this.controller
    window.addEventListener('resize', () => { this.model!.draw() }, { signal })
  }

  async close() {
    this.controller.abort()
    this.model = null
    await this.fadeOut()
  }
}
` }],
      }],
    },
    {
      name: 'a call-out runs the listener before it is taken off',
      code: `
class View {
  model: Model | null = model()
  bus = new Bus()

  open() {
    this.bus.on('change', this.render)
  }

  render = () => {
    this.model!.draw()
  }

  close() {
    this.model = null
    this.bus.emit('change')
    this.bus.off('change', this.render)
  }
}
`,
      errors: [{
        messageId: 'race',
        data: { cell: 'this.model', released: 'released', task: "the 'change' listener on line 7", cancel: 'line 17 removes it' },
        line: 15, column: 5, endLine: 15, endColumn: 15,
        suggestions: [{ messageId: 'cancelFirst', output: `
class View {
  model: Model | null = model()
  bus = new Bus()

  open() {
    this.bus.on('change', this.render)
  }

  render = () => {
    this.model!.draw()
  }

  close() {
    this.bus.off('change', this.render)
    this.model = null
    this.bus.emit('change')
  }
}
` }],
      }],
    },
  ],
})
