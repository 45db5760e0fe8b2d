import { testRule } from './tester.js'

testRule('the cancel that a suggestion moves', {
  valid: [],
  invalid: [
    {
      name: 'goes above the awaited close, with the blank line after it',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  async stop() {
    // Tell the server first.
    await this.link?.close()
    this.link = null

    // No more pings.
    if (this.beat) {
      clearInterval(this.beat)
      this.beat = undefined
    }

    this.log.flush()
  }
}
`,
      errors: [{ messageId: 'latent', line: 9, suggestions: [{
                   messageId: 'cancelFirst',
                   output: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  async stop() {
    // No more pings.
    if (this.beat) {
      clearInterval(this.beat)
      this.beat = undefined
    }

    // Tell the server first.
    await this.link?.close()
    this.link = null

    this.log.flush()
  }
}
`,
                 }] }],
    },
    {
      name: 'stays where the way back may leave before it',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop(mode) {
    this.link = null
    if (mode === 'keep') throw new Error('kept')
    clearInterval(this.beat)
  }
}
`,
      errors: [{ messageId: 'latent', line: 7 }],
    },
    {
      name: 'stays where its own function waits and a call remains that may end the wait',
      code: `
class Client {
  start() {
    this.task = this.drain(this.abort.signal)
  }
  async drain(signal) {
    while (!signal.aborted) await this.link.read()
  }
  async stop() {
    this.link = null
    this.input.close()
    await this.endTask()
  }
  async endTask() {
    this.abort.abort()
    await this.task
  }
}
`,
      errors: [{ messageId: 'latent', line: 10 }],
    },
    {
      name: 'is the loop that disposes of everything',
      code: `
class Client {
  start() {
    this.ends.push(store.subscribe(() => this.link.ping()))
  }
  stop() {
    this.link = null
    for (const end of this.ends) {
      end()
    }
  }
}
`,
      errors: [{ messageId: 'latent', line: 7, suggestions: [{
                   messageId: 'cancelFirst',
                   output: `
class Client {
  start() {
    this.ends.push(store.subscribe(() => this.link.ping()))
  }
  stop() {
    for (const end of this.ends) {
      end()
    }
    this.link = null
  }
}
`,
                 }] }],
    },
  ],
})

testRule('the cancel that a suggestion copies', {
  valid: [],
  invalid: [
    {
      name: 'comes with its test and the assignment that empties the handle',
      code: `
class Client {
    beat: Timer | null = null;
    start() {
        this.beat = setInterval(() => this.link.ping(), 1000);
    }
    stop() {
        if (this.beat) {
            clearInterval(this.beat);
            this.beat = null;
        }
        this.link = null;
    }
    async kill() {
        await this.link.end();
        this.link = null;
    }
}
`,
      errors: [{ messageId: 'leak', line: 16, suggestions: [{
                   messageId: 'cancelHere',
                   data: { source: 'clearInterval(this.beat)' },
                   output: `
class Client {
    beat: Timer | null = null;
    start() {
        this.beat = setInterval(() => this.link.ping(), 1000);
    }
    stop() {
        if (this.beat) {
            clearInterval(this.beat);
            this.beat = null;
        }
        this.link = null;
    }
    async kill() {
        if (this.beat) {
            clearInterval(this.beat);
            this.beat = null;
        }
        await this.link.end();
        this.link = null;
    }
}
`,
                 }] }],
    },
    {
      name: 'is none that a check before it may have made valid',
      code: `
class Client {
  start() {
    this.sub = store.subscribe(() => this.link.ping())
  }
  stop() {
    if (!this.sub) return
    this.sub.unsubscribe()
    this.sub = null
    this.link = null
  }
  kill() {
    this.link = null
  }
}
`,
      errors: [{ messageId: 'leak', line: 13 }],
    },
  ],
})
