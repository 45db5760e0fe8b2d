import { testRule } from '../tester.js'

testRule('subscriptions', {
  valid: [
    {
      name: 'unsubscribed first',
      code: `
class Panel {
  chart: Chart | null = chart()
  subscription?: Subscription

  open() {
    this.subscription = prices.subscribe(price => { this.chart!.add(price) })
  }

  close() {
    this.subscription?.unsubscribe()
    this.chart = null
  }
}
`,
    },
    {
      name: 'the function is called first',
      code: `
class Panel {
  chart: Chart | null = chart()
  unsubscribe?: () => void

  open() {
    this.unsubscribe = store.subscribe(() => { this.chart!.add(store.getState()) })
  }

  close() {
    this.unsubscribe?.()
    this.chart = null
  }
}
`,
    },
    {
      name: 'the disposable of another event',
      code: `
class Panel {
  #chart: Chart | null = chart()
  #changes?: Disposable
  #focus?: Disposable

  open() {
    this.#changes = editor.onDidChange(() => { this.#chart!.refresh() })
    this.#focus = editor.onDidFocus(() => { console.log('focus') })
  }

  dispose() {
    this.#changes?.dispose()
    this.#chart = null
    this.#focus?.dispose()
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'unsubscribed last',
      code: `
class Panel {
  chart: Chart | null = chart()
  subscription?: Subscription

  open() {
    this.subscription = prices.subscribe(price => { this.chart!.add(price) })
  }

  close() {
    this.chart = null
    this.subscription?.unsubscribe()
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: {
          cell: 'this.chart', released: 'released', task: 'the subscription `this.subscription` on line 7', cancel: 'line 12 removes it',
        },
        line: 11, column: 5, endLine: 11, endColumn: 15,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Panel {
  chart: Chart | null = chart()
  subscription?: Subscription

  open() {
    this.subscription = prices.subscribe(price => { this.chart!.add(price) })
  }

  close() {
    this.subscription?.unsubscribe()
    this.chart = null
  }
}
` }],
      }],
    },
    {
      name: 'an observer object instead of a function',
      code: `
class Panel {
  chart: Chart | null = chart()
  subscription?: Subscription

  open() {
    this.subscription = prices.pipe(share()).subscribe({
      next: price => { this.chart!.add(price) },
      error: console.error,
    })
  }

  close() {
    this.chart = null
    this.subscription?.unsubscribe()
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: {
          cell: 'this.chart', released: 'released', task: 'the subscription `this.subscription` on line 7', cancel: 'line 15 removes it',
        },
        line: 14, column: 5, endLine: 14, endColumn: 15,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Panel {
  chart: Chart | null = chart()
  subscription?: Subscription

  open() {
    this.subscription = prices.pipe(share()).subscribe({
      next: price => { this.chart!.add(price) },
      error: console.error,
    })
  }

  close() {
    this.subscription?.unsubscribe()
    this.chart = null
  }
}
` }],
      }],
    },
    {
      name: 'what subscribe gave back is a function',
      code: `
class Panel {
  chart: Chart | null = chart()
  unsubscribe?: () => void

  open() {
    this.unsubscribe = store.subscribe(() => { this.chart!.add(store.getState()) })
  }

  close() {
    this.chart = null
    this.unsubscribe?.()
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: {
          cell: 'this.chart', released: 'released', task: 'the subscription `this.unsubscribe` on line 7', cancel: 'line 12 removes it',
        },
        line: 11, column: 5, endLine: 11, endColumn: 15,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Panel {
  chart: Chart | null = chart()
  unsubscribe?: () => void

  open() {
    this.unsubscribe = store.subscribe(() => { this.chart!.add(store.getState()) })
  }

  close() {
    this.unsubscribe?.()
    this.chart = null
  }
}
` }],
      }],
    },
    {
      name: 'a disposable of an event',
      code: `
class Panel {
  #chart: Chart | null = chart()
  #listener?: Disposable

  open() {
    this.#listener = editor.onDidChange(() => { this.#chart!.refresh() })
  }

  dispose() {
    this.#chart = null
    this.#listener?.dispose()
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: {
          cell: 'this.#chart', released: 'released', task: 'the subscription `this.#listener` on line 7', cancel: 'line 12 disposes of it',
        },
        line: 11, column: 5, endLine: 11, endColumn: 16,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Panel {
  #chart: Chart | null = chart()
  #listener?: Disposable

  open() {
    this.#listener = editor.onDidChange(() => { this.#chart!.refresh() })
  }

  dispose() {
    this.#listener?.dispose()
    this.#chart = null
  }
}
` }],
      }],
    },
  ],
})
