import { testRule } from './tester.js'

testRule('a check behind the wait throws when work is over', {
  valid: [
    {
      name: 'an own method that asks a flag',
      code: `
        class Agent {
          kill() { this.#killed = true; this.proc = null }
          async drain() {
            if (!this.proc) return
            await turn()
            this.#throwIfKilled()
            this.proc.ping()
          }
          #throwIfKilled() { if (this.#killed) throw new Error('killed') }
        }
      `,
    },
    {
      name: 'an own method that compares a state',
      code: `
        class Client {
          close() { this.#enter('closing'); this.socket = undefined }
          #enter(state) { this.state = state }
          #assertOpen() { if (this.state !== 'open') throw new Error(this.state) }
          async #list() { this.#assertOpen(); return list(this.socket) }
          async refresh() {
            if (this.state !== 'open' || !this.socket) return
            await this.#list()
            await pause()
            await this.#list()
            this.#assertOpen()
            this.socket.ping()
          }
        }
      `,
    },
    {
      name: 'a method of an object of the owner',
      code: `
        class Engine {
          #life = new Lifetime(() => this.#drop())
          destroy() { return this.#life.end() }
          #drop() { this.config = null }
          async init() {
            if (!this.config) return
            await probe()
            this.#life.ensureNotEnded()
            this.config.apply()
          }
        }
      `,
    },
    {
      name: 'the same at the end of an own function that is awaited',
      code: `
        class Engine {
          #life = new Lifetime(() => this.#drop())
          destroy() { return this.#life.end() }
          #drop() { this.config = null }
          async init() {
            if (this.config.isSafe) await this.#attach()
            this.config.apply()
          }
          async #attach() {
            await setKeys()
            this.#life.ensureNotEnded()
          }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'an own method that asks another flag',
      code: `
        class Agent {
          kill() { this.#killed = true; this.proc = null }
          async drain() {
            if (!this.proc) return
            await turn()
            this.#throwIfFull()
            this.proc.ping()
          }
          #throwIfFull() { if (this.full) throw new Error('full') }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.proc', guarded: 'checked', guard: 'line 5',
            use: 'this use', during: 'during the `await` on line 6', wait: '`await`',
            writer: '`kill()` (line 3)', clear: 'set it to null',
          },
          line: 8, column: 13, endLine: 8, endColumn: 22,
          suggestions: [{
            messageId: 'ask',
            data: { source: 'this.#killed', exit: 'Return' },
            output: `
        class Agent {
          kill() { this.#killed = true; this.proc = null }
          async drain() {
            if (!this.proc) return
            await turn()
            this.#throwIfFull()
            if (this.#killed) return
            this.proc.ping()
          }
          #throwIfFull() { if (this.full) throw new Error('full') }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'a check whose answer somebody has to look at',
      code: `
        class Engine {
          #life = new Lifetime(() => this.#drop())
          destroy() { return this.#life.end() }
          #drop() { this.config = null }
          async init() {
            if (!this.config) return
            await probe()
            log(this.#life.checkEnded())
            this.config.apply()
          }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.config', guarded: 'checked', guard: 'line 7',
            use: 'this use', during: 'during the `await` on line 8', wait: '`await`',
            writer: '`#drop()` (line 5)', clear: 'set it to null',
          },
          line: 10, column: 13, endLine: 10, endColumn: 24,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.config', exit: 'Return' },
            output: `
        class Engine {
          #life = new Lifetime(() => this.#drop())
          destroy() { return this.#life.end() }
          #drop() { this.config = null }
          async init() {
            if (!this.config) return
            const config = this.config
            await probe()
            log(this.#life.checkEnded())
            if (this.config !== config) return
            this.config.apply()
          }
        }
      `,
          }],
        },
      ],
    },
  ],
})
