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
        data: { cell: 'board', released: 'released', task: '`unsubscribe`', taskLine: '4', cancelLine: '8', cancels: 'unsubscribes' },
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
        data: { cell: 'board', released: 'released', task: '`stopWatching`', taskLine: '4', cancelLine: '8', cancels: 'cancels' },
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
