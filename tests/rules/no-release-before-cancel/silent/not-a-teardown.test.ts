import { testRule } from '../tester.js'

testRule('resets that are no teardown', {
  valid: [
    {
      name: 'each turn of a loop begins anew',
      code: `
class Feed {
  socket: Socket | null = null
  timer?: Timer

  async run() {
    for (;;) {
      this.socket = null
      clearInterval(this.timer)
      this.socket = await connect()
      this.timer = setInterval(() => { this.socket!.ping() }, 100)
      await this.socket.closed
    }
  }
}
`,
    },
    {
      name: 'a retry that arms its timer through a helper',
      code: `
class Feed {
  socket: Socket | null = null
  timer?: Timer

  #arm() {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => { this.socket!.ping() }, 100)
  }

  onClose() {
    this.socket = null
    this.#arm()
  }

  stop() {
    clearTimeout(this.timer)
    this.socket = null
  }
}
`,
    },
    {
      name: 'the last work is done before the end, cleared first',
      code: `
class Document {
  file: File | null = null
  timer?: Timer

  change() {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => { this.save() }, 500)
  }

  save() {
    this.file!.write()
  }

  close() {
    clearTimeout(this.timer)
    this.save()
    this.file = null
  }
}
`,
    },
    {
      name: 'a teardown that is kept as a promise, in the right order',
      code: `
class Feed {
  socket: Socket | null = null
  closing?: Promise<void>
  timer?: Timer

  start() {
    this.timer = setInterval(() => { this.socket!.ping() }, 100)
  }

  close() {
    return this.closing ??= this.#close()
  }

  async #close() {
    clearInterval(this.timer)
    await this.flush()
    this.socket = null
  }
}
`,
    },
    {
      name: 'a waiter that stop wakes: what the timer runs came from elsewhere',
      code: `
class Feed {
  wake: (() => void) | null = null
  timer?: Timer

  pause() {
    return new Promise<void>(resolve => {
      this.wake = resolve
      this.timer = setTimeout(resolve, 100)
    })
  }

  stop() {
    this.wake?.()
    this.wake = null
    clearTimeout(this.timer)
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'the same reset at the end of the loop',
      code: `
class Feed {
  socket: Socket | null = null
  timer?: Timer

  async run() {
    this.socket = await connect()
    this.timer = setInterval(() => { this.socket!.ping() }, 100)
  }

  async end() {
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

  async run() {
    this.socket = await connect()
    this.timer = setInterval(() => { this.socket!.ping() }, 100)
  }

  async end() {
    clearInterval(this.timer)
    this.socket = null
  }
}
` }],
      }],
    },
    {
      name: 'the last work is done before the end, but a late timer may still save',
      code: `
class Document {
  file: File | null = null
  timer?: Timer

  change() {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => { this.save() }, 500)
  }

  save() {
    this.file!.write()
  }

  async close() {
    this.save()
    await this.file!.close()
    this.file = null
    clearTimeout(this.timer)
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.file', released: 'released', task: 'the timeout `this.timer` on line 8', cancel: 'line 19 clears it' },
        line: 18, column: 5, endLine: 18, endColumn: 14,
        suggestions: [{
                   messageId: 'cancelFirst',
                   output: `
class Document {
  file: File | null = null
  timer?: Timer

  change() {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => { this.save() }, 500)
  }

  save() {
    this.file!.write()
  }

  async close() {
    this.save()
    clearTimeout(this.timer)
    await this.file!.close()
    this.file = null
  }
}
`,
                 }],
      }],
    },
    {
      name: 'a teardown that is kept as a promise, in the wrong order',
      code: `
class Feed {
  socket: Socket | null = null
  closing?: Promise<void>
  timer?: Timer

  start() {
    this.timer = setInterval(() => { this.socket!.ping() }, 100)
  }

  close() {
    return this.closing ??= this.#close()
  }

  async #close() {
    this.socket = null
    await this.flush()
    clearInterval(this.timer)
  }
}
`,
      errors: [{
        messageId: 'race',
        data: { cell: 'this.socket', released: 'released', task: 'the interval `this.timer` on line 8', cancel: 'line 18 clears it' },
        line: 16, column: 5, endLine: 16, endColumn: 16,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Feed {
  socket: Socket | null = null
  closing?: Promise<void>
  timer?: Timer

  start() {
    this.timer = setInterval(() => { this.socket!.ping() }, 100)
  }

  close() {
    return this.closing ??= this.#close()
  }

  async #close() {
    clearInterval(this.timer)
    this.socket = null
    await this.flush()
  }
}
` }],
      }],
    },
  ],
})
