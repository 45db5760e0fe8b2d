import { testRule } from './tester.js'

testRule('the local that a suggestion adds', {
  valid: [],
  invalid: [
    {
      name: 'goes by the name of the field',
      code: `
        class Client {
          stop() { this.link = null }
          async run() {
            if (!this.link) return
            await turn()
            this.link.ping()
          }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.link', guarded: 'checked', guard: 'line 5',
            use: 'this use', during: 'during the `await` on line 6', wait: '`await`',
            writer: '`stop()` (line 3)', clear: 'set it to null',
          },
          line: 7, column: 13, endLine: 7, endColumn: 22,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.link', exit: 'Return' },
            output: `
        class Client {
          stop() { this.link = null }
          async run() {
            if (!this.link) return
            const link = this.link
            await turn()
            if (this.link !== link) return
            this.link.ping()
          }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'unless that is a word of the language',
      code: `
        class Client {
          stop() { this.super = null }
          async run() {
            if (!this.super) return
            await turn()
            this.super.ping()
          }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.super', guarded: 'checked', guard: 'line 5',
            use: 'this use', during: 'during the `await` on line 6', wait: '`await`',
            writer: '`stop()` (line 3)', clear: 'set it to null',
          },
          line: 7, column: 13, endLine: 7, endColumn: 23,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.super', exit: 'Return' },
            output: `
        class Client {
          stop() { this.super = null }
          async run() {
            if (!this.super) return
            const currentSuper = this.super
            await turn()
            if (this.super !== currentSuper) return
            this.super.ping()
          }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'or one of strict code',
      code: `
        class Client {
          stop() { this.package = null }
          async run() {
            if (!this.package) return
            await turn()
            this.package.ping()
          }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.package', guarded: 'checked', guard: 'line 5',
            use: 'this use', during: 'during the `await` on line 6', wait: '`await`',
            writer: '`stop()` (line 3)', clear: 'set it to null',
          },
          line: 7, column: 13, endLine: 7, endColumn: 25,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.package', exit: 'Return' },
            output: `
        class Client {
          stop() { this.package = null }
          async run() {
            if (!this.package) return
            const currentPackage = this.package
            await turn()
            if (this.package !== currentPackage) return
            this.package.ping()
          }
        }
      `,
          }],
        },
      ],
    },
  ],
})
