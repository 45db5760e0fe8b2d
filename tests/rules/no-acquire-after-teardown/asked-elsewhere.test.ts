import { testStrictly } from './tester.js'

testStrictly('asked in another place or shape', {
  valid: [
    {
      name: 'by whoever waits for the function',
      code: `
        class Link {
          async open() {
            await this.#dial()
            if (this.closed) this.close()
          }
          async #dial() {
            this.socket = await connect()
          }
          close() {
            this.closed = true
            this.socket?.close()
          }
        }
      `,
    },
    {
      name: 'a ticket that a closure holds',
      code: `
        class Link {
          open() {
            const ticket = ++this.ticket
            connect().then(socket => {
              if (ticket !== this.ticket) return socket.close()
              this.socket = socket
            })
          }
          close() {
            this.ticket++
            this.socket?.close()
          }
        }
      `,
    },
    {
      name: 'in what a local was set by',
      code: `
        class Link {
          async retry() {
            await pause()
            let delay
            if (!this.stopped) delay = next()
            if (typeof delay === 'number') this.timer = setTimeout(() => this.retry(), delay)
          }
          stop() {
            this.stopped = true
            clearTimeout(this.timer)
          }
        }
      `,
    },
    {
      name: 'right behind the store, with an end that may throw',
      code: `
        function usePage(url) {
          useEffect(() => {
            let page
            let cancelled = false
            const load = async () => {
              try {
                const loaded = await open(url)
                page = loaded
                if (cancelled) {
                  loaded.destroy()
                  return
                }
                await loaded.render()
              } catch (error) {
                log(error)
              }
            }
            load()
            return () => {
              cancelled = true
              page?.destroy()
            }
          }, [url])
        }
      `,
    },
    {
      name: 'a callback that the teardown gives to the same lock',
      code: `
        class Terminals {
          open(id) {
            return this.runWithLock(id, async () => {
              await check(id)
              this.shell = await spawn(id)
            })
          }
          close(id) {
            return this.runWithLock(id, async () => {
              await this.#end()
            })
          }
          async #end() { this.shell?.kill() }
        }
      `,
    },
    {
      name: 'in a scope that the teardown ends',
      code: `
        class Tasks {
          async load() {
            const attempt = this.scope.child('load')
            const client = await connect()
            this.remote = remote(client, { scope: attempt })
          }
          dispose() {
            this.scope.dispose()
            this.remote?.dispose()
          }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'the one before was ended, and that is all that was asked',
      code: `
        class Link {
          async open() {
            const socket = await connect()
            if (this.socket) this.socket.close()
            this.socket = socket
          }
          close() { this.socket?.close() }
        }
      `,
      errors: [{
        messageId: 'late', line: 6, column: 13,
        data: { place: 'this.socket', after: 'after the `await` on line 4', teardown: '`close()` (line 8)', run: '`close()`' },
      }],
    },
    {
      name: 'a setting whose name has the word',
      code: `
        class Link {
          async ping() {
            await send()
            if (this.keepAlive > 0) this.timer = setTimeout(() => this.ping(), this.keepAlive)
          }
          close() { clearTimeout(this.timer) }
        }
      `,
      errors: [{
        messageId: 'rearmed', line: 5, column: 37,
        data: { place: 'this.timer', after: 'after the `await` on line 4', teardown: '`close()` (line 7)', run: '`close()`' },
      }],
    },
    {
      name: 'a flag of another function',
      code: `
        class Link {
          async ping() {
            if (!this.active) return
            await send()
            if (!this.active) return
            this.timer = setTimeout(() => { void send() }, 1000)
          }
          pause() { this.active = false }
          close() { clearTimeout(this.timer) }
        }
      `,
      errors: [{
        messageId: 'rearmed', line: 7, column: 13,
        data: { place: 'this.timer', after: 'after the `await` on line 5', teardown: '`close()` (line 10)', run: '`close()`' },
      }],
    },
    {
      name: 'a callback that only runs when the wait is over is no part of it',
      code: `
        class Link {
          ping() {
            send().then(() => this.socket.read()).catch(() => {
              this.timer = setTimeout(() => this.ping(), 1000)
            })
          }
          close() {
            this.socket.close()
            clearTimeout(this.timer)
          }
        }
      `,
      errors: [{
        messageId: 'rearmed', line: 5, column: 15,
        data: { place: 'this.timer', after: 'once the promise on line 4 settles', teardown: '`close()` (line 10)', run: '`close()`' },
      }],
    },
    {
      name: 'only one of the two is under the lock',
      code: `
        class Link {
          open() {
            return this.mutex.runExclusive(async () => {
              this.socket = await connect()
            })
          }
          close() { this.socket?.close() }
        }
      `,
      errors: [{
        messageId: 'late', line: 5, column: 15,
        data: { place: 'this.socket', after: 'after the `await` on this line', teardown: '`close()` (line 8)', run: '`close()`' },
      }],
    },
    {
      name: 'the teardown is given away before the wait',
      code: `
        async function serve(signal) {
          let server
          signal.addEventListener('abort', function stop() { server?.close() })
          server = await listen()
        }
      `,
      errors: [{
        messageId: 'late', line: 5, column: 11,
        data: { place: 'server', after: 'after the `await` on this line', teardown: '`stop()` (line 4)', run: '`stop()`' },
      }],
    },
    {
      name: 'a list that is filled with what has to be ended',
      code: `
        class Files {
          watchers = new Map()
          async add(name, paths) {
            await load(name)
            const watchers = []
            for (const path of paths) watchers.push(watch(path))
            this.watchers.set(name, watchers)
          }
          dispose() {
            this.watchers.forEach(watchers => watchers.forEach(watcher => watcher.close()))
          }
        }
      `,
      errors: [{
        messageId: 'late', line: 8, column: 13,
        data: { place: 'this.watchers', after: 'after the `await` on line 5', teardown: '`dispose()` (line 11)', run: '`dispose()`' },
      }],
    },
  ],
})
