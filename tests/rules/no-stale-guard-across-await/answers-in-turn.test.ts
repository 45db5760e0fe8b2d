import { testRule } from './tester.js'

testRule('the writer waits for an answer of the same handle', {
  valid: [
    {
      name: 'to the same question: it comes after the one that was asked before',
      code: `
        class Poll {
          async stop() { await this.poller.evaluate(stop); this.poller = undefined }
          async run(page) {
            this.poller = await page.open()
            await this.poller.evaluate(start)
            await this.poller.result()
          }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'to another one',
      code: `
        class Poll {
          async stop() { await this.poller.dispose(); this.poller = undefined }
          async run(page) {
            this.poller = await page.open()
            await this.poller.evaluate(start)
            await this.poller.result()
          }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.poller', guarded: 'set', guard: 'line 5', use: 'this use', during: 'during the `await` on line 6', wait: '`await`',
            writer: '`stop()` (line 3)', clear: 'set it to undefined',
          },
          line: 7, column: 19, endLine: 7, endColumn: 30,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.poller', exit: 'Return' },
            output: `
        class Poll {
          async stop() { await this.poller.dispose(); this.poller = undefined }
          async run(page) {
            this.poller = await page.open()
            const poller = this.poller
            await this.poller.evaluate(start)
            if (this.poller !== poller) return
            await this.poller.result()
          }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'without a wait for it',
      code: `
        class Poll {
          stop() { this.poller.evaluate(stop); this.poller = undefined }
          async run(page) {
            this.poller = await page.open()
            await this.poller.evaluate(start)
            await this.poller.result()
          }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.poller', guarded: 'set', guard: 'line 5', use: 'this use', during: 'during the `await` on line 6', wait: '`await`',
            writer: '`stop()` (line 3)', clear: 'set it to undefined',
          },
          line: 7, column: 19, endLine: 7, endColumn: 30,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.poller', exit: 'Return' },
            output: `
        class Poll {
          stop() { this.poller.evaluate(stop); this.poller = undefined }
          async run(page) {
            this.poller = await page.open()
            const poller = this.poller
            await this.poller.evaluate(start)
            if (this.poller !== poller) return
            await this.poller.result()
          }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'of another handle',
      code: `
        class Poll {
          async stop() { await this.page.evaluate(stop); this.poller = undefined }
          async run(page) {
            this.poller = await page.open()
            await this.poller.evaluate(start)
            await this.poller.result()
          }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.poller', guarded: 'set', guard: 'line 5', use: 'this use', during: 'during the `await` on line 6', wait: '`await`',
            writer: '`stop()` (line 3)', clear: 'set it to undefined',
          },
          line: 7, column: 19, endLine: 7, endColumn: 30,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.poller', exit: 'Return' },
            output: `
        class Poll {
          async stop() { await this.page.evaluate(stop); this.poller = undefined }
          async run(page) {
            this.poller = await page.open()
            const poller = this.poller
            await this.poller.evaluate(start)
            if (this.poller !== poller) return
            await this.poller.result()
          }
        }
      `,
          }],
        },
      ],
    },
  ],
})
