import { testRule } from '../tester.js'

testRule('several cells emptied by one statement', {
  valid: [
    {
      name: 'a chain after the clear',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    clearInterval(this.beat)
    this.link = this.name = null
  }
}
`,
    },
    {
      name: 'an array pattern that gives a value',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    ;[this.link, this.name] = [silentLink, null]
    clearInterval(this.beat)
  }
}
`,
    },
    {
      name: 'an object pattern that gives a value',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    ({ link: this.link } = { link: silentLink })
    clearInterval(this.beat)
  }
}
`,
    },
    {
      name: 'an object pattern whose value cannot be seen',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop(next) {
    ({ link: this.link } = next)
    clearInterval(this.beat)
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'a chain of assignments empties both, and one of them is read',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    this.name = this.link = null
    clearInterval(this.beat)
  }
}
`,
      errors: [{
        messageId: 'latent', line: 7, column: 17, endLine: 7, endColumn: 26,
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
    this.name = this.link = null
  }
}
`,
        }],
      }],
    },
    {
      name: 'the cell that is read stands first in the chain',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    this.link = this.name = null
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
    this.link = this.name = null
  }
}
`,
        }],
      }],
    },
    {
      name: 'an array pattern',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    ;[this.link, this.name] = [null, null]
    clearInterval(this.beat)
  }
}
`,
      errors: [{
        messageId: 'latent', line: 7, column: 7, endLine: 7, endColumn: 16,
        data: { cell: 'this.link', released: 'released', task: 'the interval `this.beat` on line 4', cancel: 'line 8 clears it' },
      }],
    },
    {
      name: 'an object pattern',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    ({ link: this.link } = { link: null })
    clearInterval(this.beat)
  }
}
`,
      errors: [{
        messageId: 'latent', line: 7, column: 14, endLine: 7, endColumn: 23,
        data: { cell: 'this.link', released: 'released', task: 'the interval `this.beat` on line 4', cancel: 'line 8 clears it' },
      }],
    },
    {
      name: 'two cells, one statement each: two reports',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(this.name.short), 1000)
  }
  stop() {
    this.link = null
    this.name = null
    clearInterval(this.beat)
  }
}
`,
      errors: [{
        messageId: 'latent', line: 7, column: 5, endLine: 7, endColumn: 14,
        data: { cell: 'this.link', released: 'released', task: 'the interval `this.beat` on line 4', cancel: 'line 9 clears it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(this.name.short), 1000)
  }
  stop() {
    clearInterval(this.beat)
    this.link = null
    this.name = null
  }
}
`,
        }],
      }, {
        messageId: 'latent', line: 8, column: 5, endLine: 8, endColumn: 14,
        data: { cell: 'this.name', released: 'released', task: 'the interval `this.beat` on line 4', cancel: 'line 9 clears it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(this.name.short), 1000)
  }
  stop() {
    this.link = null
    clearInterval(this.beat)
    this.name = null
  }
}
`,
        }],
      }],
    },
  ],
})
