import { testRule } from '../tester.js'

testRule('functions that merely hold a signal', {
  valid: [
    {
      name: 'the function under the signal is told to stop before, its closure reads another cell',
      code: `
class Feed {
  screen: Screen | null = screen()
  log: Log | null = log()
  controller = new AbortController()

  start() {
    const { signal } = this.controller
    void (async () => {
      while (!signal.aborted) {
        await pause(10)
        this.log!.write('alive')
      }
    })()
  }

  stop() {
    this.screen = null
    this.controller.abort()
    this.log = null
  }
}
`,
    },
    {
      name: 'a request that is replaced aborts its forerunner and reads its own result',
      code: `
class Search {
  view: View | null = view()
  controller?: AbortController

  async query(text: string) {
    this.controller?.abort()
    const controller = new AbortController()
    this.controller = controller
    const answer = await fetch(text, { signal: controller.signal })
    if (controller.signal.aborted) return
    this.view?.show(answer)
  }

  close() {
    this.view = null
    this.controller?.abort()
  }
}
`,
    },
    {
      name: "the caller's signal is not the owner's controller",
      code: `
class Search {
  view: View | null = view()
  controller = new AbortController()

  async query(text: string, { signal }: Options) {
    const answer = await fetch(text, { signal })
    this.view!.show(answer)
  }

  close() {
    this.view = null
    this.controller.abort()
  }
}
`,
    },
    {
      name: 'the abort listener releases the cell itself',
      code: `
class Search {
  view: View | null = view()
  controller = new AbortController()
  timer?: Timer

  constructor() {
    this.controller.signal.addEventListener('abort', () => {
      clearInterval(this.timer)
      this.view = null
    })
    this.timer = setInterval(() => { this.view!.blink() }, 100)
  }

  close() {
    this.controller.abort()
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'its closure reads this cell',
      code: `
class Feed {
  screen: Screen | null = screen()
  log: Log | null = log()
  controller = new AbortController()

  start() {
    const { signal } = this.controller
    void (async () => {
      while (!signal.aborted) {
        await pause(10)
        this.log!.write('alive')
      }
    })()
  }

  stop() {
    this.log = null
    this.controller.abort()
    this.screen = null
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.log', released: 'released', task: 'the task on line 9', cancel: 'line 19 aborts it' },
        line: 18, column: 5, endLine: 18, endColumn: 13,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Feed {
  screen: Screen | null = screen()
  log: Log | null = log()
  controller = new AbortController()

  start() {
    const { signal } = this.controller
    void (async () => {
      while (!signal.aborted) {
        await pause(10)
        this.log!.write('alive')
      }
    })()
  }

  stop() {
    this.controller.abort()
    this.log = null
    this.screen = null
  }
}
` }],
      }],
    },
  ],
})
