import { testRule } from '../tester.js'

testRule('what attaching a listener gives back, and what ends it', {
  valid: [
    {
      name: 'a call of what on() gave back, in time',
      code: `
class Feed {
  start() {
    this.sub = emitter.on('data', () => this.conn.ping())
  }
  stop() {
    this.sub()
    this.conn = null
  }
}
`,
    },
    {
      name: 'dispose() of what an event gave back, in time',
      code: `
class Feed {
  start() {
    this.sub = editor.event(() => this.conn.ping())
  }
  stop() {
    this.sub.dispose()
    this.conn = null
  }
}
`,
    },
    {
      name: 'what is called with arguments is no end of a listener',
      code: `
class Feed {
  start() {
    this.zoom = makeZoom().on('zoom', () => this.conn.ping())
  }
  stop() {
    this.conn = null
    this.zoom(this.selection)
  }
}
`,
    },
    {
      name: 'an emitter that gives itself back, of which another listener is taken off',
      code: `
class Feed {
  start() {
    this.source = emitter.on('data', () => this.conn.ping())
  }
  stop() {
    this.conn = null
    this.source.off('open', this.onOpen)
  }
}
`,
    },
    {
      name: 'the handle went to somebody',
      code: `
class Feed {
  start() {
    this.sub = emitter.addListener('data', () => this.conn.ping())
    register(this.sub)
  }
  stop() {
    this.conn = null
    this.sub.remove()
  }
}
`,
    },
    {
      name: 'the handle of a listener is no resource',
      code: `
class Feed {
  start() {
    this.sub = emitter.addListener('data', () => this.count())
    this.timer = setInterval(() => this.sub.refresh(), 1000)
  }
  stop() {
    this.sub.remove()
    this.sub = null
    clearInterval(this.timer)
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'a call of what on() gave back, late',
      code: `
class Feed {
  start() {
    this.sub = emitter.on('data', () => this.conn.ping())
  }
  stop() {
    this.conn = null
    this.sub()
  }
}
`,
      errors: [{
        messageId: 'latent', line: 7, column: 5, endLine: 7, endColumn: 14,
        data: { cell: 'this.conn', released: 'released', task: "the 'data' listener `this.sub` on line 4", cancel: 'line 8 cancels it' },
        suggestions: [{ messageId: 'cancelFirst', output: `
class Feed {
  start() {
    this.sub = emitter.on('data', () => this.conn.ping())
  }
  stop() {
    this.sub()
    this.conn = null
  }
}
` }],
      }],
    },
    {
      name: 'dispose() of what an event gave back, late',
      code: `
class Feed {
  start() {
    this.sub = editor.event(() => this.conn.ping())
  }
  stop() {
    this.conn = null
    this.sub.dispose()
  }
}
`,
      errors: [{
        messageId: 'latent', line: 7, column: 5, endLine: 7, endColumn: 14,
        data: { cell: 'this.conn', released: 'released', task: 'the subscription `this.sub` on line 4', cancel: 'line 8 disposes of it' },
        suggestions: [{ messageId: 'cancelFirst', output: `
class Feed {
  start() {
    this.sub = editor.event(() => this.conn.ping())
  }
  stop() {
    this.sub.dispose()
    this.conn = null
  }
}
` }],
      }],
    },
  ],
})
