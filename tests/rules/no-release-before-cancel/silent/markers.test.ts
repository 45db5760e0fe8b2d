import { testRule } from '../tester.js'

testRule('flags that mark an end', {
  valid: [
    {
      name: 'a flag that is set after an awaited close',
      code: `
class Server {
  http: Http = listen()
  running = true
  timer?: Timer

  start() {
    this.timer = setInterval(() => {
      if (this.running) this.count()
    }, 100)
  }

  async stop() {
    await this.http.close()
    this.running = false
    clearInterval(this.timer)
  }
}
`,
    },
    {
      name: 'the loop looks at another flag, which was set before',
      code: `
class Server {
  http: Http | null = listen()
  stopping = false
  stopped = false

  async loop() {
    while (!this.stopping) {
      this.http!.accept()
      await pause(10)
    }
  }

  start() {
    void this.loop()
  }

  async stop() {
    this.stopping = true
    this.http = null
    await saved()
    this.stopped = true
  }
}
`,
    },
    {
      name: "the cell itself is the loop's stop flag, tested before each use",
      code: `
class Server {
  http: Http | null = listen()

  async loop() {
    while (this.http) {
      this.http.accept()
      await pause(10)
    }
  }

  start() {
    void this.loop()
  }

  stop() {
    this.http = null
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'the loop looks only at the flag that is set last',
      code: `
class Server {
  http: Http | null = listen()
  stopping = false
  stopped = false

  async loop() {
    while (!this.stopped) {
      this.http!.accept()
      await pause(10)
    }
  }

  start() {
    void this.loop()
  }

  async stop() {
    this.stopping = true
    this.http = null
    await saved()
    this.stopped = true
  }
}
`,
      errors: [{
        messageId: 'race',
        data: { cell: 'this.http', released: 'released', task: '`loop()` on line 15', cancel: 'line 22 stops it' },
        line: 20, column: 5, endLine: 20, endColumn: 14,
        suggestions: [{ messageId: 'cancelFirst', output: `
class Server {
  http: Http | null = listen()
  stopping = false
  stopped = false

  async loop() {
    while (!this.stopped) {
      this.http!.accept()
      await pause(10)
    }
  }

  start() {
    void this.loop()
  }

  async stop() {
    this.stopping = true
    this.stopped = true
    this.http = null
    await saved()
  }
}
` }],
      }],
    },
  ],
})

testRule('nothing to hold to', {
  valid: [
    {
      name: 'nothing in the file cancels the timer',
      code: `
class Server {
  http: Http | null = listen()
  timer?: Timer

  start() {
    this.timer = setInterval(() => { this.http!.sweep() }, 100)
  }

  stop() {
    this.http = null
  }
}
`,
    },
    {
      name: 'the function that forgets calls an inherited method, which may cancel',
      code: `
class Server extends Base {
  http: Http | null = listen()
  timer?: Timer

  start() {
    this.timer = setInterval(() => { this.http!.sweep() }, 100)
  }

  close() {
    clearInterval(this.timer)
    this.http = null
  }

  stop() {
    this.http = null
    super.stop()
  }
}
`,
    },
    {
      name: 'the task that is forgotten looks first whether the cell is empty',
      code: `
class Server {
  http: Http | null = listen()
  timer?: Timer

  start() {
    this.timer = setInterval(() => {
      if (!this.http) return
      this.http.sweep()
    }, 100)
  }

  close() {
    clearInterval(this.timer)
    this.http = null
  }

  stop() {
    this.http = null
  }
}
`,
    },
    {
      name: 'pause cancels the timer, and says nothing about what stop has to do',
      code: `
class Server {
  http: Http | null = listen()
  timer?: Timer

  start() {
    this.timer = setInterval(() => { this.http!.sweep() }, 100)
  }

  pause() {
    clearInterval(this.timer)
  }

  stop() {
    this.http = null
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'another function cancels it together with the release, this one forgets',
      code: `
class Server {
  http: Http | null = listen()
  timer?: Timer

  start() {
    this.timer = setInterval(() => { this.http!.sweep() }, 100)
  }

  close() {
    clearInterval(this.timer)
    this.http = null
  }

  stop() {
    this.http = null
  }
}
`,
      errors: [{
        messageId: 'leak',
        data: { cell: 'this.http', released: 'released', task: 'the interval `this.timer` on line 7', cancel: 'line 11 clears it' },
        line: 16, column: 5, endLine: 16, endColumn: 14,
      }],
    },
  ],
})
