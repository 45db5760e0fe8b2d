import { testRule } from './tester.js'

testRule('whose cell it is', {
  valid: [
    {
      name: 'another instance\'s cell',
      code: `
        class Agent {
          #proc = spawn('agent')
          replace(other) { other.#proc = null }
          async drain() {
            const proc = this.#proc
            while (proc) await readLine(proc.stderr)
          }
        }
      `,
    },
    {
      name: 'a variable that the factory alone writes',
      code: `
        function createAgent() {
          let proc = null
          proc = spawn('agent')
          return {
            async drain() {
              const child = proc
              while (child) await readLine(child.stderr)
            },
          }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'a private field',
      code: `
        class Agent {
          #proc = spawn('agent')
          kill() { this.#proc = null }
          async drain() {
            const proc = this.#proc
            while (proc) await readLine(proc.stderr)
          }
        }
      `,
      errors: [
        {
          messageId: 'guard',
          data: {
            copy: 'proc', cell: 'this.#proc', round: 'loop', line: 'line 7', turn: 'iteration', writer: '`kill()` (line 4)', clear: 'clear',
          },
          line: 6, column: 19, endLine: 6, endColumn: 23,
          suggestions: [],
        },
      ],
    },
    {
      name: 'a static field',
      code: `
        class Agent {
          static proc = spawn('agent')
          static kill() { Agent.proc = null }
          static async drain() {
            const proc = Agent.proc
            while (proc) await readLine(proc.stderr)
          }
        }
      `,
      errors: [
        {
          messageId: 'guard',
          data: {
            copy: 'proc', cell: 'Agent.proc', round: 'loop', line: 'line 7', turn: 'iteration', writer: '`kill()` (line 4)', clear: 'clear',
          },
          line: 6, column: 19, endLine: 6, endColumn: 23,
          suggestions: [],
        },
      ],
    },
    {
      name: 'an object literal',
      code: `
        const agent = {
          proc: spawn('agent'),
          kill() { this.proc = null },
          async drain() {
            const proc = this.proc
            while (proc) await readLine(proc.stderr)
          },
        }
      `,
      errors: [
        {
          messageId: 'guard',
          data: {
            copy: 'proc', cell: 'this.proc', round: 'loop', line: 'line 7', turn: 'iteration', writer: '`kill()` (line 4)', clear: 'clear',
          },
          line: 6, column: 19, endLine: 6, endColumn: 23,
          suggestions: [],
        },
      ],
    },
    {
      name: 'a variable of a factory',
      code: `
        function createAgent() {
          let proc = spawn('agent')
          return {
            kill() { proc = null },
            async drain() {
              const child = proc
              while (child) await readLine(child.stderr)
            },
          }
        }
      `,
      errors: [
        {
          messageId: 'guard',
          data: {
            copy: 'child', cell: 'proc', round: 'loop', line: 'line 8', turn: 'iteration', writer: '`kill()` (line 5)', clear: 'clear',
          },
          line: 7, column: 21, endLine: 7, endColumn: 26,
          suggestions: [],
        },
      ],
    },
    {
      name: 'a variable of a module',
      code: `
        let proc = spawn('agent')
        export function kill() { proc = null }
        export async function drain() {
          const child = proc
          while (child) await readLine(child.stderr)
        }
      `,
      errors: [
        {
          messageId: 'guard',
          data: {
            copy: 'child', cell: 'proc', round: 'loop', line: 'line 6', turn: 'iteration', writer: '`kill()` (line 3)', clear: 'clear',
          },
          line: 5, column: 17, endLine: 5, endColumn: 22,
          suggestions: [],
        },
      ],
    },
    {
      name: 'a prototype',
      code: `
        function Agent() { this.proc = spawn('agent') }
        Agent.prototype.kill = function () { this.proc = null }
        Agent.prototype.drain = async function () {
          var self = this
          var proc = self.proc
          while (proc) await readLine(proc.stderr)
        }
      `,
      errors: [
        {
          messageId: 'guard',
          data: {
            copy: 'proc', cell: 'self.proc', round: 'loop', line: 'line 7', turn: 'iteration', writer: '`kill()` (line 3)', clear: 'clear',
          },
          line: 6, column: 15, endLine: 6, endColumn: 19,
          suggestions: [],
        },
      ],
    },
    {
      name: 'a ref',
      code: `
        function useFeed() {
          const socket = useRef(null)
          const close = () => { socket.current = null }
          const start = () => {
            const current = socket.current
            setInterval(() => { current.ping() }, 1000)
          }
          return { start, close }
        }
      `,
      errors: [
        {
          messageId: 'call',
          data: {
            copy: 'current', cell: 'socket.current', round: 'interval', line: 'line 7', turn: 'callback', writer: '`close()` (line 4)',
            clear: 'clear',
          },
          line: 6, column: 19, endLine: 6, endColumn: 26,
          suggestions: [{
            messageId: 'reread',
            data: { source: 'socket.current', turn: 'callback' },
            output: `
        function useFeed() {
          const socket = useRef(null)
          const close = () => { socket.current = null }
          const start = () => {
            setInterval(() => { const current = socket.current; if (!current) return; current.ping() }, 1000)
          }
          return { start, close }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'a property below a field',
      code: `
        class Agent {
          state = { proc: spawn('agent') }
          kill() { this.state.proc = null }
          async drain() {
            const { proc } = this.state
            while (proc) await readLine(proc.stderr)
          }
        }
      `,
      errors: [
        {
          messageId: 'guard',
          data: {
            copy: 'proc', cell: 'this.state.proc', round: 'loop', line: 'line 7', turn: 'iteration', writer: '`kill()` (line 4)',
            clear: 'clear',
          },
          line: 6, column: 21, endLine: 6, endColumn: 25,
          suggestions: [],
        },
      ],
    },
  ],
})
