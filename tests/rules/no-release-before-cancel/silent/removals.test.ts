import { testRule } from '../tester.js'

testRule('what a removal removes', {
  valid: [
    {
      name: 'the listener that reads the cell is removed first, another one of the same event last',
      code: `
class View {
  model: Model | null = model()

  draw = () => { this.model!.draw() }
  log = () => { console.log('changed') }

  open() {
    source.on('change', this.draw)
    source.on('change', this.log)
  }

  close() {
    source.off('change', this.draw)
    this.model = null
    source.off('change', this.log)
  }
}
`,
    },
    {
      name: 'a source of another name',
      code: `
class View {
  model: Model | null = model()

  draw = () => { this.model!.draw() }

  open() {
    this.bus.on('change', this.draw)
  }

  close() {
    this.bus.off('change', this.draw)
    this.model = null
    this.other.off('change', this.draw)
  }
}
`,
    },
    {
      name: 'a cell that holds a function, called only while it is there',
      code: `
class Dialog {
  resolve: ((value: string) => void) | null = null
  timer?: Timer

  open() {
    this.timer = setTimeout(() => {
      if (this.resolve) this.resolve('late')
    }, 1000)
  }

  close() {
    this.resolve = null
    clearTimeout(this.timer)
  }
}
`,
    },
    {
      name: 'a timer of the map is cleared by its key before',
      code: `
class Meter {
  port: Port | null = open()
  timers = new Map<string, Timer>()

  start() {
    this.timers.set('one', setInterval(() => { this.port!.sample() }, 100))
  }

  stop() {
    clearInterval(this.timers.get('one'))
    this.port = null
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'the other way round',
      code: `
class View {
  model: Model | null = model()

  draw = () => { this.model!.draw() }
  log = () => { console.log('changed') }

  open() {
    source.on('change', this.draw)
    source.on('change', this.log)
  }

  close() {
    source.off('change', this.log)
    this.model = null
    source.off('change', this.draw)
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.model', released: 'released', task: "the 'change' listener on line 9", cancel: 'line 16 removes it' },
        line: 15, column: 5, endLine: 15, endColumn: 15,
        suggestions: [{ messageId: 'cancelFirst', output: `
class View {
  model: Model | null = model()

  draw = () => { this.model!.draw() }
  log = () => { console.log('changed') }

  open() {
    source.on('change', this.draw)
    source.on('change', this.log)
  }

  close() {
    source.off('change', this.log)
    source.off('change', this.draw)
    this.model = null
  }
}
` }],
      }],
    },
    {
      name: 'the element is observed no longer, after the release',
      code: `
class Box {
  layout: Layout | null = layout()
  observer = new IntersectionObserver(entries => { this.layout!.update(entries) })

  open() {
    this.observer.observe(this.element)
  }

  close() {
    this.layout = null
    this.observer.unobserve(this.element)
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: {
          cell: 'this.layout', released: 'released', task: 'the subscription `this.observer` on line 4', cancel: 'line 12 cancels it',
        },
        line: 11, column: 5, endLine: 11, endColumn: 16,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Box {
  layout: Layout | null = layout()
  observer = new IntersectionObserver(entries => { this.layout!.update(entries) })

  open() {
    this.observer.observe(this.element)
  }

  close() {
    this.observer.unobserve(this.element)
    this.layout = null
  }
}
` }],
      }],
    },
    {
      name: 'a cell that holds a function, called without a look',
      code: `
class Dialog {
  resolve: ((value: string) => void) | null = null
  timer?: Timer

  open() {
    this.timer = setTimeout(() => {
      this.resolve!('late')
    }, 1000)
  }

  close() {
    this.resolve = null
    clearTimeout(this.timer)
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.resolve', released: 'released', task: 'the timeout `this.timer` on line 7', cancel: 'line 14 clears it' },
        line: 13, column: 5, endLine: 13, endColumn: 17,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Dialog {
  resolve: ((value: string) => void) | null = null
  timer?: Timer

  open() {
    this.timer = setTimeout(() => {
      this.resolve!('late')
    }, 1000)
  }

  close() {
    clearTimeout(this.timer)
    this.resolve = null
  }
}
` }],
      }],
    },
    {
      name: 'a timer of the map is cleared by its key after the release',
      code: `
class Meter {
  port: Port | null = open()
  timers = new Map<string, Timer>()

  start() {
    this.timers.set('one', setInterval(() => { this.port!.sample() }, 100))
  }

  stop() {
    const timer = this.timers.get('one')
    this.port = null
    clearInterval(timer)
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.port', released: 'released', task: 'the interval `this.timers` on line 7', cancel: 'line 13 clears it' },
        line: 12, column: 5, endLine: 12, endColumn: 14,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Meter {
  port: Port | null = open()
  timers = new Map<string, Timer>()

  start() {
    this.timers.set('one', setInterval(() => { this.port!.sample() }, 100))
  }

  stop() {
    const timer = this.timers.get('one')
    clearInterval(timer)
    this.port = null
  }
}
` }],
      }],
    },
  ],
})
