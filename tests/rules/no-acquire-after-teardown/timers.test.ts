import { testRule } from './tester.js'

testRule('a timer that is armed late', {
  valid: [
    {
      name: 'it only sets a flag',
      code: `
        class Hint {
          async show() {
            await draw()
            this.timer = setTimeout(() => { this.visible = false }, 1000)
          }
          stop() { clearTimeout(this.timer) }
        }
      `,
      options: [{ strict: true }],
    },
    {
      name: 'behind a look at the signal, whose listener has cleared the one before',
      code: `
        function grant(code, signal) {
          return new Promise((resolve, reject) => {
            let next
            signal.addEventListener('abort', () => {
              clearTimeout(next)
              reject(signal.reason)
            }, { once: true })
            const poll = async () => {
              if (await ask(code)) return resolve()
              if (signal.aborted) return
              next = setTimeout(poll, 2000)
            }
            void poll()
          })
        }
      `,
    },
    {
      name: 'a check after the wait',
      code: `
        class Poller {
          async tick() {
            await poll()
            if (this.stopped) return
            this.timer = setTimeout(() => this.tick(), 1000)
          }
          stop() {
            this.stopped = true
            clearTimeout(this.timer)
          }
        }
      `,
    },
    {
      name: 'armed before the wait',
      code: `
        class Poller {
          async tick() {
            this.timer = setTimeout(() => this.tick(), 1000)
            await poll()
          }
          stop() { clearTimeout(this.timer) }
        }
      `,
    },
    {
      name: 'it only sets a flag',
      code: `
        class Hint {
          async show() {
            await draw()
            this.timer = setTimeout(() => { this.visible = false }, 1000)
          }
          stop() { clearTimeout(this.timer) }
        }
      `,
    },
    {
      name: 'the timer checks what the teardown leaves',
      code: `
        class Shard {
          listen() { socket.on('hello', pause => void this.hello(pause)) }
          async hello(pause) {
            await sleep(pause)
            this.beat = setInterval(() => this.ping(), 1000)
          }
          async ping() {
            if (this.quiet && this.opened) return
            send('ping')
          }
          destroy() {
            this.quiet = true
            clearInterval(this.beat)
          }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'the timer checks only what the teardown undoes',
      code: `
        class Shard {
          listen() { socket.on('hello', pause => void this.hello(pause)) }
          async hello(pause) {
            await sleep(pause)
            this.beat = setInterval(() => this.ping(), 1000)
          }
          async ping() {
            if (this.quiet && this.opened) return
            send('ping')
          }
          destroy() {
            this.quiet = false
            clearInterval(this.beat)
          }
        }
      `,
      errors: [
        {
          messageId: 'rearmed', line: 6, column: 13,
        },
      ],
    },
    {
      name: 'behind an abort, whose listener has cleared the one before',
      code: `
        function grant(code, signal) {
          return new Promise((resolve, reject) => {
            let next
            signal.addEventListener('abort', () => {
              clearTimeout(next)
              reject(signal.reason)
            }, { once: true })
            const poll = async () => {
              if (await ask(code)) return resolve()
              next = setTimeout(poll, 2000)
            }
            void poll()
          })
        }
      `,
      errors: [{
        messageId: 'rearmed', line: 11, column: 15,
        data: {
          place: 'next', after: 'after the `await` on line 10', teardown: "the 'abort' listener on line 6", run: "the 'abort' listener",
        },
      }],
    },
    {
      name: 'the next turn of a poller',
      code: `
        class Poller {
          async tick() {
            await poll()
            this.timer = setTimeout(() => this.tick(), 1000)
          }
          stop() { clearTimeout(this.timer) }
        }
      `,
      errors: [{
        messageId: 'rearmed', line: 5, column: 13,
        data: { place: 'this.timer', after: 'after the `await` on line 4', teardown: '`stop()` (line 7)', run: '`stop()`' },
      }],
    },
    {
      name: 'a flag that lets the run go on: the teardown sets it to the same',
      code: `
        class Poller {
          async tick() {
            await poll()
            if (this.polling) return
            this.timer = setTimeout(() => this.tick(), 1000)
          }
          stop() {
            this.polling = false
            clearTimeout(this.timer)
          }
        }
      `,
      errors: [{
        messageId: 'rearmed', line: 6, column: 13,
        data: { place: 'this.timer', after: 'after the `await` on line 4', teardown: '`stop()` (line 10)', run: '`stop()`' },
      }],
    },
    {
      name: 'it only sets a flag, under the second option',
      code: `
        class Hint {
          async show() {
            await draw()
            this.timer = setTimeout(() => { this.visible = false }, 1000)
          }
          stop() { clearTimeout(this.timer) }
        }
      `,
      options: [{ strict: true, doubtful: true }],
      errors: [{
        messageId: 'rearmed', line: 5, column: 13,
        data: { place: 'this.timer', after: 'after the `await` on line 4', teardown: '`stop()` (line 7)', run: '`stop()`' },
      }],
    },
  ],
})
