import { testRule } from './tester.js'

testRule('the writer rejects a promise', {
  valid: [
    {
      name: 'that fails',
      code: `
        class Agent {
          stop() { this.fail(new Error('stopped')); this.proc = null }
          async run() {
            if (!this.proc) return
            this.done = new Promise((resolve, reject) => { this.fail = reject })
            await this.done
            this.proc.ping()
          }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'whose failure is caught where it is made',
      code: `
        class Agent {
          stop() { this.fail(new Error('stopped')); this.proc = null }
          async run() {
            if (!this.proc) return
            this.done = new Promise((resolve, reject) => { this.fail = reject }).catch(() => {})
            await this.done
            this.proc.ping()
          }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.proc', guarded: 'checked', guard: 'line 5',
            use: 'this use', during: 'during the `await` on line 7', wait: '`await`',
            writer: '`stop()` (line 3)', clear: 'set it to null',
          },
          line: 8, column: 13, endLine: 8, endColumn: 22,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.proc', exit: 'Return' },
            output: `
        class Agent {
          stop() { this.fail(new Error('stopped')); this.proc = null }
          async run() {
            if (!this.proc) return
            this.done = new Promise((resolve, reject) => { this.fail = reject }).catch(() => {})
            const proc = this.proc
            await this.done
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
      name: 'whose failure is caught by the second argument',
      code: `
        class Agent {
          stop() { this.fail(new Error('stopped')); this.proc = null }
          async run() {
            if (!this.proc) return
            this.done = new Promise((resolve, reject) => { this.fail = reject }).then(finish, () => {})
            await this.done
            this.proc.ping()
          }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.proc', guarded: 'checked', guard: 'line 5',
            use: 'this use', during: 'during the `await` on line 7', wait: '`await`',
            writer: '`stop()` (line 3)', clear: 'set it to null',
          },
          line: 8, column: 13, endLine: 8, endColumn: 22,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.proc', exit: 'Return' },
            output: `
        class Agent {
          stop() { this.fail(new Error('stopped')); this.proc = null }
          async run() {
            if (!this.proc) return
            this.done = new Promise((resolve, reject) => { this.fail = reject }).then(finish, () => {})
            const proc = this.proc
            await this.done
            if (this.proc !== proc) return
            this.proc.ping()
          }
        }
      `,
          }],
        },
      ],
    },
  ],
})
