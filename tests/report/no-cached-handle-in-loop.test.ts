import { testMessages } from './messages.js'

testMessages('no-cached-handle-in-loop', [
  {
    id: 'guard',
    code: `
      class Feed {
        async run() {
          const client = this.client
          while (client) {
            await poll(client)
          }
        }

        close() {
          this.client = null
        }
      }
    `,
    message: '`client` is read from `this.client` once, before the loop (line 4), so the loop never sees `close()` (line 10) clear it. Read '
      + '`this.client` in each iteration, and leave when it is gone.',
    suggestions: [['reread', 'Read `this.client` in each iteration.']],
  },
  {
    id: 'mixed',
    code: `
      class Feed {
        async run() {
          const { client } = this
          while (this.client) {
            await client.poll()
          }
        }

        close() {
          this.client = null
        }
      }
    `,
    message: '`client` is read from `this.client` once, before the loop (line 4), but the loop tests `this.client` and uses `client`: they '
      + 'differ after `close()` (line 10) clears `this.client`. Read `this.client` in each iteration, and use the value that you test.',
    suggestions: [['compare', 'Leave the loop if `this.client` is no longer `client`.']],
  },
  {
    id: 'call',
    code: `
      class Feed {
        start() {
          const self = this
          const client = self.client
          setInterval(() => { client.ping() }, 1000)
        }

        reconnect() {
          this.client = connect()
        }
      }
    `,
    message: '`client` is read from `self.client` once, before the interval (line 5), so the interval still calls the old value after '
      + '`reconnect()` (line 9) replaces `self.client`. Read `self.client` in each callback, and leave when it is gone.',
    suggestions: [['reread', 'Read `self.client` in each callback.']],
  },
  {
    id: 'lost',
    code: `
      class Chat {
        state = { cursor: 0, open: true }

        async read(source) {
          const { state } = this
          for await (const event of source) state.cursor = event.id
        }

        close() {
          this.state = { ...this.state, open: false }
        }
      }
    `,
    message: '`state` is read from `this.state` once, before the loop (line 6), so the loop still writes to the old object after `close()` '
      + '(line 10) replaces `this.state`, and the write is lost. Write to `this.state` itself.',
  },
])
