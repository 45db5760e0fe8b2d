import { testRule } from '../tester.js'

testRule('subscriptions that are kept together', {
  valid: [
    {
      name: 'all are ended first',
      code: `
class Panel {
  chart: Chart | null = chart()
  subscriptions: Subscription[] = []

  open() {
    this.subscriptions.push(prices.subscribe(price => { this.chart!.add(price) }))
  }

  close() {
    this.subscriptions.forEach(subscription => subscription.unsubscribe())
    this.chart = null
  }
}
`,
    },
    {
      name: 'functions that end something, called first',
      code: `
class Panel {
  chart: Chart | null = chart()
  stops: (() => void)[] = []

  open() {
    this.stops.push(store.subscribe(() => { this.chart!.refresh() }))
  }

  close() {
    for (const stop of this.stops) stop()
    this.chart = null
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'all are ended last',
      code: `
class Panel {
  chart: Chart | null = chart()
  subscriptions: Subscription[] = []

  open() {
    this.subscriptions.push(prices.subscribe(price => { this.chart!.add(price) }))
  }

  close() {
    this.chart = null
    this.subscriptions.forEach(subscription => subscription.unsubscribe())
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: {
          cell: 'this.chart', released: 'released', task: 'the subscription `this.subscriptions` on line 7', cancel: 'line 12 cancels it',
        },
        line: 11, column: 5, endLine: 11, endColumn: 15,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Panel {
  chart: Chart | null = chart()
  subscriptions: Subscription[] = []

  open() {
    this.subscriptions.push(prices.subscribe(price => { this.chart!.add(price) }))
  }

  close() {
    this.subscriptions.forEach(subscription => subscription.unsubscribe())
    this.chart = null
  }
}
` }],
      }],
    },
    {
      name: 'a subscription that others are added to',
      code: `
class Panel {
  chart: Chart | null = chart()
  subscriptions = new Subscription()

  open() {
    this.subscriptions.add(prices.subscribe(price => { this.chart!.add(price) }))
  }

  close() {
    this.chart = null
    this.subscriptions.unsubscribe()
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: {
          cell: 'this.chart', released: 'released', task: 'the subscription `this.subscriptions` on line 7', cancel: 'line 12 removes it',
        },
        line: 11, column: 5, endLine: 11, endColumn: 15,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Panel {
  chart: Chart | null = chart()
  subscriptions = new Subscription()

  open() {
    this.subscriptions.add(prices.subscribe(price => { this.chart!.add(price) }))
  }

  close() {
    this.subscriptions.unsubscribe()
    this.chart = null
  }
}
` }],
      }],
    },
  ],
})
