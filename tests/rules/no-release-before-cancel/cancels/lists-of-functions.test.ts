import { testRule } from '../tester.js'

testRule('a list of functions that each end a subscription', {
  valid: [
    {
      name: 'a loop calls each, in time',
      code: `
class Feed {
  start() {
    this.ends.push(store.subscribe(() => this.conn.ping()))
  }
  shut() {
    for (const end of this.ends) end()
    this.conn = null
  }
}
`,
    },
    {
      name: 'a loop with a block calls each, in time',
      code: `
class Feed {
  start() {
    this.ends.push(store.subscribe(() => this.conn.ping()))
  }
  shut() {
    for (const end of this.ends.values()) { end?.() }
    this.conn = null
  }
}
`,
    },
    {
      name: 'forEach calls each, in time',
      code: `
class Feed {
  start() {
    this.ends.push(source.onData(() => this.conn.ping()))
  }
  shut() {
    this.ends.forEach((end) => end())
    this.conn = null
  }
}
`,
    },
    {
      name: 'forEach with a function calls each, in time',
      code: `
class Feed {
  start() {
    this.ends.push(source.onData(() => this.conn.ping()))
  }
  shut() {
    this.ends.forEach(function (end) { end() })
    this.conn = null
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'a loop calls each, late',
      code: `
class Feed {
  start() {
    this.ends.push(store.subscribe(() => this.conn.ping()))
  }
  shut() {
    this.conn = null
    for (const end of this.ends) end()
  }
}
`,
      errors: [{
        messageId: 'latent', line: 7, column: 5, endLine: 7, endColumn: 14,
        data: { cell: 'this.conn', released: 'released', task: 'the subscription `this.ends` on line 4', cancel: 'line 8 cancels it' },
                 suggestions: [{
                   messageId: 'cancelFirst',
                   output: `
class Feed {
  start() {
    this.ends.push(store.subscribe(() => this.conn.ping()))
  }
  shut() {
    for (const end of this.ends) end()
    this.conn = null
  }
}
`,
                 }],
      }],
    },
    {
      name: 'a loop with a block calls each, late',
      code: `
class Feed {
  start() {
    this.ends.push(store.subscribe(() => this.conn.ping()))
  }
  shut() {
    this.conn = null
    for (const end of this.ends.values()) { end?.() }
  }
}
`,
      errors: [{
        messageId: 'latent', line: 7, column: 5, endLine: 7, endColumn: 14,
        data: { cell: 'this.conn', released: 'released', task: 'the subscription `this.ends` on line 4', cancel: 'line 8 cancels it' },
                 suggestions: [{
                   messageId: 'cancelFirst',
                   output: `
class Feed {
  start() {
    this.ends.push(store.subscribe(() => this.conn.ping()))
  }
  shut() {
    for (const end of this.ends.values()) { end?.() }
    this.conn = null
  }
}
`,
                 }],
      }],
    },
    {
      name: 'forEach calls each, late',
      code: `
class Feed {
  start() {
    this.ends.push(source.onData(() => this.conn.ping()))
  }
  shut() {
    this.conn = null
    this.ends.forEach((end) => end())
  }
}
`,
      errors: [{
        messageId: 'latent', line: 7, column: 5, endLine: 7, endColumn: 14,
        data: { cell: 'this.conn', released: 'released', task: 'the subscription `this.ends` on line 4', cancel: 'line 8 cancels it' },
        suggestions: [{ messageId: 'cancelFirst', output: `
class Feed {
  start() {
    this.ends.push(source.onData(() => this.conn.ping()))
  }
  shut() {
    this.ends.forEach((end) => end())
    this.conn = null
  }
}
` }],
      }],
    },
    {
      name: 'forEach with a function calls each, late',
      code: `
class Feed {
  start() {
    this.ends.push(source.onData(() => this.conn.ping()))
  }
  shut() {
    this.conn = null
    this.ends.forEach(function (end) { end() })
  }
}
`,
      errors: [{
        messageId: 'latent', line: 7, column: 5, endLine: 7, endColumn: 14,
        data: { cell: 'this.conn', released: 'released', task: 'the subscription `this.ends` on line 4', cancel: 'line 8 cancels it' },
        suggestions: [{ messageId: 'cancelFirst', output: `
class Feed {
  start() {
    this.ends.push(source.onData(() => this.conn.ping()))
  }
  shut() {
    this.ends.forEach(function (end) { end() })
    this.conn = null
  }
}
` }],
      }],
    },
  ],
})
