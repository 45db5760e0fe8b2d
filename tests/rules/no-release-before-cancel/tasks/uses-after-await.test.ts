import { testRule } from '../tester.js'

testRule('uses behind a wait of the task', {
  valid: [
    {
      name: 'what it does then tests the cell again',
      code: `
class Feed {
  screen: Screen | null = screen()
  controller = new AbortController()

  start() {
    void this.load()
  }

  async load() {
    const answer = await fetch('/feed', { signal: this.controller.signal })
    this.screen?.show(answer)
  }

  stop() {
    this.screen = null
    this.controller.abort()
  }
}
`,
    },
    {
      name: 'an async timer callback that reads the cell behind its own wait: a clear has no hold on it',
      code: `
class Feed {
  screen: Screen | null = screen()
  timer?: Timer

  start() {
    this.timer = setInterval(async () => {
      const answer = await fetch('/feed')
      this.screen!.show(answer)
    }, 1000)
  }

  stop() {
    this.screen = null
    clearInterval(this.timer)
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'what the method awaits takes the signal, what it does then reads the cell',
      code: `
class Feed {
  screen: Screen | null = screen()
  controller = new AbortController()

  start() {
    void this.load()
  }

  async load() {
    const answer = await fetch('/feed', { signal: this.controller.signal })
    this.screen!.show(answer)
  }

  stop() {
    this.screen = null
    this.controller.abort()
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.screen', released: 'released', task: '`load()` on line 7', cancel: 'line 17 aborts it' },
        line: 16, column: 5, endLine: 16, endColumn: 16,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Feed {
  screen: Screen | null = screen()
  controller = new AbortController()

  start() {
    void this.load()
  }

  async load() {
    const answer = await fetch('/feed', { signal: this.controller.signal })
    this.screen!.show(answer)
  }

  stop() {
    this.controller.abort()
    this.screen = null
  }
}
` }],
      }],
    },
    {
      name: 'an async timer callback that reads the cell before it waits',
      code: `
class Feed {
  screen: Screen | null = screen()
  timer?: Timer

  start() {
    this.timer = setInterval(async () => {
      this.screen!.blink()
      await fetch('/feed')
    }, 1000)
  }

  stop() {
    this.screen = null
    clearInterval(this.timer)
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.screen', released: 'released', task: 'the interval `this.timer` on line 7', cancel: 'line 15 clears it' },
        line: 14, column: 5, endLine: 14, endColumn: 16,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Feed {
  screen: Screen | null = screen()
  timer?: Timer

  start() {
    this.timer = setInterval(async () => {
      this.screen!.blink()
      await fetch('/feed')
    }, 1000)
  }

  stop() {
    clearInterval(this.timer)
    this.screen = null
  }
}
` }],
      }],
    },
  ],
})
