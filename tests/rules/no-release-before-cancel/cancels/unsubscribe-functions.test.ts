import { testRule } from '../tester.js'

testRule('a subscription by the function that ends it', {
  valid: [
    {
      name: 'the function that subscribe() gave is called in time',
      code: `
class Ticker {
  open(store) {
    this.unsubscribe = store.subscribe(() => this.board.show(store.price))
  }
  shut() {
    this.unsubscribe()
    this.board = null
  }
}
`,
    },
    {
      name: 'a function that was given back by who knows what does who knows what',
      code: `
class Ticker {
  open(store) {
    this.again = store.compute(() => this.board.show(store.price))
  }
  shut() {
    this.board = null
    this.again()
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'the function that subscribe() gave is called late',
      code: `
class Ticker {
  open(store) {
    this.unsubscribe = store.subscribe(() => this.board.show(store.price))
  }
  shut() {
    this.board = null
    this.unsubscribe()
  }
}
`,
      errors: [{
        messageId: 'latent', line: 7, column: 5, endLine: 7, endColumn: 15,
        data: {
          cell: 'this.board', released: 'released', task: 'the subscription `this.unsubscribe` on line 4', cancel: 'line 8 removes it',
        },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Ticker {
  open(store) {
    this.unsubscribe = store.subscribe(() => this.board.show(store.price))
  }
  shut() {
    this.unsubscribe()
    this.board = null
  }
}
`,
        }],
      }],
    },
    {
      name: 'the function that watch() gave is called late, if there',
      code: `
class Ticker {
  open(store) {
    this.stopWatching = store.watch(() => this.board.show(store.price))
  }
  shut() {
    this.board = null
    this.stopWatching?.()
  }
}
`,
      errors: [{
        messageId: 'latent', line: 7, column: 5, endLine: 7, endColumn: 15,
        data: {
          cell: 'this.board', released: 'released', task: 'the subscription `this.stopWatching` on line 4', cancel: 'line 8 cancels it',
        },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class Ticker {
  open(store) {
    this.stopWatching = store.watch(() => this.board.show(store.price))
  }
  shut() {
    this.stopWatching?.()
    this.board = null
  }
}
`,
        }],
      }],
    },
  ],
})
