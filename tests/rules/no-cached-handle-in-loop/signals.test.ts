import { testRule } from './tester.js'

testRule('a writer that aborts the loop', {
  valid: [
    {
      name: 'the signal that the loop tests is aborted first',
      code: `
        class Agent {
          #abort = new AbortController()
          start() { this.drain(this.#abort.signal) }
          kill() {
            this.#abort.abort()
            this.proc = null
          }
          async drain(signal) {
            const { proc } = this
            while (proc && !signal.aborted) await readLine(proc.stderr)
          }
        }
      `,
    },
    {
      name: 'a loop without a guard waits under the signal that is aborted first',
      code: `
        class Agent {
          #abort = new AbortController()
          start() { this.drain(this.#abort.signal) }
          kill() {
            this.#abort.abort()
            this.proc = null
          }
          async drain(signal) {
            const { proc } = this
            while (true) await proc.readLine({ signal })
          }
        }
      `,
    },
    {
      name: 'the signal is aborted by a function that is called first',
      code: `
        class Agent {
          #abort = new AbortController()
          start() { this.drain(this.#abort.signal) }
          kill() {
            this.cancel()
            this.proc = null
          }
          cancel() { this.#abort.abort() }
          async drain(signal) {
            const { proc } = this
            while (proc) {
              signal.throwIfAborted()
              await readLine(proc.stderr)
            }
          }
        }
      `,
    },
    {
      name: 'the loop has settled before the handle goes',
      code: `
        class Agent {
          start() { this.draining = this.drain() }
          async kill() {
            await this.draining
            this.proc = null
          }
          async drain() {
            const { proc } = this
            while (proc) await readLine(proc.stderr)
          }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'the signal that the loop tests is aborted afterwards',
      code: `
        class Agent {
          #abort = new AbortController()
          start() { this.drain(this.#abort.signal) }
          kill() {
            this.proc = null
            this.#abort.abort()
          }
          async drain(signal) {
            const { proc } = this
            while (proc && !signal.aborted) await readLine(proc.stderr)
          }
        }
      `,
      errors: [
        {
          messageId: 'guard',
          data: {
            copy: 'proc', cell: 'this.proc', round: 'loop', line: 'line 11', turn: 'iteration', writer: '`kill()` (line 6)', clear: 'clear',
          },
          line: 10, column: 21, endLine: 10, endColumn: 25,
          suggestions: [],
        },
      ],
    },
    {
      name: 'another controller is aborted first',
      code: `
        class Agent {
          #abort = new AbortController()
          #other = new AbortController()
          start() { this.drain(this.#abort.signal) }
          kill() {
            this.#other.abort()
            this.proc = null
          }
          async drain(signal) {
            const { proc } = this
            while (proc && !signal.aborted) await readLine(proc.stderr)
          }
        }
      `,
      errors: [
        {
          messageId: 'guard',
          data: {
            copy: 'proc', cell: 'this.proc', round: 'loop', line: 'line 12', turn: 'iteration', writer: '`kill()` (line 8)', clear: 'clear',
          },
          line: 11, column: 21, endLine: 11, endColumn: 25,
          suggestions: [],
        },
      ],
    },
    {
      name: 'the guard is the copy, and the aborted signal is only handed on',
      code: `
        class Agent {
          #abort = new AbortController()
          start() { this.drain(this.#abort.signal) }
          kill() {
            this.#abort.abort()
            this.proc = null
          }
          async drain(signal) {
            const { proc } = this
            while (proc) await readLine(proc.stderr, signal)
          }
        }
      `,
      errors: [
        {
          messageId: 'guard',
          data: {
            copy: 'proc', cell: 'this.proc', round: 'loop', line: 'line 11', turn: 'iteration', writer: '`kill()` (line 7)', clear: 'clear',
          },
          line: 10, column: 21, endLine: 10, endColumn: 25,
          suggestions: [],
        },
      ],
    },
    {
      name: 'the loop is awaited after the handle went',
      code: `
        class Agent {
          start() { this.draining = this.drain() }
          async kill() {
            this.proc = null
            await this.draining
          }
          async drain() {
            const { proc } = this
            while (proc) await readLine(proc.stderr)
          }
        }
      `,
      errors: [
        {
          messageId: 'guard',
          data: {
            copy: 'proc', cell: 'this.proc', round: 'loop', line: 'line 10', turn: 'iteration', writer: '`kill()` (line 5)', clear: 'clear',
          },
          line: 9, column: 21, endLine: 9, endColumn: 25,
          suggestions: [],
        },
      ],
    },
  ],
})
