import { testRule } from '../tester.js'

testRule('observers', {
  valid: [
    {
      name: 'disconnected first',
      code: `
class Box {
  layout: Layout | null = layout()
  observer = new ResizeObserver(entries => { this.layout!.update(entries) })

  open(element: Element) {
    this.observer.observe(element)
  }

  close() {
    this.observer.disconnect()
    this.layout = null
  }
}
`,
    },
    {
      name: 'disconnect() of what is no observer is no cancel',
      code: `
class Box {
  layout: Layout | null = layout()
  database?: Database

  open() {
    this.database = new Database(row => { this.layout!.apply(row) })
  }

  close() {
    this.layout = null
    this.database?.disconnect()
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'disconnected last',
      code: `
class Box {
  layout: Layout | null = layout()
  observer = new ResizeObserver(entries => { this.layout!.update(entries) })

  open(element: Element) {
    this.observer.observe(element)
  }

  close() {
    this.layout = null
    this.observer.disconnect()
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: {
          cell: 'this.layout', released: 'released', task: 'the subscription `this.observer` on line 4', cancel: 'line 12 disconnects it',
        },
        line: 11, column: 5, endLine: 11, endColumn: 16,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Box {
  layout: Layout | null = layout()
  observer = new ResizeObserver(entries => { this.layout!.update(entries) })

  open(element: Element) {
    this.observer.observe(element)
  }

  close() {
    this.observer.disconnect()
    this.layout = null
  }
}
` }],
      }],
    },
    {
      name: 'an observer of mutations with a method as callback',
      code: `
class Box {
  layout: Layout | null = layout()
  observer?: MutationObserver

  open(element: Element) {
    this.observer = new MutationObserver(this.update.bind(this))
    this.observer.observe(element, { childList: true })
  }

  update(records: Records) {
    this.layout!.apply(records)
  }

  async close() {
    this.layout = null
    await this.fadeOut()
    this.observer?.disconnect()
  }
}
`,
      errors: [{
        messageId: 'race',
        data: {
          cell: 'this.layout', released: 'released', task: 'the subscription `this.observer` on line 7', cancel: 'line 18 disconnects it',
        },
        line: 16, column: 5, endLine: 16, endColumn: 16,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Box {
  layout: Layout | null = layout()
  observer?: MutationObserver

  open(element: Element) {
    this.observer = new MutationObserver(this.update.bind(this))
    this.observer.observe(element, { childList: true })
  }

  update(records: Records) {
    this.layout!.apply(records)
  }

  async close() {
    this.observer?.disconnect()
    this.layout = null
    await this.fadeOut()
  }
}
` }],
      }],
    },
  ],
})
