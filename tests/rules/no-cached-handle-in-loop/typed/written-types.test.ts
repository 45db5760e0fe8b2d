import { testRule } from '../tester.js'

testRule('what annotations clear, without a compiler', {
  valid: [
    {
      name: 'a loop that a call of no return leaves',
      code: `
  class Client {
    #socket: Socket | undefined = connect()
    #closed = false
    close() { this.#closed = true; this.#socket = undefined }
    #leave(): never { throw new Error('closed') }
    async run() {
      const socket = this.#socket
      while (socket) {
        if (this.#closed) this.#leave()
        await socket.ping()
      }
    }
  }
`,
    },
    {
      name: 'an await of what is no promise',
      code: `
  interface Socket { ping(): number }
  class Client {
    #socket: Socket | undefined = connect()
    close() { this.#socket = undefined }
    async run() {
      const socket = this.#socket
      while (socket) await socket.ping()
    }
  }
`,
    },
    {
      name: 'a plain number',
      code: `
  class Client {
    limit: number = 1
    reset() { this.limit = read() }
    grow() { this.limit = read() }
    async run() {
      const limit = this.limit
      while (limit) await fetch(String(limit))
    }
  }
`,
    },
  ],
  invalid: [
    {
      name: 'a call that returns',
      code: `
  class Client {
    #socket: Socket | undefined = connect()
    #closed = false
    close() { this.#closed = true; this.#socket = undefined }
    #leave(): void { console.info('closed') }
    async run() {
      const socket = this.#socket
      while (socket) {
        if (this.#closed) this.#leave()
        await socket.ping()
      }
    }
  }
`,
      errors: [{
        messageId: 'guard', line: 8, column: 13, endLine: 8, endColumn: 19,
        suggestions: [{
          messageId: 'reread',
          output: `
  class Client {
    #socket: Socket | undefined = connect()
    #closed = false
    close() { this.#closed = true; this.#socket = undefined }
    #leave(): void { console.info('closed') }
    async run() {
      for (;;) {
        const socket = this.#socket
        if (!socket) break
        if (this.#closed) this.#leave()
        await socket.ping()
      }
    }
  }
`,
        }],
      }],
    },
    {
      name: 'an await of a promise',
      code: `
  interface Socket { ping(): Promise<number> }
  class Client {
    #socket: Socket | undefined = connect()
    close() { this.#socket = undefined }
    async run() {
      const socket = this.#socket
      while (socket) await socket.ping()
    }
  }
`,
      errors: [{
        messageId: 'guard', line: 7, column: 13, endLine: 7, endColumn: 19,
        suggestions: [],
      }],
    },
    {
      name: 'a text that may be missing',
      code: `
  class Client {
    private token: string | null = null
    login(token: string) { this.token = token }
    logout() { this.token = null }
    async run() {
      const token = this.token
      while (token !== null) await fetch('/', { headers: { token } })
    }
  }
`,
      errors: [{
        messageId: 'guard', line: 7, column: 13, endLine: 7, endColumn: 18,
        suggestions: [],
      }],
    },
    {
      name: 'an object',
      code: `
  class Client {
    target: URL = locate()
    reset() { this.target = locate() }
    move() { this.target = locate() }
    async run() {
      const target = this.target
      while (target.toString()) await fetch(target)
    }
  }
`,
      errors: [{
        messageId: 'call', line: 7, column: 13, endLine: 7, endColumn: 19,
        suggestions: [],
      }],
    },
  ],
})
