import { testRule } from '../tester.js'

testRule('finally', {
  valid: [
    {
      name: 'cleared in front, released in finally',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    clearInterval(this.beat)
    try {
      this.link.close()
    } finally {
      this.link = null
    }
  }
}
`,
    },
    {
      name: 'a finally that clears stands inside the statement that releases',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    try {
      try {
        this.link.close()
      } finally {
        clearInterval(this.beat)
      }
    } finally {
      this.link = null
      clearInterval(this.beat)
    }
  }
}
`,
    },
    {
      name: 'the finally of a nested function is no part of this one',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    const report = () => {
      try {
        this.log.write('stop')
      } finally {
        this.log.flush()
      }
    }
    clearInterval(this.beat)
    this.link = null
    report()
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'released in the try, cleared in finally',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    try {
      this.link.close()
      this.link = null
    } finally {
      clearInterval(this.beat)
    }
  }
}
`,
      errors: [{
        messageId: 'latent', line: 9, column: 7, endLine: 9, endColumn: 16,
        data: { cell: 'this.link', released: 'released', task: 'the interval `this.beat` on line 4', cancel: 'line 11 clears it' },
      }],
    },
    {
      name: 'a return passes through finally',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop(mode) {
    try {
      if (mode === 'quiet') {
        this.link = null
        return
      }
      this.log.write('stop')
    } finally {
      clearInterval(this.beat)
    }
  }
}
`,
      errors: [{
        messageId: 'latent', line: 9, column: 9, endLine: 9, endColumn: 18,
        data: { cell: 'this.link', released: 'released', task: 'the interval `this.beat` on line 4', cancel: 'line 14 clears it' },
      }],
    },
    {
      name: 'a break passes through finally',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop(peers) {
    for (const peer of peers) {
      try {
        if (peer.isLast) {
          this.link = null
          break
        }
      } finally {
        clearInterval(this.beat)
      }
    }
  }
}
`,
      errors: [{
        messageId: 'latent', line: 10, column: 11, endLine: 10, endColumn: 20,
        data: { cell: 'this.link', released: 'released', task: 'the interval `this.beat` on line 4', cancel: 'line 14 clears it' },
      }],
    },
    {
      name: 'the finally that releases stands inside the one that clears',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    try {
      try {
        this.link.close()
      } finally {
        this.link = null
      }
    } finally {
      clearInterval(this.beat)
    }
  }
}
`,
      errors: [{
        messageId: 'latent', line: 11, column: 9, endLine: 11, endColumn: 18,
        data: { cell: 'this.link', released: 'released', task: 'the interval `this.beat` on line 4', cancel: 'line 14 clears it' },
      }],
    },
  ],
})
