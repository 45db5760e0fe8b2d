import { testRule } from '../tester.js'

testRule('several subscriptions in one list', {
  valid: [
    {
      name: 'remove() of each in a list that was written out, in time',
      code: `
class Feed {
  start() {
    this.subs = [
      emitter.addListener('open', () => this.conn.ping()),
      emitter.addListener('data', () => this.conn.ping()),
    ]
  }
  stop() {
    for (const sub of this.subs) sub.remove()
    this.conn = null
  }
}
`,
    },
    {
      name: 'dispose() of each that was pushed at once, in time',
      code: `
class Feed {
  start() {
    this.subs.push(
      editor.onDidOpen(() => this.conn.ping()),
      editor.onDidClose(() => this.count()),
    )
  }
  stop() {
    this.subs.forEach((sub) => sub.dispose())
    this.conn = null
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'remove() of each in a list that was written out, late',
      code: `
class Feed {
  start() {
    this.subs = [
      emitter.addListener('open', () => this.conn.ping()),
      emitter.addListener('data', () => this.conn.ping()),
    ]
  }
  stop() {
    this.conn = null
    for (const sub of this.subs) sub.remove()
  }
}
`,
      errors: [{
        messageId: 'latent', line: 10, column: 5, endLine: 10, endColumn: 14,
        data: { cell: 'this.conn', released: 'released', task: "the 'open' listener `this.subs` on line 5", cancel: 'line 11 cancels it' },
                 suggestions: [{
                   messageId: 'cancelFirst',
                   output: `
class Feed {
  start() {
    this.subs = [
      emitter.addListener('open', () => this.conn.ping()),
      emitter.addListener('data', () => this.conn.ping()),
    ]
  }
  stop() {
    for (const sub of this.subs) sub.remove()
    this.conn = null
  }
}
`,
                 }],
      }],
    },
    {
      name: 'dispose() of each that was pushed at once, late',
      code: `
class Feed {
  start() {
    this.subs.push(
      editor.onDidOpen(() => this.conn.ping()),
      editor.onDidClose(() => this.count()),
    )
  }
  stop() {
    this.conn = null
    this.subs.forEach((sub) => sub.dispose())
  }
}
`,
      errors: [{
        messageId: 'latent', line: 10, column: 5, endLine: 10, endColumn: 14,
        data: { cell: 'this.conn', released: 'released', task: 'the subscription `this.subs` on line 5', cancel: 'line 11 cancels it' },
        suggestions: [{ messageId: 'cancelFirst', output: `
class Feed {
  start() {
    this.subs.push(
      editor.onDidOpen(() => this.conn.ping()),
      editor.onDidClose(() => this.count()),
    )
  }
  stop() {
    this.subs.forEach((sub) => sub.dispose())
    this.conn = null
  }
}
` }],
      }],
    },
  ],
})
