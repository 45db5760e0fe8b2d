import { testRule } from './tester.js'

testRule('the use does not rely on it', {
  valid: [
    {
      name: 'an optional chain',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            if (!this.proc) return
            await turn()
            this.proc?.ping()
          }
        }
      `,
    },
    {
      name: 'handed on',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            if (!this.proc) return
            await turn()
            send(this.proc)
          }
        }
      `,
    },
    {
      name: 'a local that was taken before',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            const proc = this.proc
            if (!proc) return
            await turn()
            proc.ping()
          }
        }
      `,
    },
    {
      name: 'a failure that is ignored',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            if (!this.proc) return
            await turn()
            try { this.proc.ping() } catch { /* it is gone */ }
          }
        }
      `,
    },
    {
      name: 'an own object for each call',
      code: `
        async function handle(context, next) {
          if (!context.body) return
          await next()
          context.body.end()
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'a failure that is logged',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            if (!this.proc) return
            await turn()
            try { this.proc.ping() } catch (error) { log.error(error) }
          }
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
          line: 7, column: 19, endLine: 7, endColumn: 28,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.proc', exit: 'Return' },
            output: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            if (!this.proc) return
            const proc = this.proc
            await turn()
            try { if (this.proc !== proc) return; this.proc.ping() } catch (error) { log.error(error) }
          }
        }
      `,
          }],
        },
      ],
    },
  ],
})
