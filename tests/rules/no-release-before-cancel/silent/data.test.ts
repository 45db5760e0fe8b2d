import { testRule } from '../tester.js'

testRule('data structures, and writes that cannot be read off', {
  valid: [
    {
      name: 'a map that is cleared is not released',
      code: `
class Feed {
  rows = new Map<string, Row>()
  timer?: Timer

  start() {
    this.timer = setInterval(() => { this.rows.forEach(row => row.draw()) }, 100)
  }

  stop() {
    this.rows.clear()
    clearInterval(this.timer)
  }
}
`,
    },
    {
      name: 'one entry of a map is deleted',
      code: `
class Feed {
  rows = new Map<string, Row>()
  timer?: Timer

  start() {
    this.timer = setInterval(() => { this.rows.get('a')!.draw() }, 100)
  }

  stop() {
    this.rows.delete('a')
    clearInterval(this.timer)
  }
}
`,
    },
    {
      name: 'an emptied list is a fresh list',
      code: `
class Feed {
  rows: Row[] = []
  timer?: Timer

  start() {
    this.timer = setInterval(() => { this.rows.forEach(row => row.draw()) }, 100)
  }

  stop() {
    this.rows = []
    clearInterval(this.timer)
  }
}
`,
    },
    {
      name: 'copied by Object.assign, which may write anything',
      code: `
class Feed {
  socket: Socket | null = null
  timer?: Timer

  start() {
    this.socket = connect()
    this.timer = setInterval(() => { this.socket!.ping() }, 100)
  }

  stop() {
    Object.assign(this, { socket: null })
    clearInterval(this.timer)
  }
}
`,
    },
    {
      name: 'a setter may do anything',
      code: `
class Feed {
  #socket: Socket | null = null
  timer?: Timer

  set socket(value: Socket | null) {
    clearInterval(this.timer)
    this.#socket = value
  }

  start() {
    this.socket = connect()
    this.timer = setInterval(() => { this.#socket!.ping() }, 100)
  }

  stop() {
    this.socket = null
    clearInterval(this.timer)
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'a map that is dropped is',
      code: `
class Feed {
  rows: Map<string, Row> | null = new Map()
  timer?: Timer

  start() {
    this.timer = setInterval(() => { this.rows!.forEach(row => row.draw()) }, 100)
  }

  stop() {
    this.rows = null
    clearInterval(this.timer)
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.rows', released: 'released', task: 'the interval `this.timer` on line 7', cancel: 'line 12 clears it' },
        line: 11, column: 5, endLine: 11, endColumn: 14,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Feed {
  rows: Map<string, Row> | null = new Map()
  timer?: Timer

  start() {
    this.timer = setInterval(() => { this.rows!.forEach(row => row.draw()) }, 100)
  }

  stop() {
    clearInterval(this.timer)
    this.rows = null
  }
}
` }],
      }],
    },
  ],
})
