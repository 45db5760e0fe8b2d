import { testRule } from './tester.js'

const open = (token: string, set: string) => `
        class Session {
          stop() { this.session?.end(); this.session = null; this.mode = 'off' }
          async open() {
            if (this.session !== null) return
            const ${token} = await this.gate.acquire()
            ${set}
            const session = await connect()
            if (this.${token} !== ${token}) {
              session.end()
              return
            }
            this.session = session
          }
        }
      `

testRule('a run compares what it left in another cell', {
  valid: [
    {
      name: 'where the next run leaves its own',
      code: open('lease', 'this.lease = lease'),
    },
  ],
  invalid: [
    {
      name: 'no: the run leaves nothing there',
      code: open('mode', 'note(mode)'),
      errors: [{
        messageId: 'overwrites',
        data: {
          cell: 'this.session', guarded: 'empty', guard: 'line 5', during: 'during the `await` on line 6', wait: '`await`',
          run: '`open()`', end: 'closed',
        },
        line: 13,
        column: 13,
        endLine: 13,
        endColumn: 25,
      }],
    },
  ],
})
