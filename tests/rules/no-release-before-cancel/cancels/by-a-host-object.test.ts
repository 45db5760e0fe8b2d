import { testRule } from '../tester.js'

testRule('a clear by way of a host object', {
  valid: [
    {
      name: 'window.clearInterval comes in time',
      code: `
class Cursor {
  show() {
    this.blink = window.setInterval(() => this.node.toggle(), 500)
  }
  hide() {
    window.clearInterval(this.blink)
    this.node = undefined
  }
}
`,
    },
    {
      name: 'timers.clearTimeout comes in time',
      code: `
import * as timers from 'node:timers'
class Dialer {
  wait() {
    this.retry = timers.setTimeout(() => this.line.dial(), 500)
  }
  hangUp() {
    timers.clearTimeout(this.retry)
    this.line = null
  }
}
`,
    },
    {
      name: 'the name setTimeout means a function of the file that runs nothing later',
      code: `
function setTimeout(run) {
  return { run }
}
class Dialer {
  wait() {
    this.retry = setTimeout(() => this.line.dial(), 500)
  }
  hangUp() {
    this.line = null
    clearTimeout(this.retry)
  }
}
`,
    },
    {
      name: 'cancelAnimationFrame comes in time',
      code: `
class Chart {
  draw() {
    this.frame = requestAnimationFrame(() => {
      this.canvas.paint()
      this.draw()
    })
  }
  remove() {
    window.cancelAnimationFrame(this.frame)
    this.canvas = null
  }
}
`,
    },
    {
      name: 'clearImmediate comes in time',
      code: `
class Batch {
  later() {
    this.soon = setImmediate(() => this.sink.flush())
  }
  drop() {
    clearImmediate(this.soon)
    this.sink = null
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'window.clearInterval comes late',
      code: `
class Cursor {
  show() {
    this.blink = window.setInterval(() => this.node.toggle(), 500)
  }
  hide() {
    this.node = undefined
    window.clearInterval(this.blink)
  }
}
`,
      errors: [{
        messageId: 'latent', line: 7, column: 5, endLine: 7, endColumn: 14,
        data: { cell: 'this.node', released: 'released', task: 'the interval `this.blink` on line 4', cancel: 'line 8 clears it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Cursor {
  show() {
    this.blink = window.setInterval(() => this.node.toggle(), 500)
  }
  hide() {
    window.clearInterval(this.blink)
    this.node = undefined
  }
}
`,
        }],
      }],
    },
    {
      name: 'timers.clearTimeout comes late',
      code: `
import * as timers from 'node:timers'
class Dialer {
  wait() {
    this.retry = timers.setTimeout(() => this.line.dial(), 500)
  }
  hangUp() {
    this.line = null
    timers.clearTimeout(this.retry)
  }
}
`,
      errors: [{
        messageId: 'latent', line: 8, column: 5, endLine: 8, endColumn: 14,
        data: { cell: 'this.line', released: 'released', task: 'the timeout `this.retry` on line 5', cancel: 'line 9 clears it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
import * as timers from 'node:timers'
class Dialer {
  wait() {
    this.retry = timers.setTimeout(() => this.line.dial(), 500)
  }
  hangUp() {
    timers.clearTimeout(this.retry)
    this.line = null
  }
}
`,
        }],
      }],
    },
    {
      name: 'an imported clearTimeout comes late',
      code: `
import { clearTimeout, setTimeout } from 'node:timers'
class Dialer {
  wait() {
    this.retry = setTimeout(() => this.line.dial(), 500)
  }
  hangUp() {
    this.line = null
    clearTimeout(this.retry)
  }
}
`,
      errors: [{
        messageId: 'latent', line: 8, column: 5, endLine: 8, endColumn: 14,
        data: { cell: 'this.line', released: 'released', task: 'the timeout `this.retry` on line 5', cancel: 'line 9 clears it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
import { clearTimeout, setTimeout } from 'node:timers'
class Dialer {
  wait() {
    this.retry = setTimeout(() => this.line.dial(), 500)
  }
  hangUp() {
    clearTimeout(this.retry)
    this.line = null
  }
}
`,
        }],
      }],
    },
    {
      name: 'cancelAnimationFrame comes late',
      code: `
class Chart {
  draw() {
    this.frame = requestAnimationFrame(() => {
      this.canvas.paint()
      this.draw()
    })
  }
  remove() {
    this.canvas = null
    window.cancelAnimationFrame(this.frame)
  }
}
`,
      errors: [{
        messageId: 'latent', line: 10, column: 5, endLine: 10, endColumn: 16,
        data: {
          cell: 'this.canvas', released: 'released', task: 'the frame callback `this.frame` on line 4', cancel: 'line 11 cancels it',
        },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Chart {
  draw() {
    this.frame = requestAnimationFrame(() => {
      this.canvas.paint()
      this.draw()
    })
  }
  remove() {
    window.cancelAnimationFrame(this.frame)
    this.canvas = null
  }
}
`,
        }],
      }],
    },
    {
      name: 'clearImmediate comes late',
      code: `
class Batch {
  later() {
    this.soon = setImmediate(() => this.sink.flush())
  }
  drop() {
    this.sink = null
    clearImmediate(this.soon)
  }
}
`,
      errors: [{
        messageId: 'latent', line: 7, column: 5, endLine: 7, endColumn: 14,
        data: { cell: 'this.sink', released: 'released', task: 'the timeout `this.soon` on line 4', cancel: 'line 8 clears it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Batch {
  later() {
    this.soon = setImmediate(() => this.sink.flush())
  }
  drop() {
    clearImmediate(this.soon)
    this.sink = null
  }
}
`,
        }],
      }],
    },
  ],
})
