import { testRule } from '../tester.js'

testRule('class expressions and bundled files', {
  valid: [
    {
      name: 'a class inside a function that runs at once',
      code: `
var Poller = (function () {
  class Poller {
    start() {
      this.socket = connect()
      this.timer = setInterval(() => this.socket.ping(), 1000)
    }
    stop() {
      clearInterval(this.timer)
      this.socket = null
    }
  }
  return Poller
})()
`,
    },
    {
      name: 'a plain function as callback has a this of its own',
      code: `
var Poller = /** @class */ (function () {
  function Poller() {
    this.socket = null
  }
  Poller.prototype.start = function () {
    this.socket = connect()
    this.timer = setInterval(function () { this.socket.ping() }, 1000)
  }
  Poller.prototype.stop = function () {
    this.socket = null
    clearInterval(this.timer)
  }
  return Poller
}())
`,
    },
    {
      name: 'two classes that use the same names',
      code: `
class Reader {
  start() {
    this.socket = connect()
    this.timer = setInterval(() => this.socket.ping(), 1000)
  }
}
class Writer {
  stop() {
    this.socket = null
    clearInterval(this.timer)
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'the same with the socket first',
      code: `
var Poller = (function () {
  class Poller {
    start() {
      this.socket = connect()
      this.timer = setInterval(() => this.socket.ping(), 1000)
    }
    stop() {
      this.socket = null
      clearInterval(this.timer)
    }
  }
  return Poller
})()
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.socket', released: 'released', task: 'the interval `this.timer` on line 6', cancel: 'line 10 clears it' },
        line: 9, column: 7, endLine: 9, endColumn: 18,
        suggestions: [{ messageId: 'cancelFirst', output: `
var Poller = (function () {
  class Poller {
    start() {
      this.socket = connect()
      this.timer = setInterval(() => this.socket.ping(), 1000)
    }
    stop() {
      clearInterval(this.timer)
      this.socket = null
    }
  }
  return Poller
})()
` }],
      }],
    },
    {
      name: 'a prototype inside a function that runs at once, and the transpiled this',
      code: `
var Poller = /** @class */ (function () {
  function Poller() {
    this.socket = null
  }
  Poller.prototype.start = function () {
    var _this = this
    this.socket = connect()
    this.timer = setInterval(function () { _this.socket.ping() }, 1000)
  }
  Poller.prototype.stop = function () {
    this.socket = null
    clearInterval(this.timer)
  }
  return Poller
}())
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.socket', released: 'released', task: 'the interval `this.timer` on line 9', cancel: 'line 13 clears it' },
        line: 12, column: 5, endLine: 12, endColumn: 16,
        suggestions: [{ messageId: 'cancelFirst', output: `
var Poller = /** @class */ (function () {
  function Poller() {
    this.socket = null
  }
  Poller.prototype.start = function () {
    var _this = this
    this.socket = connect()
    this.timer = setInterval(function () { _this.socket.ping() }, 1000)
  }
  Poller.prototype.stop = function () {
    clearInterval(this.timer)
    this.socket = null
  }
  return Poller
}())
` }],
      }],
    },
    {
      name: 'a class that is written as an expression',
      code: `
export const Poller = class extends Base {
  start() {
    this.socket = connect()
    this.timer = setInterval(() => this.socket.ping(), 1000)
  }
  stop() {
    this.socket = null
    clearInterval(this.timer)
    super.stop()
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.socket', released: 'released', task: 'the interval `this.timer` on line 5', cancel: 'line 9 clears it' },
        line: 8, column: 5, endLine: 8, endColumn: 16,
        suggestions: [{ messageId: 'cancelFirst', output: `
export const Poller = class extends Base {
  start() {
    this.socket = connect()
    this.timer = setInterval(() => this.socket.ping(), 1000)
  }
  stop() {
    clearInterval(this.timer)
    this.socket = null
    super.stop()
  }
}
` }],
      }],
    },
  ],
})
