import { testMessages } from './messages.js'

testMessages('no-acquire-after-teardown', [
  {
    id: 'late',
    code: `
      class Link {
        async open() {
          const socket = await connect()
          this.socket = socket
        }

        close() {
          this.socket?.close()
        }
      }
    `,
    message: '`this.socket` is set after the `await` on line 3, but `close()` (line 8) may run before that and ends only what '
      + '`this.socket` holds then, so this one is never ended. Check right before this line whether `close()` has run, and if so end the '
      + 'new value instead of storing it.',
  },
  {
    id: 'late',
    code: `
      function useMicrophone() {
        const stream = useRef(null)
        useEffect(() => {
          capture().then(found => {
            stream.current = found
          })
          return () => {
            stream.current?.stop()
          }
        }, [])
      }
    `,
    message: '`stream.current` is set once the promise on line 4 settles, but the cleanup function on line 8 may run before that and ends '
      + 'only what `stream.current` holds then, so this one is never ended. Check right before this line whether the cleanup function '
      + 'has run, and if so end the new value instead of storing it.',
  },
  {
    id: 'rearmed',
    code: `
      class Poller {
        async tick() {
          await poll()
          this.timer = setTimeout(() => this.tick(), 1000)
        }

        stop() {
          clearTimeout(this.timer)
        }
      }
    `,
    message: '`this.timer` is set after the `await` on line 3, but `stop()` (line 8) may run before that and clears only the timer that '
      + '`this.timer` holds then, so this timer still runs. Check right before this line whether `stop()` has run.',
  },
])
