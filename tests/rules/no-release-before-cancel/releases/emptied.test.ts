import { testRule } from '../tester.js'

testRule('what empties a cell', {
  valid: [
    {
      name: 'delete after the clear',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    clearInterval(this.beat)
    delete this.link
  }
}
`,
    },
    {
      name: 'delete of something else',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    delete this.name
    clearInterval(this.beat)
    this.link = null
  }
}
`,
    },
    {
      name: 'a computed name may be any cell',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop(name) {
    this[name] = null
    clearInterval(this.beat)
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'null',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    this.link = null
    clearInterval(this.beat)
  }
}
`,
      errors: [{
        messageId: 'latent', line: 7, column: 5, endLine: 7, endColumn: 14,
        data: { cell: 'this.link', released: 'released', task: 'the interval `this.beat` on line 4', cancel: 'line 8 clears it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    clearInterval(this.beat)
    this.link = null
  }
}
`,
        }],
      }],
    },
    {
      name: 'undefined',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    this.link = undefined
    clearInterval(this.beat)
  }
}
`,
      errors: [{
        messageId: 'latent', line: 7, column: 5, endLine: 7, endColumn: 14,
        data: { cell: 'this.link', released: 'released', task: 'the interval `this.beat` on line 4', cancel: 'line 8 clears it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    clearInterval(this.beat)
    this.link = undefined
  }
}
`,
        }],
      }],
    },
    {
      name: 'void 0',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    this.link = void 0
    clearInterval(this.beat)
  }
}
`,
      errors: [{
        messageId: 'latent', line: 7, column: 5, endLine: 7, endColumn: 14,
        data: { cell: 'this.link', released: 'released', task: 'the interval `this.beat` on line 4', cancel: 'line 8 clears it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    clearInterval(this.beat)
    this.link = void 0
  }
}
`,
        }],
      }],
    },
    {
      name: 'null as a type assertion',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    this.link = null as unknown as Link
    clearInterval(this.beat)
  }
}
`,
      errors: [{
        messageId: 'latent', line: 7, column: 5, endLine: 7, endColumn: 14,
        data: { cell: 'this.link', released: 'released', task: 'the interval `this.beat` on line 4', cancel: 'line 8 clears it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    clearInterval(this.beat)
    this.link = null as unknown as Link
  }
}
`,
        }],
      }],
    },
    {
      name: 'undefined with a non-null assertion on the place',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    this.link! = undefined
    clearInterval(this.beat)
  }
}
`,
      errors: [{
        messageId: 'latent', line: 7, column: 5, endLine: 7, endColumn: 14,
        data: { cell: 'this.link', released: 'released', task: 'the interval `this.beat` on line 4', cancel: 'line 8 clears it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    clearInterval(this.beat)
    this.link! = undefined
  }
}
`,
        }],
      }],
    },
    {
      name: 'delete',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    delete this.link
    clearInterval(this.beat)
  }
}
`,
      errors: [{
        messageId: 'latent', line: 7, column: 12, endLine: 7, endColumn: 21,
        data: { cell: 'this.link', released: 'released', task: 'the interval `this.beat` on line 4', cancel: 'line 8 clears it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    clearInterval(this.beat)
    delete this.link
  }
}
`,
        }],
      }],
    },
    {
      name: 'a name in brackets is the same cell',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    this['link'] = null
    clearInterval(this.beat)
  }
}
`,
      errors: [{
        messageId: 'latent', line: 7, column: 5, endLine: 7, endColumn: 17,
        data: { cell: "this['link']", released: 'released', task: 'the interval `this.beat` on line 4', cancel: 'line 8 clears it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    clearInterval(this.beat)
    this['link'] = null
  }
}
`,
        }],
      }],
    },
  ],
})
