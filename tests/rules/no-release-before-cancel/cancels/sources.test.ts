import { testRule } from '../tester.js'

testRule('the end of the source is the end of its listeners', {
  valid: [
    {
      name: 'an EventSource is closed in time',
      code: `
class News {
  open(url) {
    this.source = new EventSource(url)
    this.source.addEventListener('message', (event) => this.list.prepend(event.data))
  }
  shut() {
    this.source.close()
    this.list = null
  }
}
`,
    },
    {
      name: 'the WebSocket itself goes before the list that its handler fills',
      code: `
class News {
  open(url) {
    this.socket = new WebSocket(url)
    this.socket.onmessage = (event) => this.list.prepend(event.data)
  }
  shut() {
    this.socket.close()
    this.socket = null
    this.list = null
  }
}
`,
    },
    {
      name: 'nothing says that close() of an unknown thing ends its listeners',
      code: `
class News {
  open(url) {
    this.socket = connect(url)
    this.socket.onmessage = (event) => this.list.prepend(event.data)
  }
  shut() {
    this.list = null
    this.socket.close()
  }
}
`,
    },
    {
      name: 'a handler property is emptied in time',
      code: `
class News {
  open(url) {
    this.socket = connect(url)
    this.socket.onmessage = (event) => this.list.prepend(event.data)
  }
  shut() {
    this.socket.onmessage = null
    this.list = null
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'an EventSource is closed late',
      code: `
class News {
  open(url) {
    this.source = new EventSource(url)
    this.source.addEventListener('message', (event) => this.list.prepend(event.data))
  }
  shut() {
    this.list = null
    this.source.close()
  }
}
`,
      errors: [{
        messageId: 'latent', line: 8, column: 5, endLine: 8, endColumn: 14,
        data: { cell: 'this.list', released: 'released', task: "the 'message' listener on line 5", cancel: 'line 9 cancels it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class News {
  open(url) {
    this.source = new EventSource(url)
    this.source.addEventListener('message', (event) => this.list.prepend(event.data))
  }
  shut() {
    this.source.close()
    this.list = null
  }
}
`,
        }],
      }],
    },
    {
      name: 'a WebSocket with a handler property is closed late',
      code: `
class News {
  open(url) {
    this.socket = new WebSocket(url)
    this.socket.onmessage = (event) => this.list.prepend(event.data)
  }
  shut() {
    this.list = null
    this.socket.close()
  }
}
`,
      errors: [{
        messageId: 'latent', line: 8, column: 5, endLine: 8, endColumn: 14,
        data: { cell: 'this.list', released: 'released', task: "the 'message' listener on line 5", cancel: 'line 9 cancels it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class News {
  open(url) {
    this.socket = new WebSocket(url)
    this.socket.onmessage = (event) => this.list.prepend(event.data)
  }
  shut() {
    this.socket.close()
    this.list = null
  }
}
`,
        }],
      }],
    },
    {
      name: 'a handler property is emptied late',
      code: `
class News {
  open(url) {
    this.socket = connect(url)
    this.socket.onmessage = (event) => this.list.prepend(event.data)
  }
  shut() {
    this.list = null
    this.socket.onmessage = null
  }
}
`,
      errors: [{
        messageId: 'latent', line: 8, column: 5, endLine: 8, endColumn: 14,
        data: { cell: 'this.list', released: 'released', task: "the 'message' listener on line 5", cancel: 'line 9 stops it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
class News {
  open(url) {
    this.socket = connect(url)
    this.socket.onmessage = (event) => this.list.prepend(event.data)
  }
  shut() {
    this.socket.onmessage = null
    this.list = null
  }
}
`,
        }],
      }],
    },
  ],
})
