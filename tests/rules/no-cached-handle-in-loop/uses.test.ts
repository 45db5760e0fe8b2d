import { testRule } from './tester.js'

testRule('the loop uses', {
  valid: [
    {
      name: 'the guard is the cell, and so is what is handed on',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            while (this.proc) await readLine(this.proc.stderr)
          }
        }
      `,
    },
    {
      name: 'a number that was read once',
      code: `
        class Agent {
          restart() { this.started = Date.now() }
          async wait() {
            const started = this.started
            while (Date.now() - started < 5000) await pause()
          }
        }
      `,
    },
    {
      name: 'options that were read once',
      code: `
        class Agent {
          configure() { this.options = { pause: 5 } }
          async wait() {
            const options = this.options
            while (true) await pause(options.pause)
          }
        }
      `,
    },
    {
      name: 'what is written to an object that nobody copies on',
      code: `
        class Chat {
          state = { cursor: 0, open: true }
          close() { this.state = { cursor: 0, open: false } }
          async read(source) {
            const state = this.state
            for await (const event of source) state.cursor = event.id
          }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'a method of the copy is called, though the cell was tested',
      code: `
        class Agent {
          kill() { this.proc = null }
          async poke() {
            const proc = this.proc
            while (true) {
              await pause()
              if (!this.proc) return
              proc.send('poke')
            }
          }
        }
      `,
      errors: [
        {
          messageId: 'call',
          data: {
            copy: 'proc', cell: 'this.proc', round: 'loop', line: 'line 6', turn: 'iteration', writer: '`kill()` (line 3)', clear: 'clear',
          },
          line: 5, column: 19, endLine: 5, endColumn: 23,
          suggestions: [{
            messageId: 'reread',
            data: { source: 'this.proc', turn: 'iteration' },
            output: `
        class Agent {
          kill() { this.proc = null }
          async poke() {
            while (true) {
              const proc = this.proc
              if (!proc) break
              await pause()
              if (!this.proc) return
              proc.send('poke')
            }
          }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'a method below the copy is called',
      code: `
        class Agent {
          kill() { this.proc = null }
          async poke() {
            const proc = this.proc
            while (true) {
              await pause()
              proc.stdin.write('poke')
            }
          }
        }
      `,
      errors: [
        {
          messageId: 'call',
          data: {
            copy: 'proc', cell: 'this.proc', round: 'loop', line: 'line 6', turn: 'iteration', writer: '`kill()` (line 3)', clear: 'clear',
          },
          line: 5, column: 19, endLine: 5, endColumn: 23,
          suggestions: [{
            messageId: 'reread',
            data: { source: 'this.proc', turn: 'iteration' },
            output: `
        class Agent {
          kill() { this.proc = null }
          async poke() {
            while (true) {
              const proc = this.proc
              if (!proc) break
              await pause()
              proc.stdin.write('poke')
            }
          }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'a method is called where there is one',
      code: `
        class Agent {
          kill() { this.proc = null }
          async poke() {
            const proc = this.proc
            while (true) {
              await pause()
              proc?.send('poke')
            }
          }
        }
      `,
      errors: [
        {
          messageId: 'call',
          data: {
            copy: 'proc', cell: 'this.proc', round: 'loop', line: 'line 6', turn: 'iteration', writer: '`kill()` (line 3)', clear: 'clear',
          },
          line: 5, column: 19, endLine: 5, endColumn: 23,
          suggestions: [{
            messageId: 'reread',
            data: { source: 'this.proc', turn: 'iteration' },
            output: `
        class Agent {
          kill() { this.proc = null }
          async poke() {
            while (true) {
              const proc = this.proc
              await pause()
              proc?.send('poke')
            }
          }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'what is written to an object whose owner goes on with a copy is lost',
      code: `
        class Chat {
          state = { cursor: 0, open: true }
          close() { this.state = { ...this.state, open: false } }
          async read(source) {
            const state = this.state
            for await (const event of source) state.cursor = event.id
          }
        }
      `,
      errors: [
        {
          messageId: 'lost',
          data: { copy: 'state', cell: 'this.state', round: 'loop', line: 'line 7', writer: '`close()` (line 4)', clear: 'replace' },
          line: 6, column: 19, endLine: 6, endColumn: 24,
          suggestions: [],
        },
      ],
    },
  ],
})
