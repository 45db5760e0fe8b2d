import { testRule } from './tester.js'

testRule('a state that is written over the last one', {
  valid: [
    {
      name: 'without the option',
      code: `
        class Link {
          async open() {
            await handshake()
            this.status = 'ready'
          }
          dispose() { this.status = 'disposed' }
        }
      `,
    },
    {
      name: 'asked behind the wait',
      options: [{ strict: true }],
      code: `
        class Link {
          async open() {
            await handshake()
            if (this.status === 'disposed') return
            this.status = 'ready'
          }
          dispose() { this.status = 'disposed' }
        }
      `,
    },
    {
      name: 'the flag of an operation, which takes it back',
      options: [{ strict: true }],
      code: `
        class Link {
          async repair() {
            await pause()
            this.repairing = true
            await mend()
            this.repairing = false
          }
          stop() { this.repairing = false }
        }
      `,
    },
    {
      name: 'a state in which nothing goes on either',
      options: [{ strict: true }],
      code: `
        class Link {
          async open() {
            await handshake()
            this.status = 'failed'
          }
          dispose() { this.status = 'disposed' }
        }
      `,
    },
    {
      name: 'a flag that the teardown only takes back',
      options: [{ strict: true }],
      code: `
        class Lease {
          async acquire() {
            await take()
            this.held = true
          }
          release() { this.held = false }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'a status',
      options: [{ strict: true }],
      code: `
        class Link {
          async open() {
            await handshake()
            this.status = 'ready'
          }
          dispose() { this.status = 'disposed' }
        }
      `,
      errors: [{
        messageId: 'revived', line: 5, column: 13,
        data: { place: 'this.status', state: "'ready'", after: 'after the `await` on line 4', teardown: '`dispose()` (line 7)', run: '`dispose()`' },
      }],
    },
    {
      name: 'a flag that the teardown asks whether there is something to end',
      options: [{ strict: true }],
      code: `
        class Lease {
          async acquire() {
            await take()
            this.held = true
          }
          release() {
            if (!this.held) return
            this.held = false
            this.desk.give()
          }
        }
      `,
      errors: [{
        messageId: 'revived', line: 5, column: 13,
        data: { place: 'this.held', state: 'true', after: 'after the `await` on line 4', teardown: '`release()` (line 9)', run: '`release()`' },
      }],
    },
    {
      name: 'any flag, under the second option',
      options: [{ strict: true, doubtful: true }],
      code: `
        class Lease {
          async acquire() {
            await take()
            this.held = true
          }
          release() { this.held = false }
        }
      `,
      errors: [{
        messageId: 'revived', line: 5, column: 13,
        data: { place: 'this.held', state: 'true', after: 'after the `await` on line 4', teardown: '`release()` (line 7)', run: '`release()`' },
      }],
    },
  ],
})
