import { testRule } from './tester.js'

testRule('something keeps the two apart, under another name', {
  valid: [
    {
      name: 'a limit of one',
      code: `
        import pLimit from 'p-limit'
        const limit = pLimit(1)
        let socket
        export const stop = () => limit(async () => { socket = null })
        export const run = () => limit(async () => {
          socket = open()
          await turn()
          socket.send('on')
        })
      `,
    },
    {
      name: 'a queue in a field',
      code: `
        class Agent {
          #jobs = new PQueue({ concurrency: 1 })
          kill() { return this.#jobs.add(async () => { this.proc = null }) }
          drain() {
            return this.#jobs.add(async () => {
              if (!this.proc) return
              await turn()
              this.proc.ping()
            })
          }
        }
      `,
    },
    {
      name: 'an own function that takes the lock around what it is given',
      code: `
        class Player {
          async load() {
            const inTurn = async work => {
              await this.mutex.acquire()
              try { await work() } finally { this.mutex.release() }
            }
            await inTurn(async () => { await this._inner() })
          }
          async _inner() {
            if (!this.config) return
            await turn()
            this.config.apply()
          }
          async unload() {
            await this.mutex.acquire()
            try { await clean() } finally { this.mutex.release() }
          }
          async destroy() {
            await this.unload()
            this.config = null
          }
        }
      `,
    },
    {
      name: 'an own function that links what it is given',
      code: `
        class Agent {
          #tail = Promise.resolve()
          #inTurn(work) {
            const next = this.#tail.then(work, work)
            this.#tail = next.catch(() => {})
            return next
          }
          kill() { return this.#inTurn(() => { this.proc = null }) }
          drain() {
            return this.#inTurn(async () => {
              if (!this.proc) return
              await turn()
              this.proc.ping()
            })
          }
        }
      `,
    },
    {
      name: 'a chain that swallows',
      code: `
        class Agent {
          kill() { this.tail = this.tail.then(() => { this.proc = null }).catch(() => {}) }
          drain() {
            const run = this.tail.catch(() => {}).then(async () => {
              if (!this.proc) return
              await turn()
              this.proc.ping()
            })
            this.tail = run
          }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'no lock, but words of that kind',
      code: `
        function connect(serialPort) {
          let parser
          serialPort.on('open', () => { parser = new Parser() })
          serialPort.on('close', () => { parser = null })
          serialPort.on('data', async data => {
            if (!parser) return
            await log(data); parser.write(data)
          })
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'parser', guarded: 'checked', guard: 'line 7',
            use: 'this use', during: 'during the `await` on this line', wait: '`await`',
            writer: "the 'close' listener on line 5", clear: 'set it to null',
          },
          line: 8, column: 30, endLine: 8, endColumn: 36,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'parser', exit: 'Return' },
            output: `
        function connect(serialPort) {
          let parser
          serialPort.on('open', () => { parser = new Parser() })
          serialPort.on('close', () => { parser = null })
          serialPort.on('data', async data => {
            if (!parser) return
            const currentParser = parser
            await log(data); if (parser !== currentParser) return; parser.write(data)
          })
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'no lock, but a clock',
      code: `
        class Agent {
          async kill() { await clock.waitTick(); this.proc = null }
          async drain() {
            if (!this.proc) return
            await clock.waitTick(); this.proc.ping()
          }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.proc', guarded: 'checked', guard: 'line 5',
            use: 'this use', during: 'during the `await` on this line', wait: '`await`',
            writer: '`kill()` (line 3)', clear: 'set it to null',
          },
          line: 6, column: 37, endLine: 6, endColumn: 46,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.proc', exit: 'Return' },
            output: `
        class Agent {
          async kill() { await clock.waitTick(); this.proc = null }
          async drain() {
            if (!this.proc) return
            const proc = this.proc
            await clock.waitTick(); if (this.proc !== proc) return; this.proc.ping()
          }
        }
      `,
          }],
        },
      ],
    },
  ],
})
