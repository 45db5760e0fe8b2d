import { testRule } from '../tester.js'

testRule('prototype style', {
  valid: [
    {
      name: 'the timer first',
      code: `
function Poller() {
  this.socket = null
}
Poller.prototype.start = function () {
  this.socket = connect()
  this.timer = setInterval(this.ping.bind(this), 1000)
}
Poller.prototype.ping = function () {
  this.socket.ping()
}
Poller.prototype.stop = function () {
  clearInterval(this.timer)
  this.socket = null
}
`,
    },
    {
      name: 'a computed name is not known',
      code: `
function Poller() {}
Poller.prototype.start = function () {
  this.socket = connect()
  this.timer = setInterval(() => this.socket.ping(), 1000)
}
Poller.prototype.stop = function (name) {
  this[name] = null
  clearInterval(this.timer)
}
`,
    },
  ],
  invalid: [
    {
      name: 'the socket first',
      code: `
function Poller() {
  this.socket = null
}
Poller.prototype.start = function () {
  this.socket = connect()
  this.timer = setInterval(this.ping.bind(this), 1000)
}
Poller.prototype.ping = function () {
  this.socket.ping()
}
Poller.prototype.stop = function () {
  this.socket = null
  clearInterval(this.timer)
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.socket', released: 'released', task: 'the interval `this.timer` on line 7', cancel: 'line 14 clears it' },
        line: 13, column: 3, endLine: 13, endColumn: 14,
        suggestions: [{ messageId: 'cancelFirst', output: `
function Poller() {
  this.socket = null
}
Poller.prototype.start = function () {
  this.socket = connect()
  this.timer = setInterval(this.ping.bind(this), 1000)
}
Poller.prototype.ping = function () {
  this.socket.ping()
}
Poller.prototype.stop = function () {
  clearInterval(this.timer)
  this.socket = null
}
` }],
      }],
    },
    {
      name: 'the prototype is an object literal',
      code: `
function Poller() {
  this.socket = null
}
Poller.prototype = {
  start: function () {
    this.socket = connect()
    this.timer = setInterval(() => this.ping(), 1000)
  },
  ping: function () {
    this.socket.ping()
  },
  stop: function () {
    this.socket = null
    clearInterval(this.timer)
  },
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.socket', released: 'released', task: 'the interval `this.timer` on line 8', cancel: 'line 15 clears it' },
        line: 14, column: 5, endLine: 14, endColumn: 16,
        suggestions: [{ messageId: 'cancelFirst', output: `
function Poller() {
  this.socket = null
}
Poller.prototype = {
  start: function () {
    this.socket = connect()
    this.timer = setInterval(() => this.ping(), 1000)
  },
  ping: function () {
    this.socket.ping()
  },
  stop: function () {
    clearInterval(this.timer)
    this.socket = null
  },
}
` }],
      }],
    },
    {
      name: 'methods are copied to the prototype',
      code: `
function Poller() {
  this.socket = null
}
Object.assign(Poller.prototype, {
  start() {
    this.socket = connect()
    this.timer = setInterval(() => this.socket.ping(), 1000)
  },
  stop() {
    this.socket = null
    clearInterval(this.timer)
  },
})
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.socket', released: 'released', task: 'the interval `this.timer` on line 8', cancel: 'line 12 clears it' },
        line: 11, column: 5, endLine: 11, endColumn: 16,
        suggestions: [{ messageId: 'cancelFirst', output: `
function Poller() {
  this.socket = null
}
Object.assign(Poller.prototype, {
  start() {
    this.socket = connect()
    this.timer = setInterval(() => this.socket.ping(), 1000)
  },
  stop() {
    clearInterval(this.timer)
    this.socket = null
  },
})
` }],
      }],
    },
    {
      name: 'a method by a written-out name in brackets',
      code: `
function Poller() {}
Poller.prototype['start'] = function () {
  this['socket'] = connect()
  this.timer = setInterval(() => this.socket.ping(), 1000)
}
Poller.prototype['stop'] = function () {
  this['socket'] = null
  clearInterval(this.timer)
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: "this['socket']", released: 'released', task: 'the interval `this.timer` on line 5', cancel: 'line 9 clears it' },
        line: 8, column: 3, endLine: 8, endColumn: 17,
        suggestions: [{ messageId: 'cancelFirst', output: `
function Poller() {}
Poller.prototype['start'] = function () {
  this['socket'] = connect()
  this.timer = setInterval(() => this.socket.ping(), 1000)
}
Poller.prototype['stop'] = function () {
  clearInterval(this.timer)
  this['socket'] = null
}
` }],
      }],
    },
  ],
})
