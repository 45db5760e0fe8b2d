import { testRule } from '../tester.js'

testRule('async iterations under a signal', {
  valid: [
    {
      name: 'events of an emitter, aborted first',
      code: `
import { on } from 'node:events'

class Feed {
  screen: Screen | null = screen()
  controller = new AbortController()

  start() {
    void this.follow()
  }

  async follow() {
    for await (const [value] of on(source, 'value', { signal: this.controller.signal })) {
      this.screen!.show(value)
    }
  }

  stop() {
    this.controller.abort()
    this.screen = null
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'events of an emitter',
      code: `
import { on } from 'node:events'

class Feed {
  screen: Screen | null = screen()
  controller = new AbortController()

  start() {
    void this.follow()
  }

  async follow() {
    for await (const [value] of on(source, 'value', { signal: this.controller.signal })) {
      this.screen!.show(value)
    }
  }

  stop() {
    this.screen = null
    this.controller.abort()
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.screen', released: 'released', task: '`follow()` on line 9', cancel: 'line 20 aborts it' },
        line: 19, column: 5, endLine: 19, endColumn: 16,
        suggestions: [{ messageId: 'cancelFirst', output: `
import { on } from 'node:events'

class Feed {
  screen: Screen | null = screen()
  controller = new AbortController()

  start() {
    void this.follow()
  }

  async follow() {
    for await (const [value] of on(source, 'value', { signal: this.controller.signal })) {
      this.screen!.show(value)
    }
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
      name: 'a timer that is iterated',
      code: `
import { setInterval } from 'node:timers/promises'

class Feed {
  screen: Screen | null = screen()
  controller = new AbortController()

  start() {
    void this.follow(this.controller.signal)
  }

  async follow(signal: AbortSignal) {
    for await (const _ of setInterval(100, undefined, { signal })) this.screen!.blink()
  }

  stop() {
    this.screen = null
    this.controller.abort()
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.screen', released: 'released', task: '`follow()` on line 9', cancel: 'line 18 aborts it' },
        line: 17, column: 5, endLine: 17, endColumn: 16,
        suggestions: [{ messageId: 'cancelFirst', output: `
import { setInterval } from 'node:timers/promises'

class Feed {
  screen: Screen | null = screen()
  controller = new AbortController()

  start() {
    void this.follow(this.controller.signal)
  }

  async follow(signal: AbortSignal) {
    for await (const _ of setInterval(100, undefined, { signal })) this.screen!.blink()
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
      name: 'the values come from a generator of the owner that reads the cell',
      code: `
class Feed {
  child: Child | null = null
  controller = new AbortController()

  start() {
    this.child = spawn('feed')
    void this.follow(this.controller.signal)
  }

  async *lines(signal: AbortSignal) {
    while (!signal.aborted) yield await nextLine(this.child!.stdout)
  }

  async follow(signal: AbortSignal) {
    for await (const line of this.lines(signal)) console.log(line)
  }

  stop() {
    this.child = null
    this.controller.abort()
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.child', released: 'released', task: '`follow()` on line 8', cancel: 'line 21 aborts it' },
        line: 20, column: 5, endLine: 20, endColumn: 15,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Feed {
  child: Child | null = null
  controller = new AbortController()

  start() {
    this.child = spawn('feed')
    void this.follow(this.controller.signal)
  }

  async *lines(signal: AbortSignal) {
    while (!signal.aborted) yield await nextLine(this.child!.stdout)
  }

  async follow(signal: AbortSignal) {
    for await (const line of this.lines(signal)) console.log(line)
  }

  stop() {
    this.controller.abort()
    this.child = null
  }
}
` }],
      }],
    },
  ],
})
