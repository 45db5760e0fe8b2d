import { testRule } from '../tester.js'

testRule('loops', {
  valid: [
    {
      name: 'cleared in front of the loop',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop(peers) {
    clearInterval(this.beat)
    for (const peer of peers) {
      peer.leave()
      this.link = null
    }
  }
}
`,
    },
    {
      name: 'a do loop runs its body at least once',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop(peers) {
    do {
      peers.pop().leave()
      clearInterval(this.beat)
    } while (peers.length > 0)
    this.link = null
    clearInterval(this.beat)
  }
}
`,
    },
    {
      name: 'the loop is left behind the release',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop(steps) {
    for (const step of steps) {
      if (step === 'beat') clearInterval(this.beat)
      if (step === 'link') {
        this.link = null
        break
      }
    }
  }
}
`,
    },
    {
      name: 'the first part of a for statement comes before its body',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop(count) {
    for (clearInterval(this.beat); count > 0; count--) {
      this.link = null
    }
    clearInterval(this.beat)
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'released in the loop\'s body, cleared behind the loop',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop(peers) {
    for (const peer of peers) {
      peer.leave()
      this.link = null
    }
    clearInterval(this.beat)
  }
}
`,
      errors: [{
        messageId: 'latent', line: 9, column: 7, endLine: 9, endColumn: 16,
        data: { cell: 'this.link', released: 'released', task: 'the interval `this.beat` on line 4', cancel: 'line 11 clears it' },
                 suggestions: [{
                   messageId: 'cancelFirst',
                   output: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop(peers) {
    clearInterval(this.beat)
    for (const peer of peers) {
      peer.leave()
      this.link = null
    }
  }
}
`,
                 }],
      }],
    },
    {
      name: 'the clear stands above the release, but the loop\'s body may never run',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop(peers) {
    for (const peer of peers) {
      peer.leave()
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
    for (const peer of peers) {
      peer.leave()
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
      name: 'the first round releases, the second clears',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop(steps) {
    for (const step of steps) {
      if (step === 'link') this.link = null
      if (step === 'beat') clearInterval(this.beat)
    }
  }
}
`,
      errors: [{
        messageId: 'latent', line: 8, column: 28, endLine: 8, endColumn: 37,
        data: { cell: 'this.link', released: 'released', task: 'the interval `this.beat` on line 4', cancel: 'line 9 clears it' },
      }],
    },
    {
      name: 'continue leads back to the clear',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop(steps) {
    for (const step of steps) {
      if (step.isLast) {
        this.link = null
        continue
      }
      clearInterval(this.beat)
    }
  }
}
`,
      errors: [{
        messageId: 'latent', line: 9, column: 9, endLine: 9, endColumn: 18,
        data: { cell: 'this.link', released: 'released', task: 'the interval `this.beat` on line 4', cancel: 'line 12 clears it' },
      }],
    },
    {
      name: 'the update of a for statement comes behind its body',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop(count) {
    for (let n = 0; n < count; clearInterval(this.beat)) {
      n++
      this.link = null
    }
  }
}
`,
      errors: [{
        messageId: 'latent', line: 9, column: 7, endLine: 9, endColumn: 16,
        data: { cell: 'this.link', released: 'released', task: 'the interval `this.beat` on line 4', cancel: 'line 7 clears it' },
      }],
    },
  ],
})
