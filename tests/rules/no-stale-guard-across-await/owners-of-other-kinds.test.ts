import { testRule } from './tester.js'

testRule('the owner is no class', {
  valid: [],
  invalid: [
    {
      name: 'a factory',
      code: `
        export function createAgent() {
          let proc = null
          const kill = () => { proc = null }
          async function drain() {
            if (!proc) return
            await turn()
            proc.ping()
          }
          return { kill, drain }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'proc', guarded: 'checked', guard: 'line 6', use: 'this use', during: 'during the `await` on line 7', wait: '`await`',
            writer: '`kill()` (line 4)', clear: 'set it to null',
          },
          line: 8, column: 13, endLine: 8, endColumn: 17,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'proc', exit: 'Return' },
            output: `
        export function createAgent() {
          let proc = null
          const kill = () => { proc = null }
          async function drain() {
            if (!proc) return
            const currentProc = proc
            await turn()
            if (proc !== currentProc) return
            proc.ping()
          }
          return { kill, drain }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'a module',
      code: `
        let proc
        export function kill() { proc = undefined }
        export async function drain() {
          if (!proc) return
          await turn()
          proc.ping()
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'proc', guarded: 'checked', guard: 'line 5', use: 'this use', during: 'during the `await` on line 6', wait: '`await`',
            writer: '`kill()` (line 3)', clear: 'set it to undefined',
          },
          line: 7, column: 11, endLine: 7, endColumn: 15,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'proc', exit: 'Return' },
            output: `
        let proc
        export function kill() { proc = undefined }
        export async function drain() {
          if (!proc) return
          const currentProc = proc
          await turn()
          if (proc !== currentProc) return
          proc.ping()
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'an object literal',
      code: `
        const agent = {
          kill() { this.proc = null },
          async drain() {
            if (!this.proc) return
            await turn()
            this.proc.ping()
          },
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
          line: 7, column: 13, endLine: 7, endColumn: 22,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.proc', exit: 'Return' },
            output: `
        const agent = {
          kill() { this.proc = null },
          async drain() {
            if (!this.proc) return
            const proc = this.proc
            await turn()
            if (this.proc !== proc) return
            this.proc.ping()
          },
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'a prototype',
      code: `
        function Agent() {}
        Agent.prototype.kill = function () { this.proc = null }
        Agent.prototype.drain = async function () {
          if (!this.proc) return
          await turn()
          this.proc.ping()
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
          line: 7, column: 11, endLine: 7, endColumn: 20,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.proc', exit: 'Return' },
            output: `
        function Agent() {}
        Agent.prototype.kill = function () { this.proc = null }
        Agent.prototype.drain = async function () {
          if (!this.proc) return
          const proc = this.proc
          await turn()
          if (this.proc !== proc) return
          this.proc.ping()
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'a component',
      code: `
        function Player() {
          const player = useRef(null)
          useEffect(() => {
            const stop = () => { player.current = null }
            async function play() {
              if (!player.current) return
              await turn()
              player.current.play()
            }
            void play()
            return stop
          })
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'player.current', guarded: 'checked', guard: 'line 7',
            use: 'this use', during: 'during the `await` on line 8', wait: '`await`',
            writer: '`stop()` (line 5)', clear: 'set it to null',
          },
          line: 9, column: 15, endLine: 9, endColumn: 29,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'player.current', exit: 'Return' },
            output: `
        function Player() {
          const player = useRef(null)
          useEffect(() => {
            const stop = () => { player.current = null }
            async function play() {
              if (!player.current) return
              const currentPlayer = player.current
              await turn()
              if (player.current !== currentPlayer) return
              player.current.play()
            }
            void play()
            return stop
          })
        }
      `,
          }],
        },
      ],
    },
  ],
})
