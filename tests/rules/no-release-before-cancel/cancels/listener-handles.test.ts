import { testRule } from '../tester.js'

testRule('a method of what attaching a listener gives back ends it', {
  valid: [
    {
      name: 'remove() of what addListener() gave back, in time',
      code: `
class Feed {
  start() {
    this.sub = emitter.addListener('data', () => this.conn.ping())
  }
  stop() {
    this.sub.remove()
    this.conn = null
  }
}
`,
    },
    {
      name: 'remove() of what the host\'s addEventListener() gave back, in time',
      code: `
class Feed {
  start() {
    this.sub = AppState.addEventListener('change', () => this.conn.ping())
  }
  stop() {
    this.sub?.remove()
    this.conn = null
  }
}
`,
    },
    {
      name: 'unsubscribe() of what on() gave back, in time',
      code: `
class Feed {
  start() {
    this.sub = emitter.on('data', () => this.conn.ping())
  }
  stop() {
    this.sub.unsubscribe()
    this.conn = null
  }
}
`,
    },
    {
      name: 'remove() of what subscribe() gave back, in time',
      code: `
class Feed {
  start() {
    this.sub = store.subscribe(() => this.conn.ping())
  }
  stop() {
    this.sub.remove()
    this.conn = null
  }
}
`,
    },
    {
      name: 'off() of what on() gave back, in time',
      code: `
class Feed {
  start() {
    this.sub = emitter.on('data', () => this.conn.ping())
  }
  stop() {
    this.sub.off()
    this.conn = null
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'remove() of what addListener() gave back, late',
      code: `
class Feed {
  start() {
    this.sub = emitter.addListener('data', () => this.conn.ping())
  }
  stop() {
    this.conn = null
    this.sub.remove()
  }
}
`,
      errors: [{
        messageId: 'latent', line: 7, column: 5, endLine: 7, endColumn: 14,
        data: { cell: 'this.conn', released: 'released', task: "the 'data' listener `this.sub` on line 4", cancel: 'line 8 cancels it' },
        suggestions: [{ messageId: 'cancelFirst', output: `
class Feed {
  start() {
    this.sub = emitter.addListener('data', () => this.conn.ping())
  }
  stop() {
    this.sub.remove()
    this.conn = null
  }
}
` }],
      }],
    },
    {
      name: 'remove() of what the host\'s addEventListener() gave back, late',
      code: `
class Feed {
  start() {
    this.sub = AppState.addEventListener('change', () => this.conn.ping())
  }
  stop() {
    this.conn = null
    this.sub?.remove()
  }
}
`,
      errors: [{
        messageId: 'latent', line: 7, column: 5, endLine: 7, endColumn: 14,
        data: { cell: 'this.conn', released: 'released', task: "the 'change' listener `this.sub` on line 4", cancel: 'line 8 cancels it' },
        suggestions: [{ messageId: 'cancelFirst', output: `
class Feed {
  start() {
    this.sub = AppState.addEventListener('change', () => this.conn.ping())
  }
  stop() {
    this.sub?.remove()
    this.conn = null
  }
}
` }],
      }],
    },
    {
      name: 'unsubscribe() of what on() gave back, late',
      code: `
class Feed {
  start() {
    this.sub = emitter.on('data', () => this.conn.ping())
  }
  stop() {
    this.conn = null
    this.sub.unsubscribe()
  }
}
`,
      errors: [{
        messageId: 'latent', line: 7, column: 5, endLine: 7, endColumn: 14,
        data: { cell: 'this.conn', released: 'released', task: "the 'data' listener `this.sub` on line 4", cancel: 'line 8 removes it' },
        suggestions: [{ messageId: 'cancelFirst', output: `
class Feed {
  start() {
    this.sub = emitter.on('data', () => this.conn.ping())
  }
  stop() {
    this.sub.unsubscribe()
    this.conn = null
  }
}
` }],
      }],
    },
    {
      name: 'remove() of what subscribe() gave back, late',
      code: `
class Feed {
  start() {
    this.sub = store.subscribe(() => this.conn.ping())
  }
  stop() {
    this.conn = null
    this.sub.remove()
  }
}
`,
      errors: [{
        messageId: 'latent', line: 7, column: 5, endLine: 7, endColumn: 14,
        data: { cell: 'this.conn', released: 'released', task: 'the subscription `this.sub` on line 4', cancel: 'line 8 cancels it' },
        suggestions: [{ messageId: 'cancelFirst', output: `
class Feed {
  start() {
    this.sub = store.subscribe(() => this.conn.ping())
  }
  stop() {
    this.sub.remove()
    this.conn = null
  }
}
` }],
      }],
    },
    {
      name: 'off() of what on() gave back, late',
      code: `
class Feed {
  start() {
    this.sub = emitter.on('data', () => this.conn.ping())
  }
  stop() {
    this.conn = null
    this.sub.off()
  }
}
`,
      errors: [{
        messageId: 'latent', line: 7, column: 5, endLine: 7, endColumn: 14,
        data: { cell: 'this.conn', released: 'released', task: "the 'data' listener `this.sub` on line 4", cancel: 'line 8 removes it' },
        suggestions: [{ messageId: 'cancelFirst', output: `
class Feed {
  start() {
    this.sub = emitter.on('data', () => this.conn.ping())
  }
  stop() {
    this.sub.off()
    this.conn = null
  }
}
` }],
      }],
    },
  ],
})
