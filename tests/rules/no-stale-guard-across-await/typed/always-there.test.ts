import { testWithTypes } from './tester.js'

testWithTypes('what is declared cannot be empty', {
  valid: [
    {
      name: 'a type without',
      code: `
        interface Link { ping(): void }
        class Client {
          private link: Link = { ping() {} }
          stop(): void { this.link = null! }
          async run(turn: Promise<void>): Promise<void> {
            if (!this.link) return
            await turn
            this.link.ping()
          }
        }
      `,
    },
    {
      name: 'a primitive type',
      code: `
        class Client {
          private name = ''
          stop(): void { this.name = undefined as never }
          async run(turn: Promise<void>): Promise<string> {
            if (!this.name) return ''
            await turn
            return this.name.trim()
          }
        }
      `,
    },
    {
      name: 'a readonly field',
      code: `
        interface Link { ping(): void }
        class Client {
          private readonly link: Link | null = null
          stop(): void { (this as { link: Link | null }).link = null }
          async run(turn: Promise<void>): Promise<void> {
            if (!this.link) return
            await turn
            this.link.ping()
          }
        }
      `,
    },
    {
      name: 'a primitive type or undefined',
      code: `
        class Client {
          private name: string | undefined = ''
          stop(): void { this.name = undefined }
          async run(turn: Promise<void>): Promise<string> {
            if (!this.name) return ''
            await turn
            return this.name.trim()
          }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'a type with null in it',
      code: `
        interface Link { ping(): void }
        class Client {
          private link: Link | null = null
          stop(): void { this.link = null }
          async run(turn: Promise<void>): Promise<void> {
            if (!this.link) return
            await turn
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
          async run(turn: Promise<void>): Promise<void> {
            if (!this.link) return
            const link = this.link
            await turn
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
      name: 'any',
      code: `
        class Client {
          private link: any
          stop(): void { this.link = null }
          async run(turn: Promise<void>): Promise<void> {
            if (!this.link) return
            await turn
            this.link.ping()
          }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.link', guarded: 'checked', guard: 'line 6',
            use: 'this use', during: 'during the `await` on line 7', wait: '`await`',
            writer: '`stop()` (line 4)', clear: 'set it to null',
          },
          line: 8, column: 13, endLine: 8, endColumn: 22,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.link', exit: 'Return' },
            output: `
        class Client {
          private link: any
          stop(): void { this.link = null }
          async run(turn: Promise<void>): Promise<void> {
            if (!this.link) return
            const link = this.link
            await turn
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
