import { testRule } from '../tester.js'

testRule('handlers that are put away', {
  valid: [
    {
      name: 'each handler is put away first',
      code: `
class Feed {
  socket: Socket | null = null
  parser: Parser | null = null

  open(url: string) {
    this.socket = new Connection(url)
    this.socket.onmessage = event => { this.parser!.push(event.data) }
    this.socket.onerror = error => { console.error(error) }
  }

  close() {
    this.socket!.onmessage = null
    this.parser = null
    this.socket!.onerror = null
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'the handler that reads the cell is put away last',
      code: `
class Feed {
  socket: Socket | null = null
  parser: Parser | null = null

  open(url: string) {
    this.socket = new Connection(url)
    this.socket.onmessage = event => { this.parser!.push(event.data) }
    this.socket.onerror = error => { console.error(error) }
  }

  close() {
    this.socket!.onerror = null
    this.parser = null
    this.socket!.onmessage = null
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.parser', released: 'released', task: "the 'message' listener on line 8", cancel: 'line 15 stops it' },
        line: 14, column: 5, endLine: 14, endColumn: 16,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Feed {
  socket: Socket | null = null
  parser: Parser | null = null

  open(url: string) {
    this.socket = new Connection(url)
    this.socket.onmessage = event => { this.parser!.push(event.data) }
    this.socket.onerror = error => { console.error(error) }
  }

  close() {
    this.socket!.onerror = null
    this.socket!.onmessage = null
    this.parser = null
  }
}
` }],
      }],
    },
  ],
})

testRule('sources and what listens to them', {
  valid: [
    {
      name: 'the source itself is dropped after it was closed',
      code: `
class Feed {
  socket: WebSocket | null = null

  open(url: string) {
    this.socket = new WebSocket(url)
    this.socket.onmessage = () => { this.socket!.send('ack') }
  }

  close() {
    this.socket!.close()
    this.socket = null
  }
}
`,
    },
    {
      name: 'close() ends no listener for what tells of the end, and nothing else does',
      code: `
class Feed {
  file: File | null = null
  parser: Parser | null = null

  open(path: string) {
    this.file = new File(path)
    this.file.on('finish', data => { this.parser!.push(data) })
  }

  close() {
    this.parser = null
    this.file!.close()
    this.file!.removeAllListeners('end')
  }
}
`,
    },
  ],
  invalid: [],
})
