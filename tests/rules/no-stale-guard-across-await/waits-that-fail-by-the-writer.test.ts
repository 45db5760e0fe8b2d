import { testRule } from './tester.js'

testRule('a wait that the writer makes fail', {
  valid: [],
  invalid: [
    {
      name: 'for a part of the handle',
      code: `
        class Agent {
          stop() { this.proc.kill(); this.proc = null }
          async run() {
            if (!this.proc) return
            try { await readLine(this.proc.stdout) } catch { report(this.proc.exitCode) }
          }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.proc', guarded: 'checked', guard: 'line 5',
            use: 'this use', during: 'during the `await` on this line', wait: '`await`',
            writer: '`stop()` (line 3)', clear: 'set it to null',
          },
          line: 6, column: 69, endLine: 6, endColumn: 78,
          suggestions: [],
        },
      ],
    },
    {
      name: 'in a race',
      code: `
        class Agent {
          stop() { this.proc.kill(); this.proc = null }
          async run() {
            if (!this.proc) return
            try { await Promise.race([this.proc.query(), timeout(100)]) } catch { report(this.proc.exitCode) }
          }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.proc', guarded: 'checked', guard: 'line 5',
            use: 'this use', during: 'during the `await` on this line', wait: '`await`',
            writer: '`stop()` (line 3)', clear: 'set it to null',
          },
          line: 6, column: 90, endLine: 6, endColumn: 99,
          suggestions: [],
        },
      ],
    },
    {
      name: 'by an abort',
      code: `
        class Agent {
          stop() { this.controller.abort(); this.proc = null }
          async run() {
            if (!this.proc) return
            try { await this.#load() } catch { report(this.proc.exitCode) }
          }
          async #load() { await fetch(url, { signal: this.controller.signal }) }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.proc', guarded: 'checked', guard: 'line 5',
            use: 'this use', during: 'during the `await` on this line', wait: '`await`',
            writer: '`stop()` (line 3)', clear: 'set it to null',
          },
          line: 6, column: 55, endLine: 6, endColumn: 64,
          suggestions: [],
        },
      ],
    },
  ],
})
