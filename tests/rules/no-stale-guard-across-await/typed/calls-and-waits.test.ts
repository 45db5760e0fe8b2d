import { testWithTypes } from './tester.js'

testWithTypes('what is called never returns, or what is awaited is no promise', {
  valid: [
    {
      name: 'no promise',
      code: `
        interface Link { ping(): void }
        class Client {
          private link: Link | null = null
          stop(): void { this.link = null }
          async run(turn: () => number): Promise<void> {
            if (!this.link) return
            await turn()
            this.link.ping()
          }
        }
      `,
    },
    {
      name: 'a call that never returns',
      code: `
        interface Link { ping(): void }
        declare function fail(): never
        class Client {
          private link: Link | null = null
          private stopped = false
          stop(): void { this.stopped = true; this.link = null }
          async run(turn: Promise<void>): Promise<void> {
            if (!this.link) return
            await turn
            if (this.stopped) fail()
            this.link.ping()
          }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'a promise',
      code: `
        interface Link { ping(): void }
        class Client {
          private link: Link | null = null
          stop(): void { this.link = null }
          async run(turn: () => Promise<void>): Promise<void> {
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
            cell: 'this.link', guarded: 'checked', guard: 'line 7',
            use: 'this use', during: 'during the `await` on line 8', wait: '`await`',
            writer: '`stop()` (line 5)', clear: 'set it to null',
          },
          line: 9, column: 13, endLine: 9, endColumn: 22,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.link', exit: 'Return' },
            output: `
        interface Link { ping(): void }
        class Client {
          private link: Link | null = null
          stop(): void { this.link = null }
          async run(turn: () => Promise<void>): Promise<void> {
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
      name: 'a promise or nothing',
      code: `
        interface Link { ping(): void }
        class Client {
          private link: Link | null = null
          stop(): void { this.link = null }
          async run(turn: () => Promise<void> | undefined): Promise<void> {
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
            cell: 'this.link', guarded: 'checked', guard: 'line 7',
            use: 'this use', during: 'during the `await` on line 8', wait: '`await`',
            writer: '`stop()` (line 5)', clear: 'set it to null',
          },
          line: 9, column: 13, endLine: 9, endColumn: 22,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.link', exit: 'Return' },
            output: `
        interface Link { ping(): void }
        class Client {
          private link: Link | null = null
          stop(): void { this.link = null }
          async run(turn: () => Promise<void> | undefined): Promise<void> {
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
      name: 'a call that may return',
      code: `
        interface Link { ping(): void }
        declare function warn(): void
        class Client {
          private link: Link | null = null
          private stopped = false
          stop(): void { this.stopped = true; this.link = null }
          async run(turn: Promise<void>): Promise<void> {
            if (!this.link) return
            await turn
            if (this.stopped) warn()
            this.link.ping()
          }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.link', guarded: 'checked', guard: 'line 9',
            use: 'this use', during: 'during the `await` on line 10', wait: '`await`',
            writer: '`stop()` (line 7)', clear: 'set it to null',
          },
          line: 12, column: 13, endLine: 12, endColumn: 22,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.link', exit: 'Return' },
            output: `
        interface Link { ping(): void }
        declare function warn(): void
        class Client {
          private link: Link | null = null
          private stopped = false
          stop(): void { this.stopped = true; this.link = null }
          async run(turn: Promise<void>): Promise<void> {
            if (!this.link) return
            const link = this.link
            await turn
            if (this.stopped) warn()
            if (this.link !== link) return
            this.link.ping()
          }
        }
      `,
          }],
        },
      ],
    },
  ],
})
