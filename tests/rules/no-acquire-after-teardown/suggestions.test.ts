import { testRule } from './tester.js'

testRule('what is suggested', {
  valid: [],
  invalid: [
    {
      name: 'a timer, and a flag that is taken back',
      code: `
        class Poller {
          stopped = false
          start() {
            this.stopped = false
            void this.tick()
          }
          async tick() {
            await poll()
            this.timer = setTimeout(() => this.tick(), 1000)
          }
          stop() {
            this.stopped = true
            clearTimeout(this.timer)
          }
        }
      `,
      errors: [{
        messageId: 'rearmed', line: 10, column: 13,
        data: { place: 'this.timer', after: 'after the `await` on line 9', teardown: '`stop()` (line 14)', run: '`stop()`' },
        suggestions: [{
          messageId: 'unlessStopped', data: { source: 'this.stopped' },
          output: `
        class Poller {
          stopped = false
          start() {
            this.stopped = false
            void this.tick()
          }
          async tick() {
            await poll()
            if (!this.stopped) this.timer = setTimeout(() => this.tick(), 1000)
          }
          stop() {
            this.stopped = true
            clearTimeout(this.timer)
          }
        }
      `,
        }],
      }],
    },
    {
      name: 'a value that is made right in front of the store: it is not made then',
      code: `
        class Worker {
          stopped = false
          start() {
            this.stopped = false
            void this.run()
          }
          async run() {
            await hello()
            // The stream of work.
            const stream = this.client.open()
            this.stream = stream
          }
          stop() {
            this.stopped = true
            this.stream?.cancel()
          }
        }
      `,
      errors: [{
        messageId: 'late', line: 12, column: 13,
        data: { place: 'this.stream', after: 'after the `await` on line 9', teardown: '`stop()` (line 16)', run: '`stop()`' },
        suggestions: [{
          messageId: 'returnIfStopped', data: { source: 'this.stopped' },
          output: `
        class Worker {
          stopped = false
          start() {
            this.stopped = false
            void this.run()
          }
          async run() {
            await hello()
            // The stream of work.
            if (this.stopped) return
            const stream = this.client.open()
            this.stream = stream
          }
          stop() {
            this.stopped = true
            this.stream?.cancel()
          }
        }
      `,
        }],
      }],
    },
    {
      name: 'a count that the teardown moves',
      code: `
        class Link {
          run = 0
          async open() {
            const socket = await connect()
            this.socket = socket
          }
          async close() {
            this.run++
            await this.socket?.end()
          }
        }
      `,
      errors: [{
        messageId: 'late', line: 6, column: 13,
        data: { place: 'this.socket', after: 'after the `await` on line 5', teardown: '`close()` (line 10)', run: '`close()`' },
        suggestions: [{
          messageId: 'endIfOther', data: { source: 'this.run' },
          output: `
        class Link {
          run = 0
          async open() {
            const run = this.run
            const socket = await connect()
            if (run !== this.run) {
              await socket.end()
              return
            }
            this.socket = socket
          }
          async close() {
            this.run++
            await this.socket?.end()
          }
        }
      `,
        }],
      }],
    },
    {
      name: 'a function that ends what it is given, and a list',
      code: `
        class Pool {
          closed = false
          sockets = []
          async add() {
            const socket = await connect()
            this.sockets.push(socket)
          }
          close() {
            this.closed = true
            for (const each of this.sockets) closeSocket(each)
          }
        }
      `,
      errors: [{
        messageId: 'late', line: 7, column: 13,
        data: { place: 'this.sockets', after: 'after the `await` on line 6', teardown: '`close()` (line 11)', run: '`close()`' },
        suggestions: [{
          messageId: 'endIfStopped', data: { source: 'this.closed' },
          output: `
        class Pool {
          closed = false
          sockets = []
          async add() {
            const socket = await connect()
            if (this.closed) {
              closeSocket(socket)
              return
            }
            this.sockets.push(socket)
          }
          close() {
            this.closed = true
            for (const each of this.sockets) closeSocket(each)
          }
        }
      `,
        }],
      }],
    },
    {
      name: 'a function that ends what it came from',
      code: `
        class Feed {
          closed = false
          async open() {
            const stop = await subscribe()
            this.unsubscribe = stop
          }
          close() {
            this.closed = true
            this.unsubscribe?.()
          }
        }
      `,
      errors: [{
        messageId: 'late', line: 6, column: 13,
        data: { place: 'this.unsubscribe', after: 'after the `await` on line 5', teardown: '`close()` (line 10)', run: '`close()`' },
        suggestions: [{
          messageId: 'endIfStopped', data: { source: 'this.closed' },
          output: `
        class Feed {
          closed = false
          async open() {
            const stop = await subscribe()
            if (this.closed) {
              stop()
              return
            }
            this.unsubscribe = stop
          }
          close() {
            this.closed = true
            this.unsubscribe?.()
          }
        }
      `,
        }],
      }],
    },
    {
      name: 'a variable of the module, in a file with semicolons',
      code: `
        let socket
        let closed = false
        export async function open() {
          const fresh = await connect();
          socket = fresh;
        }
        export function reset() {
          closed = false;
        }
        export function close() {
          closed = true;
          socket?.end();
        }
      `,
      errors: [{
        messageId: 'late', line: 6, column: 11,
        data: { place: 'socket', after: 'after the `await` on line 5', teardown: '`close()` (line 13)', run: '`close()`' },
        suggestions: [{
          messageId: 'endIfStopped', data: { source: 'closed' },
          output: `
        let socket
        let closed = false
        export async function open() {
          const fresh = await connect();
          if (closed) {
            fresh.end();
            return;
          }
          socket = fresh;
        }
        export function reset() {
          closed = false;
        }
        export function close() {
          closed = true;
          socket?.end();
        }
      `,
        }],
      }],
    },
    {
      name: 'braces, where the file has them',
      code: `
        class Poller {
          stopped = false
          async tick() {
            const delay = await poll()
            if (delay > 10) {
              log(delay)
            }
            this.timer = setTimeout(() => this.note(delay), delay)
          }
          note(delay) { log(delay) }
          stop() {
            this.stopped = true
            clearTimeout(this.timer)
          }
        }
      `,
      errors: [{
        messageId: 'rearmed', line: 9, column: 13,
        data: { place: 'this.timer', after: 'after the `await` on line 5', teardown: '`stop()` (line 14)', run: '`stop()`' },
        suggestions: [{
          messageId: 'unlessStopped', data: { source: 'this.stopped' },
          output: `
        class Poller {
          stopped = false
          async tick() {
            const delay = await poll()
            if (delay > 10) {
              log(delay)
            }
            if (!this.stopped) {
              this.timer = setTimeout(() => this.note(delay), delay)
            }
          }
          note(delay) { log(delay) }
          stop() {
            this.stopped = true
            clearTimeout(this.timer)
          }
        }
      `,
        }],
      }],
    },
    {
      name: 'a function inside an effect',
      code: `
        export function useSocket(url) {
          const socket = useRef(null)
          useEffect(() => {
            const open = async () => {
              const fresh = await connect(url)
              socket.current = fresh
            }
            void open()
            return () => {
              socket.current?.close()
            }
          }, [url])
        }
      `,
      errors: [{
        messageId: 'late', line: 7, column: 15,
        data: { place: 'socket.current', after: 'after the `await` on line 6', teardown: 'the cleanup function on line 11', run: 'the cleanup function' },
        suggestions: [{
          messageId: 'endIfGone', data: { source: 'isGone' },
          output: `
        export function useSocket(url) {
          const socket = useRef(null)
          useEffect(() => {
            let isGone = false
            const open = async () => {
              const fresh = await connect(url)
              if (isGone) {
                fresh.close()
                return
              }
              socket.current = fresh
            }
            void open()
            return () => {
              isGone = true
              socket.current?.close()
            }
          }, [url])
        }
      `,
        }],
      }],
    },
    {
      name: 'nothing where the function answers',
      code: `
        class Link {
          closed = false
          async open() {
            const socket = await connect()
            this.socket = socket
            return socket
          }
          close() {
            this.closed = true
            this.socket?.end()
          }
        }
      `,
      errors: [{
        messageId: 'late', line: 6, column: 13,
        data: { place: 'this.socket', after: 'after the `await` on line 5', teardown: '`close()` (line 11)', run: '`close()`' },
      }],
    },
    {
      name: 'nothing where a restart would find the flag set for ever',
      code: `
        class Link {
          closed = false
          async restart() {
            this.close()
            const socket = await connect()
            this.socket = socket
          }
          close() {
            this.closed = true
            this.socket?.end()
          }
        }
      `,
      errors: [{
        messageId: 'late', line: 7, column: 13,
        data: { place: 'this.socket', after: 'after the `await` on line 6', teardown: '`close()` (line 11)', run: '`close()`' },
      }],
    },
    {
      name: 'nothing where the value has no name',
      code: `
        class Link {
          closed = false
          async open() {
            this.socket = await connect()
          }
          close() {
            this.closed = true
            this.socket?.end()
          }
        }
      `,
      errors: [{
        messageId: 'late', line: 5, column: 13,
        data: { place: 'this.socket', after: 'after the `await` on this line', teardown: '`close()` (line 9)', run: '`close()`' },
      }],
    },
  ],
})
