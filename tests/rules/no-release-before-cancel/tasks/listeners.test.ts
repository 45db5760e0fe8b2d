import { testRule } from '../tester.js'

testRule('listeners', {
  valid: [
    {
      name: 'the listener is removed first',
      code: `
class View {
  model: Model | null = model()

  open() {
    source.on('change', this.render)
  }

  render = () => {
    this.model!.draw()
  }

  close() {
    source.off('change', this.render)
    this.model = null
  }
}
`,
    },
    {
      name: 'another event of the same source',
      code: `
class View {
  model: Model | null = model()
  onResize = () => { this.model!.draw() }
  onFocus = () => { console.log('focus') }

  connectedCallback() {
    window.addEventListener('resize', this.onResize)
    window.addEventListener('focus', this.onFocus)
  }

  disconnectedCallback() {
    window.removeEventListener('resize', this.onResize)
    this.model = null
    window.removeEventListener('focus', this.onFocus)
  }
}
`,
    },
    {
      name: 'all listeners of another event are taken off',
      code: `
class View {
  model: Model | null = model()
  bus = new Bus()

  open() {
    this.bus.on('change', () => { this.model!.draw() })
    this.bus.on('error', console.error)
  }

  close() {
    this.bus.removeAllListeners('change')
    this.model = null
    this.bus.removeAllListeners('error')
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'the listener is removed last',
      code: `
class View {
  model: Model | null = model()

  open() {
    source.on('change', this.render)
  }

  render = () => {
    this.model!.draw()
  }

  close() {
    this.model = null
    source.off('change', this.render)
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.model', released: 'released', task: "the 'change' listener on line 6", cancel: 'line 15 removes it' },
        line: 14, column: 5, endLine: 14, endColumn: 15,
        suggestions: [{ messageId: 'cancelFirst', output: `
class View {
  model: Model | null = model()

  open() {
    source.on('change', this.render)
  }

  render = () => {
    this.model!.draw()
  }

  close() {
    source.off('change', this.render)
    this.model = null
  }
}
` }],
      }],
    },
    {
      name: 'addListener and removeListener',
      code: `
class View {
  model: Model | null = model()

  constructor(readonly bus: Bus) {
    this.render = this.render.bind(this)
    this.bus.addListener('change', this.render)
  }

  render() {
    this.model!.draw()
  }

  close() {
    this.model = null
    this.bus.removeListener('change', this.render)
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.model', released: 'released', task: "the 'change' listener on line 7", cancel: 'line 16 removes it' },
        line: 15, column: 5, endLine: 15, endColumn: 15,
        suggestions: [{ messageId: 'cancelFirst', output: `
class View {
  model: Model | null = model()

  constructor(readonly bus: Bus) {
    this.render = this.render.bind(this)
    this.bus.addListener('change', this.render)
  }

  render() {
    this.model!.draw()
  }

  close() {
    this.bus.removeListener('change', this.render)
    this.model = null
  }
}
` }],
      }],
    },
    {
      name: 'addEventListener and removeEventListener on a window',
      code: `
class View {
  model: Model | null = model()
  onResize = () => { this.model!.draw() }

  connectedCallback() {
    window.addEventListener('resize', this.onResize, { passive: true })
  }

  disconnectedCallback() {
    this.model = null
    window.removeEventListener('resize', this.onResize)
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.model', released: 'released', task: "the 'resize' listener on line 7", cancel: 'line 12 removes it' },
        line: 11, column: 5, endLine: 11, endColumn: 15,
        suggestions: [{ messageId: 'cancelFirst', output: `
class View {
  model: Model | null = model()
  onResize = () => { this.model!.draw() }

  connectedCallback() {
    window.addEventListener('resize', this.onResize, { passive: true })
  }

  disconnectedCallback() {
    window.removeEventListener('resize', this.onResize)
    this.model = null
  }
}
` }],
      }],
    },
    {
      name: 'all listeners are taken off at once',
      code: `
class View {
  model: Model | null = model()
  bus = new Bus()

  open() {
    this.bus.on('change', () => { this.model!.draw() })
  }

  close() {
    this.model = null
    this.bus.removeAllListeners()
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.model', released: 'released', task: "the 'change' listener on line 7", cancel: 'line 12 removes it' },
        line: 11, column: 5, endLine: 11, endColumn: 15,
        suggestions: [{ messageId: 'cancelFirst', output: `
class View {
  model: Model | null = model()
  bus = new Bus()

  open() {
    this.bus.on('change', () => { this.model!.draw() })
  }

  close() {
    this.bus.removeAllListeners()
    this.model = null
  }
}
` }],
      }],
    },
  ],
})
