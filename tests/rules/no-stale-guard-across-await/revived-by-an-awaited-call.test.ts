import { testRule } from './tester.js'

testRule('what an awaited call makes of it brings back what was taken away', {
  valid: [
    {
      name: 'read behind an earlier wait, and passed on',
      code: `
        class Account {
          logout() { this.session = null }
          async renew() {
            if (!this.session) return
            const data = await read()
            this.session = await refresh(this.session, data)
          }
        }
      `,
    },
    {
      name: 'from something else',
      code: `
        class Account {
          logout() { this.session = null }
          async renew(user) {
            if (!this.session) return
            this.session = await login(user)
          }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'at once',
      code: `
        class Account {
          logout() { this.session = null }
          async renew() {
            if (!this.session) return
            this.session = await refresh(this.session)
          }
        }
      `,
      errors: [
        {
          messageId: 'revives',
          data: {
            cell: 'this.session', guard: 'line 5', use: 'this use', during: 'during the `await` on this line', wait: '`await`',
            writer: '`logout()` (line 3)', clear: 'set it to null',
          },
          line: 6, column: 13, endLine: 6, endColumn: 25,
          suggestions: [],
        },
      ],
    },
    {
      name: 'by way of a local',
      code: `
        class Account {
          logout() { this.session = null }
          async renew() {
            if (!this.session) return
            const fresh = await refresh(this.session)
            this.session = fresh
          }
        }
      `,
      errors: [
        {
          messageId: 'revives',
          data: {
            cell: 'this.session', guard: 'line 5',
            use: 'this use', during: 'during the `await` on line 6', wait: '`await`', writer: '`logout()` (line 3)',
            clear: 'set it to null',
          },
          line: 7, column: 13, endLine: 7, endColumn: 25,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.session', exit: 'Return' },
            output: `
        class Account {
          logout() { this.session = null }
          async renew() {
            if (!this.session) return
            const session = this.session
            const fresh = await refresh(this.session)
            if (this.session !== session) return
            this.session = fresh
          }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'from a part of it',
      code: `
        class Account {
          logout() { this.session = null }
          async renew() {
            if (!this.session) return
            const { key } = this.session
            this.session = await refresh(key)
          }
        }
      `,
      errors: [
        {
          messageId: 'revives',
          data: {
            cell: 'this.session', guard: 'line 5', use: 'this use', during: 'during the `await` on this line', wait: '`await`',
            writer: '`logout()` (line 3)', clear: 'set it to null',
          },
          line: 7, column: 13, endLine: 7, endColumn: 25,
          suggestions: [],
        },
      ],
    },
  ],
})
