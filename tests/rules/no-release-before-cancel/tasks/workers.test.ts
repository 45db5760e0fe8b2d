import { testRule } from '../tester.js'

testRule('workers and child processes with handlers', {
  valid: [
    {
      name: 'the listener on the worker is removed first',
      code: `
class Host {
  worker: Worker | null = null
  queue: Queue | null = new Queue()

  start() {
    this.worker = new Worker('./job.js')
    this.worker.on('message', this.receive)
  }

  receive = (message: Message) => {
    this.queue!.push(message)
  }

  async stop() {
    this.worker!.off('message', this.receive)
    this.queue = null
    await this.worker!.terminate()
  }
}
`,
    },
    {
      name: 'terminate() of the worker, in time',
      code: `
class Host {
  worker: Worker | null = null
  queue: Queue | null = new Queue()

  start() {
    this.worker = new Worker('./job.js')
    this.worker.on('message', message => { this.queue!.push(message) })
  }

  async stop() {
    await this.worker!.terminate()
    this.queue = null
  }
}
`,
    },
    {
      name: 'the output of a child process is cut off first',
      code: `
class Host {
  child: Child | null = null
  parser: Parser | null = new Parser()

  start() {
    this.child = spawn('job')
    this.child.stdout.on('data', chunk => { this.parser!.push(chunk) })
  }

  stop() {
    this.child!.stdout.removeAllListeners('data')
    this.parser = null
    this.child!.kill()
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'the listener on the worker is removed last',
      code: `
class Host {
  worker: Worker | null = null
  queue: Queue | null = new Queue()

  start() {
    this.worker = new Worker('./job.js')
    this.worker.on('message', this.receive)
  }

  receive = (message: Message) => {
    this.queue!.push(message)
  }

  async stop() {
    this.queue = null
    await this.worker!.terminate()
    this.worker!.off('message', this.receive)
  }
}
`,
      errors: [{
        messageId: 'race',
        data: { cell: 'this.queue', released: 'released', task: "the 'message' listener on line 8", cancel: 'line 17 cancels it' },
        line: 16, column: 5, endLine: 16, endColumn: 15,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Host {
  worker: Worker | null = null
  queue: Queue | null = new Queue()

  start() {
    this.worker = new Worker('./job.js')
    this.worker.on('message', this.receive)
  }

  receive = (message: Message) => {
    this.queue!.push(message)
  }

  async stop() {
    await this.worker!.terminate()
    this.queue = null
    this.worker!.off('message', this.receive)
  }
}
` }],
      }],
    },
    {
      name: 'the output of a child process',
      code: `
class Host {
  child: Child | null = null
  parser: Parser | null = new Parser()

  start() {
    this.child = spawn('job')
    this.child.stdout.on('data', chunk => { this.parser!.push(chunk) })
  }

  stop() {
    this.parser = null
    this.child!.stdout.removeAllListeners('data')
    this.child!.kill()
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.parser', released: 'released', task: "the 'data' listener on line 8", cancel: 'line 13 removes it' },
        line: 12, column: 5, endLine: 12, endColumn: 16,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Host {
  child: Child | null = null
  parser: Parser | null = new Parser()

  start() {
    this.child = spawn('job')
    this.child.stdout.on('data', chunk => { this.parser!.push(chunk) })
  }

  stop() {
    this.child!.stdout.removeAllListeners('data')
    this.parser = null
    this.child!.kill()
  }
}
` }],
      }],
    },
    {
      name: 'killing and awaiting the process does not end the loop that reads its cell',
      code: `
class Host {
  child: Child | null = null
  controller = new AbortController()
  drain?: Promise<void>

  start() {
    this.child = spawn('job')
    this.drain = this.read(this.controller.signal)
  }

  async read(signal: AbortSignal) {
    while (!signal.aborted) this.emit('line', await nextLine(this.child!.stderr))
  }

  async stop() {
    this.child!.kill()
    await once(this.child!, 'exit')
    this.child = null
    this.controller.abort()
    await this.drain
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.child', released: 'released', task: 'the task `this.drain` on line 9', cancel: 'line 20 aborts it' },
        line: 19, column: 5, endLine: 19, endColumn: 15,
        suggestions: [{
                   messageId: 'cancelFirst',
                   output: `
class Host {
  child: Child | null = null
  controller = new AbortController()
  drain?: Promise<void>

  start() {
    this.child = spawn('job')
    this.drain = this.read(this.controller.signal)
  }

  async read(signal: AbortSignal) {
    while (!signal.aborted) this.emit('line', await nextLine(this.child!.stderr))
  }

  async stop() {
    this.controller.abort()
    this.child!.kill()
    await once(this.child!, 'exit')
    this.child = null
    await this.drain
  }
}
`,
                 }],
      }],
    },
  ],
})
