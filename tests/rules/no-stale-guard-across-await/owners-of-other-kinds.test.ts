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
          data: { cell: 'proc', guarded: 'tested', guardLine: '6', writer: '`kill()`', writerLine: '4', yieldLine: '7' },
          line: 8, column: 13, endLine: 8, endColumn: 17,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'proc' },
            output: `
        export function createAgent() {
          let proc = null
          const kill = () => { proc = null }
          async function drain() {
            if (!proc) return
            const ownProc = proc
            await turn()
            if (proc !== ownProc) return
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
          data: { cell: 'proc', guarded: 'tested', guardLine: '5', writer: '`kill()`', writerLine: '3', yieldLine: '6' },
          line: 7, column: 11, endLine: 7, endColumn: 15,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'proc' },
            output: `
        let proc
        export function kill() { proc = undefined }
        export async function drain() {
          if (!proc) return
          const ownProc = proc
          await turn()
          if (proc !== ownProc) return
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
          data: { cell: 'proc', guarded: 'tested', guardLine: '5', writer: '`kill()`', writerLine: '3', yieldLine: '6' },
          line: 7, column: 13, endLine: 7, endColumn: 22,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.proc' },
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
          data: { cell: 'proc', guarded: 'tested', guardLine: '5', writer: 'a callback', writerLine: '3', yieldLine: '6' },
          line: 7, column: 11, endLine: 7, endColumn: 20,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.proc' },
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
          data: { cell: 'player.current', guarded: 'tested', guardLine: '7', writer: '`stop()`', writerLine: '5', yieldLine: '8' },
          line: 9, column: 15, endLine: 9, endColumn: 29,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'player.current' },
            output: `
        function Player() {
          const player = useRef(null)
          useEffect(() => {
            const stop = () => { player.current = null }
            async function play() {
              if (!player.current) return
              const current = player.current
              await turn()
              if (player.current !== current) return
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
