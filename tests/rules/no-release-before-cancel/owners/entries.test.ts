import { testRule } from '../tester.js'

testRule('teardowns in every form of function', {
  valid: [
    {
      name: 'a disposer by symbol, the timer first',
      code: `
class Feed {
  #socket: Socket | null = connect()
  #timer = setInterval(() => { this.#socket!.ping() }, 100);

  async [Symbol.asyncDispose]() {
    clearInterval(this.#timer)
    await this.flush()
    this.#socket = null
  }
}
`,
    },
    {
      name: 'hooks of a component, the timer first',
      code: `
import { onMounted, onUnmounted } from 'vue'

export default {
  setup() {
    let socket: Socket | null = null
    let timer: Timer | undefined
    onMounted(() => {
      socket = connect()
      timer = setInterval(() => { socket!.ping() }, 100)
    })
    onUnmounted(() => {
      clearInterval(timer)
      socket = null
    })
  },
}
`,
    },
  ],
  invalid: [
    {
      name: 'an arrow field',
      code: `
class Feed {
  socket: Socket | null = null
  timer?: Timer

  start = () => {
    this.socket = connect()
    this.timer = setInterval(() => { this.socket!.ping() }, 100)
  }

  stop = (): void => {
    this.socket = null
    clearInterval(this.timer)
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.socket', released: 'released', task: 'the interval `this.timer` on line 8', cancel: 'line 13 clears it' },
        line: 12, column: 5, endLine: 12, endColumn: 16,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Feed {
  socket: Socket | null = null
  timer?: Timer

  start = () => {
    this.socket = connect()
    this.timer = setInterval(() => { this.socket!.ping() }, 100)
  }

  stop = (): void => {
    clearInterval(this.timer)
    this.socket = null
  }
}
` }],
      }],
    },
    {
      name: 'a disposer by symbol',
      code: `
class Feed {
  #socket: Socket | null = connect()
  #timer = setInterval(() => { this.#socket!.ping() }, 100);

  [Symbol.dispose]() {
    this.#socket = null
    clearInterval(this.#timer)
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.#socket', released: 'released', task: 'the interval `this.#timer` on line 4', cancel: 'line 8 clears it' },
        line: 7, column: 5, endLine: 7, endColumn: 17,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Feed {
  #socket: Socket | null = connect()
  #timer = setInterval(() => { this.#socket!.ping() }, 100);

  [Symbol.dispose]() {
    clearInterval(this.#timer)
    this.#socket = null
  }
}
` }],
      }],
    },
    {
      name: 'a callback that is given to the host',
      code: `
class Feed {
  #socket: Socket | null = connect()
  #timer = setInterval(() => { this.#socket!.ping() }, 100)

  constructor(signal: AbortSignal) {
    signal.addEventListener('abort', () => {
      this.#socket = null
      clearInterval(this.#timer)
    })
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.#socket', released: 'released', task: 'the interval `this.#timer` on line 4', cancel: 'line 9 clears it' },
        line: 8, column: 7, endLine: 8, endColumn: 19,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Feed {
  #socket: Socket | null = connect()
  #timer = setInterval(() => { this.#socket!.ping() }, 100)

  constructor(signal: AbortSignal) {
    signal.addEventListener('abort', () => {
      clearInterval(this.#timer)
      this.#socket = null
    })
  }
}
` }],
      }],
    },
    {
      name: 'a parameter property',
      code: `
class Feed {
  #timer?: Timer

  constructor(private socket: Socket | null) {
    this.#timer = setInterval(() => { this.socket!.ping() }, 100)
  }

  stop() {
    this.socket = null
    clearInterval(this.#timer)
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.socket', released: 'released', task: 'the interval `this.#timer` on line 6', cancel: 'line 11 clears it' },
        line: 10, column: 5, endLine: 10, endColumn: 16,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Feed {
  #timer?: Timer

  constructor(private socket: Socket | null) {
    this.#timer = setInterval(() => { this.socket!.ping() }, 100)
  }

  stop() {
    clearInterval(this.#timer)
    this.socket = null
  }
}
` }],
      }],
    },
    {
      name: 'hooks of a component that are calls',
      code: `
import { onMounted, onUnmounted } from 'vue'

export default {
  setup() {
    let socket: Socket | null = null
    let timer: Timer | undefined
    onMounted(() => {
      socket = connect()
      timer = setInterval(() => { socket!.ping() }, 100)
    })
    onUnmounted(() => {
      socket = null
      clearInterval(timer)
    })
  },
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'socket', released: 'released', task: 'the interval `timer` on line 10', cancel: 'line 14 clears it' },
        line: 13, column: 7, endLine: 13, endColumn: 13,
        suggestions: [{ messageId: 'cancelFirst', output: `
import { onMounted, onUnmounted } from 'vue'

export default {
  setup() {
    let socket: Socket | null = null
    let timer: Timer | undefined
    onMounted(() => {
      socket = connect()
      timer = setInterval(() => { socket!.ping() }, 100)
    })
    onUnmounted(() => {
      clearInterval(timer)
      socket = null
    })
  },
}
` }],
      }],
    },
    {
      name: 'a class that is exported without a name',
      code: `
export default class {
  socket: Socket | null = connect()
  timer = setInterval(() => { this.socket!.ping() }, 100)

  destroy() {
    this.socket = undefined
    clearInterval(this.timer)
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.socket', released: 'released', task: 'the interval `this.timer` on line 4', cancel: 'line 8 clears it' },
        line: 7, column: 5, endLine: 7, endColumn: 16,
        suggestions: [{ messageId: 'cancelFirst', output: `
export default class {
  socket: Socket | null = connect()
  timer = setInterval(() => { this.socket!.ping() }, 100)

  destroy() {
    clearInterval(this.timer)
    this.socket = undefined
  }
}
` }],
      }],
    },
  ],
})
