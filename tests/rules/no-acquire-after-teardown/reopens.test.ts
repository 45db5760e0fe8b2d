import { testRule } from './tester.js'

testRule('what a close handler opens again', {
  valid: [
    {
      name: 'the handler is taken off first',
      code: `
        class Link {
          listen() { this.socket.on('close', () => this.retry()) }
          retry() { this.timer = setTimeout(() => this.connect(), 1000) }
          stop() {
            this.socket.off('close', this.onClose)
            clearTimeout(this.timer)
            this.socket.close()
          }
          connect() { this.socket.open() }
        }
      `,
    },
    {
      name: 'the handler asks for a flag of the teardown',
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
    {
      name: 'a timer that opens nothing',
      code: `
        class Link {
          listen() { this.socket.on('close', () => { this.timer = setTimeout(() => this.log.flush(), 1000) }) }
          stop() {
            clearTimeout(this.timer)
            this.socket.close()
          }
        }
      `,
    },
    {
      name: 'the handler asks how the handle ended',
      code: `
        class Agent {
          start() {
            this.proc = spawn('agent')
            this.proc.on('exit', code => { if (code !== 0) this.start() })
          }
          stop() { this.proc.kill() }
        }
      `,
    },
    {
      name: 'the handler compares its own handle with the one that is stored',
      code: `
        class Agent {
          start() {
            const proc = spawn('agent')
            this.proc = proc
            proc.on('exit', () => {
              if (this.proc !== proc) return
              this.start()
            })
          }
          stop() {
            this.proc.kill()
            this.proc = null
          }
        }
      `,
    },
    {
      name: 'the end of one handle, and the handler of another',
      code: `
        class Agent {
          start() {
            this.proc = spawn('agent')
            this.other.on('exit', () => { this.start() })
          }
          stop() { this.proc.kill() }
        }
      `,
    },
    {
      name: 'a clear behind the close of a handle whose event may come within that call',
      code: `
        class Link {
          open() {
            this.socket = makeLink()
            this.socket.on('close', () => { this.timer = setTimeout(() => this.open(), 1000) })
          }
          stop() {
            this.socket.close()
            clearTimeout(this.timer)
          }
        }
      `,
    },
    {
      name: 'the handler puts nothing new there',
      code: `
        class Agent {
          start() {
            this.proc = spawn('agent')
            this.proc.on('exit', () => { this.proc = lastOf(this.all) })
          }
          stop() { this.proc.kill() }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'a timer that the handler arms through a method',
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
        data: {
          place: 'this.timer', handler: 'line 3', teardown: '`stop()` (line 7)', run: '`stop()`',
          course: 'clears it, and the handler runs once the handle has closed and arms it again',
        },
      }],
    },
    {
      name: 'a timer that is given the function which opens the next one, in an effect',
      code: `
        function useLink(url) {
          const socket = useRef(null)
          const retry = useRef()
          useEffect(() => {
            const connect = () => {
              socket.current = new WebSocket(url)
              socket.current.onclose = () => { retry.current = setTimeout(connect, 1000) }
            }
            connect()
            return () => {
              clearTimeout(retry.current)
              socket.current?.close()
            }
          }, [url])
        }
      `,
      errors: [{
        messageId: 'reopens', line: 8, column: 48,
        data: {
          place: 'retry.current', handler: 'this line', teardown: 'the cleanup function on line 13', run: 'the cleanup function',
          course: 'clears it, and the handler runs once the handle has closed and arms it again',
        },
      }],
    },
    {
      name: 'a clear behind the close of a socket, whose event comes later still',
      code: `
        class Link {
          open() {
            this.socket = new WebSocket(this.url)
            this.socket.addEventListener('close', () => { this.timer = setTimeout(() => this.open(), 1000) })
          }
          stop() {
            this.socket.close()
            this.socket = null
            clearTimeout(this.timer)
          }
        }
      `,
      errors: [{
        messageId: 'reopens', line: 5, column: 59,
        data: {
          place: 'this.timer', handler: 'this line', teardown: '`stop()` (line 8)', run: '`stop()`',
          course: 'clears it, and the handler runs once the handle has closed and arms it again',
        },
      }],
    },
    {
      name: 'the next handle, by the function that started the last one',
      code: `
        class Agent {
          start() {
            this.proc = spawn('agent')
            this.proc.on('exit', () => { this.start() })
          }
          stop() {
            this.proc.kill()
            this.proc = null
          }
        }
      `,
      errors: [{
        messageId: 'reopens', line: 4, column: 13,
        data: {
          place: 'this.proc', handler: 'line 5', teardown: '`stop()` (line 8)', run: '`stop()`',
          course: 'ends what it holds, so the handler runs and fills it again',
        },
      }],
    },
    {
      name: 'the next handle, made in the handler',
      code: `
        class Agent {
          start() {
            this.proc = spawn('agent')
            this.proc.once('exit', () => { this.proc = spawn('agent') })
          }
          stop() { this.proc.kill() }
        }
      `,
      errors: [{
        messageId: 'reopens', line: 5, column: 44,
        data: {
          place: 'this.proc', handler: 'this line', teardown: '`stop()` (line 7)', run: '`stop()`',
          course: 'ends what it holds, so the handler runs and fills it again',
        },
      }],
    },
  ],
})
