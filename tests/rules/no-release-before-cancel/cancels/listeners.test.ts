import { testRule } from '../tester.js'

testRule('a listener taken off by name', {
  valid: [
    {
      name: 'off comes in time',
      code: `
class Printer {
  attach() {
    this.port.on('data', this.onData)
  }
  onData = (chunk) => {
    this.paper.print(chunk)
  }
  detach() {
    this.port.off('data', this.onData)
    this.paper = null
  }
}
`,
    },
    {
      name: 'the listener that comes off late never looks at the paper',
      code: `
class Printer {
  attach() {
    this.port.on('data', this.onData)
    this.port.on('error', this.onError)
  }
  onData = (chunk) => {
    this.paper.print(chunk)
  }
  onError = (error) => {
    this.log.warn(error)
  }
  detach() {
    this.port.off('data', this.onData)
    this.paper = null
    this.port.off('error', this.onError)
  }
}
`,
    },
    {
      name: 'removeEventListener on the window comes in time',
      code: `
class Plot {
  show() {
    window.addEventListener('resize', this.fit)
  }
  fit = () => {
    this.svg.scale()
  }
  hide() {
    window.removeEventListener('resize', this.fit)
    this.svg = null
  }
}
`,
    },
    {
      name: 'a listener for another event of the same name space is another task',
      code: `
class Plot {
  show() {
    window.addEventListener('resize', this.fit)
    window.addEventListener('blur', this.dim)
  }
  fit = () => {
    this.svg.scale()
  }
  dim = () => {
    this.overlay.show()
  }
  hide() {
    window.removeEventListener('resize', this.fit)
    this.svg = null
    window.removeEventListener('blur', this.dim)
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'off comes late',
      code: `
class Printer {
  attach() {
    this.port.on('data', this.onData)
  }
  onData = (chunk) => {
    this.paper.print(chunk)
  }
  detach() {
    this.paper = null
    this.port.off('data', this.onData)
  }
}
`,
      errors: [{
        messageId: 'latent', line: 10, column: 5, endLine: 10, endColumn: 15,
        data: { cell: 'this.paper', released: 'released', task: "the 'data' listener on line 4", cancel: 'line 11 removes it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Printer {
  attach() {
    this.port.on('data', this.onData)
  }
  onData = (chunk) => {
    this.paper.print(chunk)
  }
  detach() {
    this.port.off('data', this.onData)
    this.paper = null
  }
}
`,
        }],
      }],
    },
    {
      name: 'removeListener takes off one listener, and that one late',
      code: `
class Printer {
  attach() {
    this.port.addListener('data', this.onData)
    this.port.addListener('error', this.onError)
  }
  onData = (chunk) => {
    this.paper.print(chunk)
  }
  onError = (error) => {
    this.log.warn(error)
  }
  detach() {
    this.port.removeListener('error', this.onError)
    this.paper = null
    this.port.removeListener('data', this.onData)
  }
}
`,
      errors: [{
        messageId: 'latent', line: 15, column: 5, endLine: 15, endColumn: 15,
        data: { cell: 'this.paper', released: 'released', task: "the 'data' listener on line 4", cancel: 'line 16 removes it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Printer {
  attach() {
    this.port.addListener('data', this.onData)
    this.port.addListener('error', this.onError)
  }
  onData = (chunk) => {
    this.paper.print(chunk)
  }
  onError = (error) => {
    this.log.warn(error)
  }
  detach() {
    this.port.removeListener('error', this.onError)
    this.port.removeListener('data', this.onData)
    this.paper = null
  }
}
`,
        }],
      }],
    },
    {
      name: 'removeEventListener on the window comes late',
      code: `
class Plot {
  show() {
    window.addEventListener('resize', this.fit)
  }
  fit = () => {
    this.svg.scale()
  }
  hide() {
    this.svg = null
    window.removeEventListener('resize', this.fit)
  }
}
`,
      errors: [{
        messageId: 'latent', line: 10, column: 5, endLine: 10, endColumn: 13,
        data: { cell: 'this.svg', released: 'released', task: "the 'resize' listener on line 4", cancel: 'line 11 removes it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Plot {
  show() {
    window.addEventListener('resize', this.fit)
  }
  fit = () => {
    this.svg.scale()
  }
  hide() {
    window.removeEventListener('resize', this.fit)
    this.svg = null
  }
}
`,
        }],
      }],
    },
    {
      name: 'the bound method was kept to be taken off',
      code: `
class Plot {
  constructor() {
    this.fit = this.fit.bind(this)
    window.addEventListener('resize', this.fit)
  }
  fit() {
    this.svg.scale()
  }
  hide() {
    this.svg = null
    window.removeEventListener('resize', this.fit)
  }
}
`,
      errors: [{
        messageId: 'latent', line: 11, column: 5, endLine: 11, endColumn: 13,
        data: { cell: 'this.svg', released: 'released', task: "the 'resize' listener on line 5", cancel: 'line 12 removes it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Plot {
  constructor() {
    this.fit = this.fit.bind(this)
    window.addEventListener('resize', this.fit)
  }
  fit() {
    this.svg.scale()
  }
  hide() {
    window.removeEventListener('resize', this.fit)
    this.svg = null
  }
}
`,
        }],
      }],
    },
  ],
})
