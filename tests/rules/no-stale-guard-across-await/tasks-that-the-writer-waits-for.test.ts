import { testRule } from './tester.js'

testRule('the writer waits for the task that runs the function', {
  valid: [
    {
      name: 'by what was made of a callback that runs it',
      code: `
        class Recognition {
          start() { this.task = Task.from(signal => this.#run(signal)) }
          async stop() { await this.task?.cancelAndWait(); this.channel = undefined }
          async #run(signal) {
            if (!this.channel) return
            await load(signal)
            this.channel.read()
          }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'it does not wait',
      code: `
        class Recognition {
          start() { this.task = Task.from(signal => this.#run(signal)) }
          stop() { this.task?.cancelAndWait(); this.channel = undefined }
          async #run(signal) {
            if (!this.channel) return
            await load()
            this.channel.read()
          }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.channel', guarded: 'checked', guard: 'line 6',
            use: 'this use', during: 'during the `await` on line 7', wait: '`await`',
            writer: '`stop()` (line 4)', clear: 'set it to undefined',
          },
          line: 8, column: 13, endLine: 8, endColumn: 25,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.channel', exit: 'Return' },
            output: `
        class Recognition {
          start() { this.task = Task.from(signal => this.#run(signal)) }
          stop() { this.task?.cancelAndWait(); this.channel = undefined }
          async #run(signal) {
            if (!this.channel) return
            const channel = this.channel
            await load()
            if (this.channel !== channel) return
            this.channel.read()
          }
        }
      `,
          }],
        },
      ],
    },
  ],
})
