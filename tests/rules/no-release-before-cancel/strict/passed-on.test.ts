import { testRule } from '../tester.js'

testRule('a closed resource that the task hands to a call', {
  valid: [
    {
      name: 'the timer is cleared first',
      options: [{ strict: true }],
      code: `
class Feed {
  start() {
    this.timer = setTimeout(() => editor.setDecorations(this.tip, []), 100)
  }
  stop() {
    clearTimeout(this.timer)
    this.tip.dispose()
  }
}
`,
    },
    {
      name: 'closing is no release without strict',
      code: `
class Feed {
  start() {
    this.timer = setTimeout(() => editor.setDecorations(this.tip, []), 100)
  }
  stop() {
    this.tip.dispose()
    clearTimeout(this.timer)
  }
}
`,
    },
    {
      name: 'emptied, not disposed of: null is only a value to hand on',
      options: [{ strict: true }],
      code: `
class Feed {
  start() {
    this.timer = setTimeout(() => editor.setDecorations(this.tip, []), 100)
  }
  stop() {
    this.tip = null
    clearTimeout(this.timer)
  }
}
`,
    },
    {
      name: 'emptied before it is disposed of',
      options: [{ strict: true }],
      code: `
class Feed {
  start() {
    this.timer = setTimeout(() => editor.setDecorations(this.tip, []), 100)
  }
  stop() {
    const { tip } = this
    this.tip = null
    tip.dispose()
    clearTimeout(this.timer)
  }
}
`,
    },
    {
      name: 'to the log',
      options: [{ strict: true }],
      code: `
class Feed {
  start() {
    this.timer = setTimeout(() => { console.log(this.tip) }, 100)
  }
  stop() {
    this.tip.dispose()
    clearTimeout(this.timer)
  }
}
`,
    },
    {
      name: 'to a collection',
      options: [{ strict: true }],
      code: `
class Feed {
  start() {
    this.timer = setTimeout(() => { this.tips.delete(this.tip) }, 100)
  }
  stop() {
    this.tip.dispose()
    clearTimeout(this.timer)
  }
}
`,
    },
    {
      name: 'to who gets rid of it',
      options: [{ strict: true }],
      code: `
class Feed {
  start() {
    this.timer = setTimeout(() => { editor.removeDecoration(this.tip) }, 100)
  }
  stop() {
    this.tip.dispose()
    clearTimeout(this.timer)
  }
}
`,
    },
    {
      name: 'to listeners, who may not look at it',
      options: [{ strict: true }],
      code: `
class Feed {
  start() {
    this.timer = setTimeout(() => { this.emit('tip', this.tip) }, 100)
  }
  stop() {
    this.tip.dispose()
    clearTimeout(this.timer)
  }
}
`,
    },
    {
      name: 'to an own method, which only tests it',
      options: [{ strict: true }],
      code: `
class Feed {
  start() {
    this.timer = setTimeout(() => { this.check(this.tip) }, 100)
  }
  stop() {
    this.tip.dispose()
    clearTimeout(this.timer)
  }
  check(tip) {
    return tip !== undefined
  }
}
`,
    },
    {
      name: 'while it is not closed, which is set first',
      options: [{ strict: true }],
      code: `
class Feed {
  start() {
    this.timer = setTimeout(() => { if (!this.closed) editor.setDecorations(this.tip, []) }, 100)
  }
  stop() {
    this.closed = true
    this.tip.dispose()
    clearTimeout(this.timer)
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'to a method of the editor',
      options: [{ strict: true }],
      code: `
class Feed {
  start() {
    this.timer = setTimeout(() => editor.setDecorations(this.tip, []), 100)
  }
  stop() {
    this.tip.dispose()
    clearTimeout(this.timer)
  }
}
`,
      errors: [{
        messageId: 'latent', line: 7, column: 5, endLine: 7, endColumn: 13,
        data: { cell: 'this.tip', released: 'closed', task: 'the timeout `this.timer` on line 4', cancel: 'line 8 clears it' },
        suggestions: [{ messageId: 'cancelFirst', output: `
class Feed {
  start() {
    this.timer = setTimeout(() => editor.setDecorations(this.tip, []), 100)
  }
  stop() {
    clearTimeout(this.timer)
    this.tip.dispose()
  }
}
` }],
      }],
    },
    {
      name: 'to a method of the editor, tested before',
      options: [{ strict: true }],
      code: `
class Feed {
  start() {
    this.timer = setTimeout(() => { if (this.tip) editor?.setDecorations(this.tip, []) }, 100)
  }
  stop() {
    this.tip.dispose()
    clearTimeout(this.timer)
  }
}
`,
      errors: [{
        messageId: 'latent', line: 7, column: 5, endLine: 7, endColumn: 13,
        data: { cell: 'this.tip', released: 'closed', task: 'the timeout `this.timer` on line 4', cancel: 'line 8 clears it' },
        suggestions: [{ messageId: 'cancelFirst', output: `
class Feed {
  start() {
    this.timer = setTimeout(() => { if (this.tip) editor?.setDecorations(this.tip, []) }, 100)
  }
  stop() {
    clearTimeout(this.timer)
    this.tip.dispose()
  }
}
` }],
      }],
    },
    {
      name: 'and emptied behind it',
      options: [{ strict: true }],
      code: `
class Feed {
  start() {
    this.timer = setTimeout(() => editor.setDecorations(this.tip, []), 100)
  }
  stop() {
    this.tip.dispose()
    this.tip = null
    clearTimeout(this.timer)
  }
}
`,
      errors: [{
        messageId: 'latent', line: 7, column: 5, endLine: 7, endColumn: 13,
        data: { cell: 'this.tip', released: 'closed', task: 'the timeout `this.timer` on line 4', cancel: 'line 9 clears it' },
        suggestions: [{ messageId: 'cancelFirst', output: `
class Feed {
  start() {
    this.timer = setTimeout(() => editor.setDecorations(this.tip, []), 100)
  }
  stop() {
    clearTimeout(this.timer)
    this.tip.dispose()
    this.tip = null
  }
}
` }],
      }],
    },
  ],
})
