import { testRule } from '../tester.js'

const takes = (taking: string) => `
class Pane {
  start() {
    this.unwatch = watch(this.busy, (active) => {
      if (active) return
      const next = this.then
      ${taking}
      next.run()
    })
  }
  later(next) { this.then = next }
  async stop() {
    this.then = null
    this.unwatch()
  }
}
`

testRule('a swap', {
  valid: [
    {
      name: 'swapped out, and no task reads the cell',
      code: `
class Client {
  start() {
    const link = this.link
    this.beat = setInterval(() => link.ping(), 1000)
  }
  async stop() {
    const link = this.link
    this.link = null
    await link.close()
    clearInterval(this.beat)
  }
}
`,
    },
    {
      name: 'swapped out behind the clear',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  async stop() {
    clearInterval(this.beat)
    const link = this.link
    this.link = null
    await link.close()
  }
}
`,
    },
    {
      name: 'swapped out by the task itself, which then calls what it has taken',
      code: takes('this.then = null'),
    },
  ],
  invalid: [
    {
      name: 'copied by the task, which leaves it in the cell',
      code: takes('this.turns++'),
      errors: [{
        messageId: 'latent', line: 13, column: 5, endLine: 13, endColumn: 14,
        data: { cell: 'this.then', released: 'released', task: 'the subscription `this.unwatch` on line 4', cancel: 'line 14 cancels it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: takes('this.turns++').replace('    this.then = null\n    this.unwatch()', '    this.unwatch()\n    this.then = null'),
        }],
      }],
    },
    {
      name: 'swapped out first, while the task still reads the cell',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  async stop() {
    const link = this.link
    this.link = null
    await link.close()
    clearInterval(this.beat)
  }
}
`,
      errors: [{
        messageId: 'race', line: 8, column: 5, endLine: 8, endColumn: 14,
        data: { cell: 'this.link', released: 'released', task: 'the interval `this.beat` on line 4', cancel: 'line 10 clears it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  async stop() {
    const link = this.link
    clearInterval(this.beat)
    this.link = null
    await link.close()
  }
}
`,
        }],
      }],
    },
    {
      name: 'a swap by an array pattern',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    let link
    ;[link, this.link] = [this.link, null]
    link.close()
    clearInterval(this.beat)
  }
}
`,
      errors: [{
        messageId: 'latent', line: 8, column: 13, endLine: 8, endColumn: 22,
        data: { cell: 'this.link', released: 'released', task: 'the interval `this.beat` on line 4', cancel: 'line 10 clears it' },
      }],
    },
  ],
})
