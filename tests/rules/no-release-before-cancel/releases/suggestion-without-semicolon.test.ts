import { testRule } from '../tester.js'

testRule('a cancel that ends with its block and not with a semicolon', {
  valid: [],
  invalid: [{
    name: 'is not moved in front of a statement of the same line',
    code: `
class Poller {
  start() { this.timer = setInterval(() => { this.socket.send('ping') }, 1000) }
  stop() { this.socket = null;
    clearInterval(this.timer) }
}
`,
    errors: [{
      messageId: 'latent', line: 4, column: 12, endLine: 4, endColumn: 23,
      data: { cell: 'this.socket', released: 'released', task: 'the interval `this.timer` on line 3', cancel: 'line 5 clears it' },
      suggestions: [],
    }],
  }],
})
