import { testRule } from '../tester.js'

testRule('labels', {
  valid: [
    {
      name: 'a labelled break jumps over the release too',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop(peers) {
    leaving: {
      if (peers.length === 0) break leaving
      clearInterval(this.beat)
      this.link = null
    }
    clearInterval(this.beat)
  }
}
`,
    },
    {
      name: 'break of the outer loop',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop(rooms) {
    outer: for (const room of rooms) {
      for (const peer of room) {
        if (!peer.isHere) {
          this.link = null
          break outer
        }
        peer.leave()
      }
      clearInterval(this.beat)
    }
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'a labelled break jumps over the clear that comes in time',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop(peers) {
    leaving: {
      if (peers.length === 0) break leaving
      clearInterval(this.beat)
    }
    this.link = null
    clearInterval(this.beat)
  }
}
`,
      errors: [{
        messageId: 'latent', line: 11, column: 5, endLine: 11, endColumn: 14,
        data: { cell: 'this.link', released: 'released', task: 'the interval `this.beat` on line 4', cancel: 'line 12 clears it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop(peers) {
    leaving: {
      if (peers.length === 0) break leaving
      clearInterval(this.beat)
    }
    clearInterval(this.beat)
    this.link = null
  }
}
`,
        }],
      }],
    },
    {
      name: 'continue of the outer loop',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop(rooms) {
    outer: for (const room of rooms) {
      for (const peer of room) {
        if (!peer.isHere) {
          this.link = null
          continue outer
        }
        peer.leave()
      }
      clearInterval(this.beat)
    }
  }
}
`,
      errors: [{
        messageId: 'latent', line: 10, column: 11, endLine: 10, endColumn: 20,
        data: { cell: 'this.link', released: 'released', task: 'the interval `this.beat` on line 4', cancel: 'line 15 clears it' },
      }],
    },
  ],
})
