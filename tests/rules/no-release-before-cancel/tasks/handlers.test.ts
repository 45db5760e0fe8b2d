import { testRule } from '../tester.js'

testRule('handlers that are assigned', {
  valid: [
    {
      name: 'the handler is replaced by null first',
      code: `
class Feed {
  socket: Socket | null = null
  parser: Parser | null = null

  open(url: string) {
    this.socket = new WebSocket(url)
    this.parser = new Parser()
    this.socket.onmessage = event => { this.parser!.push(event.data) }
  }

  close() {
    this.socket!.onmessage = null
    this.parser = null
    this.socket!.close()
  }
}
`,
    },
    {
      name: 'the source is closed first',
      code: `
class Feed {
  source: EventSource | null = null
  parser: Parser | null = null

  open(url: string) {
    this.source = new EventSource(url)
    this.source.addEventListener('message', event => { this.parser!.push(event.data) })
  }

  close() {
    this.source!.close()
    this.parser = null
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'the source is closed after what its handler reads was dropped',
      code: `
class Feed {
  socket: Socket | null = null
  parser: Parser | null = null

  open(url: string) {
    this.socket = new WebSocket(url)
    this.parser = new Parser()
    this.socket.onmessage = event => { this.parser!.push(event.data) }
  }

  close() {
    this.parser = null
    this.socket!.close()
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.parser', released: 'released', task: "the 'message' listener on line 9", cancel: 'line 14 cancels it' },
        line: 13, column: 5, endLine: 13, endColumn: 16,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Feed {
  socket: Socket | null = null
  parser: Parser | null = null

  open(url: string) {
    this.socket = new WebSocket(url)
    this.parser = new Parser()
    this.socket.onmessage = event => { this.parser!.push(event.data) }
  }

  close() {
    this.socket!.close()
    this.parser = null
  }
}
` }],
      }],
    },
    {
      name: 'an event source',
      code: `
class Feed {
  source: EventSource | null = null
  parser: Parser | null = null

  open(url: string) {
    this.source = new EventSource(url)
    this.source.addEventListener('message', event => { this.parser!.push(event.data) })
  }

  async close() {
    this.parser = null
    await saved()
    this.source!.close()
  }
}
`,
      errors: [{
        messageId: 'race',
        data: { cell: 'this.parser', released: 'released', task: "the 'message' listener on line 8", cancel: 'line 14 cancels it' },
        line: 12, column: 5, endLine: 12, endColumn: 16,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Feed {
  source: EventSource | null = null
  parser: Parser | null = null

  open(url: string) {
    this.source = new EventSource(url)
    this.source.addEventListener('message', event => { this.parser!.push(event.data) })
  }

  async close() {
    this.source!.close()
    this.parser = null
    await saved()
  }
}
` }],
      }],
    },
  ],
})
