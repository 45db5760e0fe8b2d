import { testRule } from '../tester.js'

testRule('a subscription by its handle', {
  valid: [
    {
      name: 'unsubscribe() of the handle comes in time',
      code: `
class Ticker {
  open(prices) {
    this.sub = prices.subscribe((price) => this.board.show(price))
  }
  shut() {
    this.sub.unsubscribe()
    this.board = null
  }
}
`,
    },
    {
      name: 'the subscription that is ended last shows nothing on the board',
      code: `
class Ticker {
  open(prices) {
    this.sub = prices.subscribe((price) => this.board.show(price))
    this.log = prices.subscribe((price) => this.file.write(price))
  }
  shut() {
    this.sub.unsubscribe()
    this.board = null
    this.log.unsubscribe()
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'unsubscribe() of the handle comes late',
      code: `
class Ticker {
  open(prices) {
    this.sub = prices.subscribe((price) => this.board.show(price))
  }
  shut() {
    this.board = null
    this.sub.unsubscribe()
  }
}
`,
      errors: [{
        messageId: 'latent', line: 7, column: 5, endLine: 7, endColumn: 15,
        data: { cell: 'this.board', released: 'released', task: 'the subscription `this.sub` on line 4', cancel: 'line 8 removes it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Ticker {
  open(prices) {
    this.sub = prices.subscribe((price) => this.board.show(price))
  }
  shut() {
    this.sub.unsubscribe()
    this.board = null
  }
}
`,
        }],
      }],
    },
    {
      name: 'an observer object is given instead of a function',
      code: `
class Ticker {
  open(prices) {
    this.sub = prices.subscribe({ next: (price) => this.board.show(price) })
  }
  shut() {
    this.board = null
    this.sub?.unsubscribe()
  }
}
`,
      errors: [{
        messageId: 'latent', line: 7, column: 5, endLine: 7, endColumn: 15,
        data: { cell: 'this.board', released: 'released', task: 'the subscription `this.sub` on line 4', cancel: 'line 8 removes it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Ticker {
  open(prices) {
    this.sub = prices.subscribe({ next: (price) => this.board.show(price) })
  }
  shut() {
    this.sub?.unsubscribe()
    this.board = null
  }
}
`,
        }],
      }],
    },
    {
      name: 'dispose() of what a subscriber gave back comes late',
      code: `
class Ticker {
  open(prices) {
    this.sub = prices.onDidChange((price) => this.board.show(price))
  }
  shut() {
    this.board = null
    this.sub.dispose()
  }
}
`,
      errors: [{
        messageId: 'latent', line: 7, column: 5, endLine: 7, endColumn: 15,
        data: { cell: 'this.board', released: 'released', task: 'the subscription `this.sub` on line 4', cancel: 'line 8 disposes of it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Ticker {
  open(prices) {
    this.sub = prices.onDidChange((price) => this.board.show(price))
  }
  shut() {
    this.sub.dispose()
    this.board = null
  }
}
`,
        }],
      }],
    },
  ],
})
