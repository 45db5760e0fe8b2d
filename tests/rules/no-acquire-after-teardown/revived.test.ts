import { testRule } from './tester.js'

testRule('a state that is written over the last one, and a timer that a close handler arms', {
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
      name: 'the handler is taken off first',
      options: [{ strict: true }],
      code: `
        class Link {
          listen() { this.socket.on('close', () => this.retry()) }
          retry() { this.timer = setTimeout(() => this.connect(), 1000) }
          stop() {
            clearTimeout(this.timer)
            this.socket.removeAllListeners()
            this.socket.close()
          }
          connect() { this.socket.open() }
        }
      `,
    },
    {
      name: 'the handler asks',
      options: [{ strict: true }],
      code: `
        class Link {
          listen() { this.socket.on('close', () => { if (!this.stopped) this.retry() }) }
          retry() { this.timer = setTimeout(() => this.connect(), 1000) }
          stop() {
            this.stopped = true
            clearTimeout(this.timer)
            this.socket.close()
          }
          connect() { this.socket.open() }
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
      name: 'a flag',
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
      errors: [{
        messageId: 'revived', line: 5, column: 13,
        data: { place: 'this.held', state: 'true', after: 'after the `await` on line 4', teardown: '`release()` (line 7)', run: '`release()`' },
      }],
    },
    {
      name: 'the close handler of a handle that is closed behind the clear',
      options: [{ strict: true }],
      code: `
        class Link {
          listen() { this.socket.on('close', () => this.retry()) }
          retry() { this.timer = setTimeout(() => this.connect(), 1000) }
          stop() {
            clearTimeout(this.timer)
            this.socket.close()
          }
          connect() { this.socket.open() }
        }
      `,
      errors: [{
        messageId: 'reopens', line: 4, column: 21,
        data: { place: 'this.timer', handler: 'line 3', teardown: '`stop()` (line 7)', run: '`stop()`' },
      }],
    },
  ],
})
