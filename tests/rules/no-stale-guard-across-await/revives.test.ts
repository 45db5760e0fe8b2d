import { testRule } from './tester.js'

testRule('a write brings back what was taken away', {
  valid: [
    {
      name: 'a second look behind the wait',
      code: `
        class Account {
          async renew() {
            if (!this.session) return
            const { session } = this
            const token = await renew(session)
            if (this.session !== session) return
            this.session = { ...session, token }
          }
          logout() { this.session = null }
        }
      `,
    },
    {
      name: 'made of something else',
      code: `
        class Account {
          async renew() {
            if (!this.session) return
            this.session = await renew()
          }
          logout() { this.session = null }
        }
      `,
    },
    {
      name: 'read behind the wait',
      code: `
        class Account {
          async renew() {
            if (!this.session) return
            const token = await renew()
            this.session = { ...this.session, token }
          }
          logout() { this.session = null }
        }
      `,
    },
    {
      name: 'nobody takes it away',
      code: `
        class Account {
          async renew() {
            if (!this.session) return
            this.session = merge(this.session, await renew())
          }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'a copy, changed',
      code: `
        class Account {
          async renew() {
            if (!this.session) return
            const { session } = this
            const token = await renew(session)
            this.session = { ...session, token }
          }
          logout() { this.session = null }
        }
      `,
      errors: [
        {
          messageId: 'revives',
          data: {
            cell: 'this.session', guard: 'line 4',
            use: 'this use', during: 'during the `await` on line 6', wait: '`await`', writer: '`logout()` (line 9)',
            clear: 'set it to null',
          },
          line: 7, column: 13, endLine: 7, endColumn: 25,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.session', exit: 'Return' },
            output: `
        class Account {
          async renew() {
            if (!this.session) return
            const { session } = this
            const token = await renew(session)
            if (this.session !== session) return
            this.session = { ...session, token }
          }
          logout() { this.session = null }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'read and waited for in one expression',
      code: `
        class Account {
          async renew() {
            if (!this.session) return
            this.session = merge(this.session, await renew())
          }
          logout() { this.session = null }
        }
      `,
      errors: [
        {
          messageId: 'revives',
          data: {
            cell: 'this.session', guard: 'line 4', use: 'this use', during: 'during the `await` on this line', wait: '`await`',
            writer: '`logout()` (line 7)', clear: 'set it to null',
          },
          line: 5, column: 13, endLine: 5, endColumn: 25,
          suggestions: [],
        },
      ],
    },
  ],
})
