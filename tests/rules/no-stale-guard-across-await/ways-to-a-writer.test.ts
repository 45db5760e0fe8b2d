import { testRule } from './tester.js'

testRule('how the function that empties the cell comes to run', {
  valid: [
    {
      name: 'each of its callers leaves another flag, and both are asked',
      code: `
        class Agent {
          stop() { this.stopped = true; this.#drop() }
          fail(error) { this.error = error; this.#drop() }
          #drop() { this.proc = null }
          async drain() {
            if (!this.proc) return
            await turn()
            if (this.stopped || this.error) return
            this.proc.ping()
          }
        }
      `,
    },
    {
      name: 'the flag is left two calls up',
      code: `
        class Agent {
          destroy() { this.destroyed = true; this.#reset() }
          #reset() { this.#drop() }
          #drop() { this.proc = null }
          async drain() {
            if (!this.proc) return
            await turn()
            if (this.destroyed) return
            this.proc.ping()
          }
        }
      `,
    },
    {
      name: 'the function itself is another of its callers',
      code: `
        class Agent {
          close() { this.closed = true; this.#drop() }
          #drop() { this.proc = null }
          async run() {
            this.#drop()
            this.proc = open()
            try {
              await turn()
            } catch (error) {
              this.#drop()
              throw error
            }
            if (this.closed) return
            this.proc.ping()
          }
        }
      `,
    },
    {
      name: 'only the constructor calls it',
      code: `
        class Agent {
          constructor() { this.#reset() }
          #reset() { this.proc = null }
          async run() {
            this.proc = open()
            await turn()
            this.proc.ping()
          }
        }
      `,
    },
    {
      name: 'its caller waits for the run',
      code: `
        class Agent {
          start() { this.task = this.#run() }
          async stop() { await this.task; this.#drop() }
          #drop() { this.proc = null }
          async #run() {
            this.proc = open()
            await turn()
            this.proc.ping()
          }
        }
      `,
    },
    {
      name: 'its caller turns back while the run is busy',
      code: `
        class Agent {
          stop() {
            if (this.busy) return
            this.#drop()
          }
          #drop() { this.proc = null }
          async run() {
            this.proc = open()
            this.busy = true
            await turn()
            this.proc.ping()
            this.busy = false
          }
        }
      `,
    },
    {
      name: 'its caller fills the cell again at once',
      code: `
        class Agent {
          restart() { this.#drop(); this.proc = open() }
          #drop() { this.proc = null }
          async run() {
            if (!this.proc) return
            await turn()
            this.proc.ping()
          }
        }
      `,
    },
    {
      name: 'a private function that is waited for',
      code: `
        class Agent {
          async close() { await this.#flush(); this.proc = null }
          async #flush() {
            if (!this.proc) return
            await turn()
            this.proc.ping()
          }
        }
      `,
    },
    {
      name: 'a later test fills it before anybody can look',
      code: `
        let target
        const hover = event => {
          target = near(event, 'ref')
          if (target && target.isTip) target = undefined
          if (!target) target = near(event, 'block')
        }
        export async function show() {
          if (!target) return
          await load()
          open(target.id)
        }
        document.addEventListener('mouseover', hover)
      `,
    },
    {
      name: 'a test runner empties it behind the test',
      code: `
        let app
        beforeAll(async () => {
          app = new App()
          await app.init()
          app.server.listen()
        })
        afterAll(async () => { await app.close(); app = null })
      `,
    },
    {
      name: 'a flag lets it in that is set behind the wait',
      code: `
        class Transport {
          async connect() {
            this.socket = dial()
            await turn()
            this.socket.secure()
            this.connected = true
          }
          close() {
            if (!this.connected) return
            this.socket = undefined
          }
        }
      `,
    },
    {
      name: 'the state of the handle lets it in that the wait brings about',
      code: `
        class Driver {
          async init() {
            this.port = new Port()
            await this.port.open()
            this.port.on('data', listen)
          }
          close() {
            if (!this.port?.isOpen) return
            this.port = undefined
          }
        }
      `,
    },
    {
      name: 'the handle tells its own end, while an event of it is awaited',
      code: `
        class Feed {
          async connect() {
            this.socket = new Socket()
            this.socket.on('close', () => { this.socket = null })
            await once(this.socket, 'open')
            this.socket.send('hello')
          }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'one of its callers leaves a flag that is not asked',
      code: `
        class Agent {
          stop() { this.stopped = true; this.#drop() }
          fail(error) { this.error = error; this.#drop() }
          #drop() { this.proc = null }
          async drain() {
            if (!this.proc) return
            await turn()
            if (this.stopped) return
            this.proc.ping()
          }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.proc', guarded: 'checked', guard: 'line 7',
            use: 'this use', during: 'during the `await` on line 8', wait: '`await`',
            writer: '`#drop()` (line 5)', clear: 'set it to null',
          },
          line: 10, column: 13, endLine: 10, endColumn: 22,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.proc', exit: 'Return' },
            output: `
        class Agent {
          stop() { this.stopped = true; this.#drop() }
          fail(error) { this.error = error; this.#drop() }
          #drop() { this.proc = null }
          async drain() {
            if (!this.proc) return
            const proc = this.proc
            await turn()
            if (this.stopped) return
            if (this.proc !== proc) return
            this.proc.ping()
          }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'a callback that the constructor registers calls it',
      code: `
        class Agent {
          constructor() { host.onChange(() => { this.#reset() }) }
          #reset() { this.proc = null }
          async run() {
            this.proc = open()
            await turn()
            count()
            this.proc.ping()
          }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.proc', guarded: 'set', guard: 'line 6', use: 'this use', during: 'during the `await` on line 7', wait: '`await`',
            writer: '`#reset()` (line 4)', clear: 'set it to null',
          },
          line: 9, column: 13, endLine: 9, endColumn: 22,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.proc', exit: 'Return' },
            output: `
        class Agent {
          constructor() { host.onChange(() => { this.#reset() }) }
          #reset() { this.proc = null }
          async run() {
            this.proc = open()
            const proc = this.proc
            await turn()
            count()
            if (this.proc !== proc) return
            this.proc.ping()
          }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'its caller waits for the run behind it',
      code: `
        class Agent {
          start() { this.task = this.#run() }
          async stop() { this.#drop(); await this.task }
          #drop() { this.proc = null }
          async #run() {
            this.proc = open()
            await turn()
            this.proc.ping()
          }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.proc', guarded: 'set', guard: 'line 7', use: 'this use', during: 'during the `await` on line 8', wait: '`await`',
            writer: '`#drop()` (line 5)', clear: 'set it to null',
          },
          line: 9, column: 13, endLine: 9, endColumn: 22,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.proc', exit: 'Return' },
            output: `
        class Agent {
          start() { this.task = this.#run() }
          async stop() { this.#drop(); await this.task }
          #drop() { this.proc = null }
          async #run() {
            this.proc = open()
            const proc = this.proc
            await turn()
            if (this.proc !== proc) return
            this.proc.ping()
          }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'a private function that nobody waits for',
      code: `
        class Agent {
          close() { this.#flush(); this.proc = null }
          async #flush() {
            if (!this.proc) return
            await turn()
            this.proc.ping()
          }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.proc', guarded: 'checked', guard: 'line 5',
            use: 'this use', during: 'during the `await` on line 6', wait: '`await`',
            writer: '`close()` (line 3)', clear: 'set it to null',
          },
          line: 7, column: 13, endLine: 7, endColumn: 22,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.proc', exit: 'Return' },
            output: `
        class Agent {
          close() { this.#flush(); this.proc = null }
          async #flush() {
            if (!this.proc) return
            const proc = this.proc
            await turn()
            if (this.proc !== proc) return
            this.proc.ping()
          }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'the program ends where it is emptied',
      code: `
        let socket
        async function main() {
          socket = open()
          await turn()
          socket.send('on')
        }
        process.on('SIGINT', () => { socket = null; later() })
        main()
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'socket', guarded: 'set', guard: 'line 4', use: 'this use', during: 'during the `await` on line 5', wait: '`await`',
            writer: "the 'SIGINT' listener on line 8", clear: 'set it to null',
          },
          line: 6, column: 11, endLine: 6, endColumn: 17,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'socket', exit: 'Return' },
            output: `
        let socket
        async function main() {
          socket = open()
          const currentSocket = socket
          await turn()
          if (socket !== currentSocket) return
          socket.send('on')
        }
        process.on('SIGINT', () => { socket = null; later() })
        main()
      `,
          }],
        },
      ],
    },
    {
      name: 'a flag lets it in that is set before the wait',
      code: `
        class Transport {
          async connect() {
            this.socket = dial()
            this.connected = true
            await turn()
            this.socket.secure()
          }
          close() {
            if (!this.connected) return
            this.socket = undefined
          }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.socket', guarded: 'set', guard: 'line 4', use: 'this use', during: 'during the `await` on line 6', wait: '`await`',
            writer: '`close()` (line 11)', clear: 'set it to undefined',
          },
          line: 7, column: 13, endLine: 7, endColumn: 24,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.socket', exit: 'Return' },
            output: `
        class Transport {
          async connect() {
            this.socket = dial()
            this.connected = true
            const socket = this.socket
            await turn()
            if (this.socket !== socket) return
            this.socket.secure()
          }
          close() {
            if (!this.connected) return
            this.socket = undefined
          }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'another handle tells its end',
      code: `
        class Feed {
          async connect() {
            this.socket = new Socket()
            this.server.on('close', () => { this.socket = null })
            await once(this.socket, 'open')
            this.socket.send('hello')
          }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.socket', guarded: 'set', guard: 'line 4', use: 'this use', during: 'during the `await` on line 6', wait: '`await`',
            writer: "the 'close' listener on line 5", clear: 'set it to null',
          },
          line: 7, column: 13, endLine: 7, endColumn: 24,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.socket', exit: 'Return' },
            output: `
        class Feed {
          async connect() {
            this.socket = new Socket()
            this.server.on('close', () => { this.socket = null })
            const socket = this.socket
            await once(this.socket, 'open')
            if (this.socket !== socket) return
            this.socket.send('hello')
          }
        }
      `,
          }],
        },
      ],
    },
  ],
})
