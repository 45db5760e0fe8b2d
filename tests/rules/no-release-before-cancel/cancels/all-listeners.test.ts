import { testRule } from '../tester.js'

testRule('listeners taken off all at once', {
  valid: [
    {
      name: 'removeAllListeners comes in time',
      code: `
class Printer {
  attach() {
    this.port.on('data', (chunk) => this.paper.print(chunk))
  }
  detach() {
    this.port.removeAllListeners()
    this.paper = null
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'removeAllListeners comes late',
      code: `
class Printer {
  attach() {
    this.port.on('data', (chunk) => this.paper.print(chunk))
  }
  detach() {
    this.paper = null
    this.port.removeAllListeners()
  }
}
`,
      errors: [{
        messageId: 'latent', line: 7, column: 5, endLine: 7, endColumn: 15,
        data: { cell: 'this.paper', released: 'released', task: "the 'data' listener on line 4", cancel: 'line 8 removes it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Printer {
  attach() {
    this.port.on('data', (chunk) => this.paper.print(chunk))
  }
  detach() {
    this.port.removeAllListeners()
    this.paper = null
  }
}
`,
        }],
      }],
    },
    {
      name: 'removeAllListeners of the one event comes late',
      code: `
class Printer {
  attach() {
    this.port.on('data', (chunk) => this.paper.print(chunk))
  }
  detach() {
    this.port.removeAllListeners('error')
    this.paper = null
    this.port.removeAllListeners('data')
  }
}
`,
      errors: [{
        messageId: 'latent', line: 8, column: 5, endLine: 8, endColumn: 15,
        data: { cell: 'this.paper', released: 'released', task: "the 'data' listener on line 4", cancel: 'line 9 removes it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Printer {
  attach() {
    this.port.on('data', (chunk) => this.paper.print(chunk))
  }
  detach() {
    this.port.removeAllListeners('error')
    this.port.removeAllListeners('data')
    this.paper = null
  }
}
`,
        }],
      }],
    },
    {
      name: 'off without a callback takes off every listener of the event',
      code: `
class Printer {
  attach() {
    this.port.on('data', (chunk) => this.paper.print(chunk))
  }
  detach() {
    this.paper = null
    this.port.off('data')
  }
}
`,
      errors: [{
        messageId: 'latent', line: 7, column: 5, endLine: 7, endColumn: 15,
        data: { cell: 'this.paper', released: 'released', task: "the 'data' listener on line 4", cancel: 'line 8 removes it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Printer {
  attach() {
    this.port.on('data', (chunk) => this.paper.print(chunk))
  }
  detach() {
    this.port.off('data')
    this.paper = null
  }
}
`,
        }],
      }],
    },
  ],
})
