import { testRule } from '../tester.js'

testRule('task that has settled before', {
  valid: [],
  invalid: [
    {
      name: 'something else is awaited',
      code: `
class Search {
  view: View | null = view()
  controller = new AbortController()
  task?: Promise<void>

  start() {
    this.task = this.loop(this.controller.signal)
  }

  async loop(signal: AbortSignal) {
    for (let turn = 0; turn < 10; turn++) {
      await pause(10, signal)
      this.view!.blink()
    }
  }

  async close() {
    await this.flush()
    this.view = null
    this.controller.abort()
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'view', released: 'released', task: '`task`', taskLine: '8', cancelLine: '21', cancels: 'aborts' },
        line: 20, column: 5, endLine: 20, endColumn: 14,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Search {
  view: View | null = view()
  controller = new AbortController()
  task?: Promise<void>

  start() {
    this.task = this.loop(this.controller.signal)
  }

  async loop(signal: AbortSignal) {
    for (let turn = 0; turn < 10; turn++) {
      await pause(10, signal)
      this.view!.blink()
    }
  }

  async close() {
    await this.flush()
    this.controller.abort()
    this.view = null
  }
}
` }],
      }],
    },
  ],
})
