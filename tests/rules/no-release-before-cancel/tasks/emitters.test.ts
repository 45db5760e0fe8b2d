import { testRule } from '../tester.js'

testRule('an owner that is an emitter itself', {
  valid: [
    {
      name: 'its listeners are taken off first',
      code: `
class Feed extends EventEmitter {
  buffer: string[] | null = []

  start() {
    this.on('tick', () => { this.buffer!.push('tick') })
  }

  stop() {
    this.removeAllListeners()
    this.buffer = null
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'its listeners are taken off last',
      code: `
class Feed extends EventEmitter {
  buffer: string[] | null = []

  start() {
    this.on('tick', () => { this.buffer!.push('tick') })
  }

  stop() {
    this.buffer = null
    this.removeAllListeners()
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.buffer', released: 'released', task: "the 'tick' listener on line 6", cancel: 'line 11 removes it' },
        line: 10, column: 5, endLine: 10, endColumn: 16,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Feed extends EventEmitter {
  buffer: string[] | null = []

  start() {
    this.on('tick', () => { this.buffer!.push('tick') })
  }

  stop() {
    this.removeAllListeners()
    this.buffer = null
  }
}
` }],
      }],
    },
    {
      name: 'it emits the event in between',
      code: `
class Feed extends EventEmitter {
  buffer: string[] | null = []

  start() {
    this.on('tick', () => { this.buffer!.push('tick') })
  }

  stop() {
    this.buffer = null
    this.emit('tick')
    this.removeAllListeners()
  }
}
`,
      errors: [{
        messageId: 'race',
        data: { cell: 'this.buffer', released: 'released', task: "the 'tick' listener on line 6", cancel: 'line 12 removes it' },
        line: 10, column: 5, endLine: 10, endColumn: 16,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Feed extends EventEmitter {
  buffer: string[] | null = []

  start() {
    this.on('tick', () => { this.buffer!.push('tick') })
  }

  stop() {
    this.removeAllListeners()
    this.buffer = null
    this.emit('tick')
  }
}
` }],
      }],
    },
    {
      name: 'it emits another event in between',
      code: `
class Feed extends EventEmitter {
  buffer: string[] | null = []

  start() {
    this.on('tick', () => { this.buffer!.push('tick') })
  }

  stop() {
    this.buffer = null
    this.emit('end')
    this.removeAllListeners()
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.buffer', released: 'released', task: "the 'tick' listener on line 6", cancel: 'line 12 removes it' },
        line: 10, column: 5, endLine: 10, endColumn: 16,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Feed extends EventEmitter {
  buffer: string[] | null = []

  start() {
    this.on('tick', () => { this.buffer!.push('tick') })
  }

  stop() {
    this.removeAllListeners()
    this.buffer = null
    this.emit('end')
  }
}
` }],
      }],
    },
    {
      name: 'a listener on the process',
      code: `
class Feed {
  buffer: string[] | null = []
  onSignal = () => { console.log(this.buffer!.length) }

  start() {
    process.on('SIGUSR1', this.onSignal)
  }

  stop() {
    this.buffer = null
    process.off('SIGUSR1', this.onSignal)
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.buffer', released: 'released', task: "the 'SIGUSR1' listener on line 7", cancel: 'line 12 removes it' },
        line: 11, column: 5, endLine: 11, endColumn: 16,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Feed {
  buffer: string[] | null = []
  onSignal = () => { console.log(this.buffer!.length) }

  start() {
    process.on('SIGUSR1', this.onSignal)
  }

  stop() {
    process.off('SIGUSR1', this.onSignal)
    this.buffer = null
  }
}
` }],
      }],
    },
    {
      name: 'a listener that is added without naming the window',
      code: `
class Feed {
  buffer: string[] | null = []
  onResize = () => { console.log(this.buffer!.length) }

  start() {
    addEventListener('resize', this.onResize)
  }

  stop() {
    this.buffer = null
    removeEventListener('resize', this.onResize)
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.buffer', released: 'released', task: "the 'resize' listener on line 7", cancel: 'line 12 removes it' },
        line: 11, column: 5, endLine: 11, endColumn: 16,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Feed {
  buffer: string[] | null = []
  onResize = () => { console.log(this.buffer!.length) }

  start() {
    addEventListener('resize', this.onResize)
  }

  stop() {
    removeEventListener('resize', this.onResize)
    this.buffer = null
  }
}
` }],
      }],
    },
    {
      name: 'events by constants',
      code: `
class Feed {
  buffer: string[] | null = []
  onData = (data: string) => { this.buffer!.push(data) }

  start() {
    source.on(Events.Data, this.onData)
  }

  stop() {
    this.buffer = null
    source.off(Events.Data, this.onData)
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.buffer', released: 'released', task: 'the listener on line 7', cancel: 'line 12 removes it' },
        line: 11, column: 5, endLine: 11, endColumn: 16,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Feed {
  buffer: string[] | null = []
  onData = (data: string) => { this.buffer!.push(data) }

  start() {
    source.on(Events.Data, this.onData)
  }

  stop() {
    source.off(Events.Data, this.onData)
    this.buffer = null
  }
}
` }],
      }],
    },
  ],
})
