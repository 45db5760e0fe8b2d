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
        data: { cell: 'socket', released: 'released', task: '`timer`', taskLine: '5', cancelLine: '8', cancels: 'clears' },
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
        data: { cell: 'socket', released: 'released', task: '`timer`', taskLine: '7', cancelLine: '14', cancels: 'clears' },
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
