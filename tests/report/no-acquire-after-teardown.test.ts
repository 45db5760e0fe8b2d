import { testMessages } from './messages.js'

testMessages('no-acquire-after-teardown', [
  {
    id: 'late',
    options: { strict: true },
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
    suggestions: [['endIfGone', 'Give the effect a flag `isGone` that its cleanup sets, and end the new value if it is set.']],
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
  {
    id: 'late',
    code: `
      class Link {
        closed = false

        async open() {
          const socket = await connect()
          this.socket = socket
        }

        close() {
          this.closed = true
          this.socket?.end()
        }
      }
    `,
    message: '`this.socket` is set after the `await` on line 5, but `close()` (line 11) may run before that and ends only what '
      + '`this.socket` holds then, so this one is never ended. Check right before this line whether `close()` has run, and if '
      + 'so end the new value instead of storing it.',
    suggestions: [['endIfStopped', 'End the new value and return if `this.closed` is set.']],
  },
  {
    id: 'late',
    code: `
      class Link {
        run = 0

        async open() {
          const socket = await connect()
          this.socket = socket
        }

        close() {
          this.run++
          this.socket?.end()
        }
      }
    `,
    message: '`this.socket` is set after the `await` on line 5, but `close()` (line 11) may run before that and ends only what '
      + '`this.socket` holds then, so this one is never ended. Check right before this line whether `close()` has run, and if '
      + 'so end the new value instead of storing it.',
    suggestions: [['endIfOther', 'End the new value and return if `this.run` has changed since this function began.']],
  },
  {
    id: 'late',
    code: `
      class Chart {
        closed = false

        async open() {
          await layout()
          this.observer = new ResizeObserver(draw)
        }

        close() {
          this.closed = true
          this.observer?.disconnect()
        }
      }
    `,
    message: '`this.observer` is set after the `await` on line 5, but `close()` (line 11) may run before that and ends only what '
      + '`this.observer` holds then, so this one is never ended. Check right before this line whether `close()` has run, and if '
      + 'so end the new value instead of storing it.',
    suggestions: [['returnIfStopped', 'Return if `this.closed` is set.']],
  },
  {
    id: 'late',
    code: `
      class Chart {
        run = 0

        async open() {
          await layout()
          this.observer = new ResizeObserver(draw)
        }

        close() {
          this.run++
          this.observer?.disconnect()
        }
      }
    `,
    message: '`this.observer` is set after the `await` on line 5, but `close()` (line 11) may run before that and ends only what '
      + '`this.observer` holds then, so this one is never ended. Check right before this line whether `close()` has run, and if '
      + 'so end the new value instead of storing it.',
    suggestions: [['returnIfOther', 'Return if `this.run` has changed since this function began.']],
  },
  {
    id: 'late',
    code: `
      function useChart(box) {
        const chart = useRef(null)
        useEffect(() => {
          import('./chart.js').then(({ Chart }) => {
            chart.current = new Chart(box)
          })
          return () => {
            chart.current?.destroy()
          }
        }, [])
      }
    `,
    message: '`chart.current` is set once the promise on line 4 settles, but the cleanup function on line 8 may run before that and ends '
      + 'only what `chart.current` holds then, so this one is never ended. Check right before this line whether the cleanup function '
      + 'has run, and if so end the new value instead of storing it.',
    suggestions: [['returnIfGone', 'Give the effect a flag `isGone` that its cleanup sets, and return if it is set.']],
  },
  {
    id: 'rearmed',
    code: `
      class Poller {
        stopped = false

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
    message: '`this.timer` is set after the `await` on line 5, but `stop()` (line 11) may run before that and clears only the timer '
      + 'that `this.timer` holds then, so this timer still runs. Check right before this line whether `stop()` has run.',
    suggestions: [['unlessStopped', 'Set the timer only if `this.stopped` is not set.']],
  },
  {
    id: 'revived',
    options: { strict: true },
    code: `
      class Feed {
        async start() {
          await connect()
          this.status = 'ready'
        }

        dispose() {
          this.status = 'disposed'
        }
      }
    `,
    message: "`this.status` is set to `'ready'` after the `await` on line 3, but `dispose()` (line 8) may run before that, and its "
      + 'last state is overwritten here. Check right before this line whether `dispose()` has run.',
  },
  {
    id: 'reopens',
    code: `
      class Link {
        open() {
          this.socket = connect()
          this.socket.on('close', () => {
            this.retry = setTimeout(() => this.open(), 1000)
          })
        }

        stop() {
          clearTimeout(this.retry)
          this.socket.close()
        }
      }
    `,
    message: '`this.retry` is set by the close handler on line 4, but `stop()` (line 11) clears it, and the handler runs once '
      + 'the handle has closed and arms it again. Remove the handler in `stop()`, or check here whether `stop()` has run.',
  },
])
