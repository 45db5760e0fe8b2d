import { testMessages } from './messages.js'

testMessages('no-forgotten-task', [
  {
    id: 'refills',
    code: `
      class Client {
        connect() {
          this.pipe = dial(this.url)
        }

        lost() {
          this.retry = setTimeout(() => this.connect(), 2000)
        }

        disconnect() {
          this.pipe?.disconnect()
          this.pipe = undefined
        }
      }
    `,
    message: '`disconnect()` ends what `this.pipe` holds, but the timer on line 7 may still run and fills it again (line 3). '
      + 'Clear `this.retry` here.',
    suggestions: [['clearTimer', 'Clear `this.retry` before this line.']],
  },
  {
    id: 'uses',
    code: `
      class Heartbeat {
        start() {
          this.api = connect()
          this.beat = setInterval(() => {
            this.api.ping()
          }, 1000)
        }

        stop() {
          this.api = null
        }
      }
    `,
    message: '`stop()` ends what `this.api` holds, but the timer on line 4 may still run and uses it (line 5). Clear '
      + '`this.beat` here.',
    suggestions: [['clearTimer', 'Clear `this.beat` before this line.']],
  },
  {
    id: 'unkeptRound',
    code: `
      class Poller {
        start() {
          this.next = setTimeout(() => this.poll(), 1000)
        }

        async poll() {
          await ask()
          setTimeout(() => this.poll(), 1000)
        }

        stop() {
          clearTimeout(this.next)
        }
      }
    `,
    message: 'This timer comes back to `poll()`, but nobody keeps its handle: `stop()` (line 11) clears `this.next`, which holds the timer of '
      + 'line 3, and that has fired by now. Store this handle in `this.next` too.',
    suggestions: [],
  },
  {
    id: 'spared',
    code: `
      class Link {
        start() {
          this.beat = setInterval(() => this.ping(), 1000)
        }

        lost() {
          clearTimeout(this.retry)
          this.retry = setTimeout(() => this.open(), 2000)
        }

        stop() {
          clearInterval(this.beat)
        }

        ping() { send(this.url) }
        open() { dial(this.url) }
      }
    `,
    message: '`stop()` ends what `this.beat` holds, but not the timer in `this.retry` (line 8), which still fires. `lost()` (line 7) '
      + 'ends it. End it here too.',
    suggestions: [],
  },
  {
    id: 'listener',
    code: `
      class Net {
        open() {
          window.addEventListener('online', this.retry)
          window.addEventListener('focus', this.look)
        }

        close() {
          window.removeEventListener('focus', this.look)
        }
      }
    `,
    message: '`close()` (line 8) removes the \'focus\' listener from `window`, but nobody removes this one. Remove it there too.',
    suggestions: [],
  },
  {
    id: 'dropped',
    code: `
      import { files } from 'host'

      class Tree {
        constructor() {
          this.toDispose.push(files.onDidChange(() => this.draw()))
          files.onDidRename(() => this.draw())
        }
      }
    `,
    message: 'What `files.onDidRename()` returns removes this listener, but nobody keeps it, although the class does so of others (line 5). '
      + 'Keep this one too.',
    suggestions: [],
  },
  {
    id: 'removesNothing',
    code: `
      export function close() {
        window.removeEventListener('online', retry.bind(null))
      }
    `,
    message: '`removeEventListener()` is given a function that is made here, so it removes nothing: a listener is removed by the function '
      + 'that was added. Keep that function, and pass it.',
    suggestions: [],
  },
  {
    id: 'unkept',
    code: `
      class Client {
        connect() {
          this.pipe = dial(this.url)
        }

        lost() {
          setTimeout(() => this.connect(), 2000)
        }

        close() {
          this.pipe?.disconnect()
          this.pipe = undefined
        }
      }
    `,
    message: 'Nobody keeps the handle of this timer, so it still runs when `close()` (line 12) has ended what `this.pipe` holds, and fills '
      + 'it again (line 3). Store the handle, and clear it there.',
  },
  {
    id: 'clearsNothing',
    code: `
      function tick() {
        poll()
      }

      export function start() {
        setInterval(tick, 1000)
      }

      export function stop() {
        clearInterval(tick)
      }
    `,
    message: '`clearInterval()` is given the function `tick` and not the handle of a timer, so it clears nothing. Store '
      + 'what the timer function returns, and pass that.',
  },
  {
    id: 'overwritten',
    code: `
      function Tip({ show: setVisible }) {
        const timer = useRef(undefined)
        const show = () => {
          timer.current = setTimeout(() => setVisible(true), 500)
        }
        const hide = () => clearTimeout(timer.current)
        return <b onMouseEnter={show} onFocus={show} onBlur={hide}>?</b>
      }
    `,
    message: '`onMouseEnter` and `onFocus` both run `show()`, so a second timer may overwrite `timer.current` while the first one runs, '
      + 'and nobody can clear the first. Clear `timer.current` before this line.',
  },
])
