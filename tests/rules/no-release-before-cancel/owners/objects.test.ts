import { testRule } from '../tester.js'

testRule('object literal with methods', {
  valid: [
    {
      name: 'the timer first',
      code: `
export const poller = {
  socket: null,
  timer: undefined,
  start() {
    this.socket = connect()
    this.timer = setInterval(() => this.socket.ping(), 1000)
  },
  stop() {
    clearInterval(this.timer)
    this.socket = null
  },
}
`,
    },
    {
      name: 'two objects of one shape',
      code: `
export const reader = {
  start() {
    this.socket = connect()
    this.timer = setInterval(() => this.socket.ping(), 1000)
  },
}
export const writer = {
  stop() {
    this.socket = null
    clearInterval(this.timer)
  },
}
`,
    },
  ],
  invalid: [
    {
      name: 'the socket first',
      code: `
export const poller = {
  socket: null,
  timer: undefined,
  start() {
    this.socket = connect()
    this.timer = setInterval(() => this.socket.ping(), 1000)
  },
  stop() {
    this.socket = null
    clearInterval(this.timer)
  },
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.socket', released: 'released', task: 'the interval `this.timer` on line 7', cancel: 'line 11 clears it' },
        line: 10, column: 5, endLine: 10, endColumn: 16,
        suggestions: [{ messageId: 'cancelFirst', output: `
export const poller = {
  socket: null,
  timer: undefined,
  start() {
    this.socket = connect()
    this.timer = setInterval(() => this.socket.ping(), 1000)
  },
  stop() {
    clearInterval(this.timer)
    this.socket = null
  },
}
` }],
      }],
    },
    {
      name: 'some methods say the name of the object, others say this',
      code: `
const poller = {
  socket: null,
  timer: undefined,
  start() {
    poller.socket = connect()
    poller.timer = setInterval(() => poller.socket.ping(), 1000)
  },
  stop() {
    this.socket = null
    clearInterval(this.timer)
  },
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.socket', released: 'released', task: 'the interval `poller.timer` on line 7', cancel: 'line 11 clears it' },
        line: 10, column: 5, endLine: 10, endColumn: 16,
        suggestions: [{ messageId: 'cancelFirst', output: `
const poller = {
  socket: null,
  timer: undefined,
  start() {
    poller.socket = connect()
    poller.timer = setInterval(() => poller.socket.ping(), 1000)
  },
  stop() {
    clearInterval(this.timer)
    this.socket = null
  },
}
` }],
      }],
    },
    {
      name: 'methods are added to the object one by one',
      code: `
const poller = module.exports = {}
poller.start = function () {
  poller.socket = connect()
  poller.timer = setInterval(() => poller.socket.ping(), 1000)
}
poller.stop = function () {
  poller.socket = null
  clearInterval(poller.timer)
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'poller.socket', released: 'released', task: 'the interval `poller.timer` on line 5', cancel: 'line 9 clears it' },
        line: 8, column: 3, endLine: 8, endColumn: 16,
        suggestions: [{ messageId: 'cancelFirst', output: `
const poller = module.exports = {}
poller.start = function () {
  poller.socket = connect()
  poller.timer = setInterval(() => poller.socket.ping(), 1000)
}
poller.stop = function () {
  clearInterval(poller.timer)
  poller.socket = null
}
` }],
      }],
    },
    {
      name: 'the object is what a function returns',
      code: `
export function createPoller() {
  return {
    socket: connect(),
    start() {
      this.timer = setInterval(() => this.socket.ping(), 1000)
    },
    stop() {
      this.socket = null
      clearInterval(this.timer)
    },
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.socket', released: 'released', task: 'the interval `this.timer` on line 6', cancel: 'line 10 clears it' },
        line: 9, column: 7, endLine: 9, endColumn: 18,
        suggestions: [{ messageId: 'cancelFirst', output: `
export function createPoller() {
  return {
    socket: connect(),
    start() {
      this.timer = setInterval(() => this.socket.ping(), 1000)
    },
    stop() {
      clearInterval(this.timer)
      this.socket = null
    },
  }
}
` }],
      }],
    },
  ],
})
