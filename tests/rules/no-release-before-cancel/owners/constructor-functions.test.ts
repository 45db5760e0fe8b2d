import { testRule } from '../tester.js'

testRule('constructor function with methods on this', {
  valid: [
    {
      name: 'the timer first',
      code: `
function Poller() {
  var self = this
  self.socket = connect()
  self.timer = setInterval(function () { self.socket.ping() }, 1000)
  this.stop = function () {
    clearInterval(self.timer)
    self.socket = null
  }
}
`,
    },
    {
      name: 'another instance of the same function',
      code: `
function Poller(other) {
  var self = this
  self.socket = connect()
  self.timer = setInterval(function () { self.socket.ping() }, 1000)
  this.stop = function () {
    other.socket = null
    clearInterval(self.timer)
    self.socket = null
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'the socket first',
      code: `
function Poller() {
  var self = this
  self.socket = connect()
  self.timer = setInterval(function () { self.socket.ping() }, 1000)
  this.stop = function () {
    self.socket = null
    clearInterval(self.timer)
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'self.socket', released: 'released', task: 'the interval `self.timer` on line 5', cancel: 'line 8 clears it' },
        line: 7, column: 5, endLine: 7, endColumn: 16,
        suggestions: [{ messageId: 'cancelFirst', output: `
function Poller() {
  var self = this
  self.socket = connect()
  self.timer = setInterval(function () { self.socket.ping() }, 1000)
  this.stop = function () {
    clearInterval(self.timer)
    self.socket = null
  }
}
` }],
      }],
    },
    {
      name: 'self is assigned later, and one method calls another',
      code: `
function Poller() {
  var that
  that = this
  this.start = function () {
    that.socket = connect()
    that.timer = setInterval(function () { that.ping() }, 1000)
  }
  this.ping = function () {
    this.socket.ping()
  }
  this.stop = function () {
    this.socket = null
    clearInterval(this.timer)
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.socket', released: 'released', task: 'the interval `that.timer` on line 7', cancel: 'line 14 clears it' },
        line: 13, column: 5, endLine: 13, endColumn: 16,
        suggestions: [{ messageId: 'cancelFirst', output: `
function Poller() {
  var that
  that = this
  this.start = function () {
    that.socket = connect()
    that.timer = setInterval(function () { that.ping() }, 1000)
  }
  this.ping = function () {
    this.socket.ping()
  }
  this.stop = function () {
    clearInterval(this.timer)
    this.socket = null
  }
}
` }],
      }],
    },
  ],
})
