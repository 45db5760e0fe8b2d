import { testRule } from './tester.js'

testRule('loops over data at hand', {
  valid: [
    {
      name: 'a message goes out in pieces, all to one device',
      code: `
        class Board {
          disconnect() { this.device = undefined }
          async write(data) {
            const { device } = this
            let start = 0
            while (start < data.length) {
              await device.write(data.slice(start, start + 62))
              start += 62
            }
          }
        }
      `,
    },
    {
      name: 'frames are sent one by one',
      code: `
        class Client {
          stop() { this.socket = null }
          async send(frames) {
            const { socket } = this
            for (let at = 0; at < frames.length; at++) await socket.send(frames[at])
          }
        }
      `,
    },
    {
      name: 'a list is worked off that a new one has replaced',
      code: `
        class Outbox {
          queue = []
          clear() { this.queue = [] }
          async flush() {
            const { queue } = this
            while (queue.length > 0) await send(queue.shift())
          }
        }
      `,
    },
    {
      name: 'a map that is made anew',
      code: `
        class Rooms {
          members = new Map()
          reset() { this.members = new Map(seats()) }
          watch() {
            const { members } = this
            setInterval(() => { members.forEach(greet) }, 1000)
          }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'attempts are no data',
      code: `
        class Client {
          stop() { this.socket = null }
          async send(frame) {
            const { socket } = this
            for (let attempt = 0; attempt < 5; attempt++) await socket.send(frame)
          }
        }
      `,
      errors: [
        {
          messageId: 'call',
          data: {
            copy: 'socket', cell: 'this.socket', round: 'loop', line: 'line 6', turn: 'iteration', writer: '`stop()` (line 3)',
            clear: 'clear',
          },
          line: 5, column: 21, endLine: 5, endColumn: 27,
          suggestions: [],
        },
      ],
    },
    {
      name: 'a queue of the owner may grow',
      code: `
        class Client {
          stop() { this.socket = null }
          async pump() {
            const { socket } = this
            while (this.frames.length > 0) await socket.send(this.frames.shift())
          }
        }
      `,
      errors: [
        {
          messageId: 'call',
          data: {
            copy: 'socket', cell: 'this.socket', round: 'loop', line: 'line 6', turn: 'iteration', writer: '`stop()` (line 3)',
            clear: 'clear',
          },
          line: 5, column: 21, endLine: 5, endColumn: 27,
          suggestions: [],
        },
      ],
    },
    {
      name: 'a queue that is more than a list',
      code: `
        class Outbox {
          queue = openQueue()
          clear() { this.queue = openQueue() }
          async flush() {
            const { queue } = this
            while (queue.length > 0) await send(queue.shift())
          }
        }
      `,
      errors: [
        {
          messageId: 'call',
          data: {
            copy: 'queue', cell: 'this.queue', round: 'loop', line: 'line 7', turn: 'iteration', writer: '`clear()` (line 4)',
            clear: 'replace',
          },
          line: 6, column: 21, endLine: 6, endColumn: 26,
          suggestions: [],
        },
      ],
    },
  ],
})
