import { testRule } from '../tester.js'

testRule('an observer', {
  valid: [
    {
      name: 'disconnect() of a ResizeObserver comes in time',
      code: `
class Panel {
  mount(node) {
    this.observer = new ResizeObserver(() => this.editor.layout())
    this.observer.observe(node)
  }
  unmount() {
    this.observer.disconnect()
    this.editor = null
  }
}
`,
    },
    {
      name: 'disconnect() of a connection is no cancel',
      code: `
class Panel {
  mount(url) {
    this.link = new Link(url, () => this.editor.layout())
  }
  unmount() {
    this.editor = null
    this.link.disconnect()
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'disconnect() of a ResizeObserver comes late',
      code: `
class Panel {
  mount(node) {
    this.observer = new ResizeObserver(() => this.editor.layout())
    this.observer.observe(node)
  }
  unmount() {
    this.editor = null
    this.observer.disconnect()
  }
}
`,
      errors: [{
        messageId: 'latent', line: 8, column: 5, endLine: 8, endColumn: 16,
        data: {
          cell: 'this.editor', released: 'released', task: 'the subscription `this.observer` on line 4', cancel: 'line 9 disconnects it',
        },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Panel {
  mount(node) {
    this.observer = new ResizeObserver(() => this.editor.layout())
    this.observer.observe(node)
  }
  unmount() {
    this.observer.disconnect()
    this.editor = null
  }
}
`,
        }],
      }],
    },
    {
      name: 'an observer by its method',
      code: `
class Panel {
  mount(node) {
    this.observer = new MutationObserver(this.changed.bind(this))
    this.observer.observe(node, { childList: true })
  }
  changed(records) {
    this.editor.take(records)
  }
  unmount() {
    this.editor = null
    this.observer?.disconnect()
  }
}
`,
      errors: [{
        messageId: 'latent', line: 11, column: 5, endLine: 11, endColumn: 16,
        data: {
          cell: 'this.editor', released: 'released', task: 'the subscription `this.observer` on line 4', cancel: 'line 12 disconnects it',
        },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Panel {
  mount(node) {
    this.observer = new MutationObserver(this.changed.bind(this))
    this.observer.observe(node, { childList: true })
  }
  changed(records) {
    this.editor.take(records)
  }
  unmount() {
    this.observer?.disconnect()
    this.editor = null
  }
}
`,
        }],
      }],
    },
  ],
})
