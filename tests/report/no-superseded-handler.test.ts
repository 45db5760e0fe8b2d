import { testMessages } from './messages.js'

testMessages('no-superseded-handler', [
  {
    id: 'empties',
    code: `
      class Server {
        start() {
          this.child = spawn('server')
          this.child.on('exit', () => {
            this.child = undefined
          })
        }

        restart() {
          this.child?.kill()
          this.start()
        }
      }
    `,
    message: "`this.child` may hold the next handle when this 'exit' handler (line 4) runs: `restart()` (line 10) ends the old one, and "
      + '`start()` (line 3) stores the next. Clear `this.child` only if it still holds the one that this handler was registered on.',
    suggestions: [['onlyIfLatest', 'Do this only if `this.child` is still `child`.']],
  },
  {
    id: 'ends',
    code: `
      class Server {
        start() {
          this.child = spawn('server')
          this.child.once('exit', this.forget)
        }

        forget = () => {
          this.child = undefined
        }

        stop() {
          this.child?.kill()
          setTimeout(() => {
            this.child?.kill('SIGKILL')
          }, 5000)
        }
      }
    `,
    message: '`this.child` may hold the next handle when this `setTimeout()` callback (line 13) runs: `stop()` (line 12) ends the old one, '
      + 'and `start()` (line 3) stores the next. Copy the old one to a local variable before, and end only that one.',
    suggestions: [['copyFirst', 'Copy `this.child` to `child` before the timer starts.']],
  },
  {
    id: 'clobbers',
    code: `
      class Search {
        async find(text) {
          this.controller = new AbortController()
          try {
            return await query(text, this.controller.signal)
          } finally {
            this.controller = null
          }
        }

        cancel() {
          this.controller?.abort()
          this.controller = null
        }
      }
    `,
    message: '`this.controller` was set on line 3, but `cancel()` (line 13) may set it to null during the `await` on line 5 and the next run '
      + "may set it again: this may clear the next run's value. Clear it only if it is still yours.",
    suggestions: [['clearOwn', 'Clear `this.controller` only if it still holds the value that was set here.']],
  },
  {
    id: 'displaces',
    code: `
      class Search {
        find(text) {
          this.controller?.abort()
          this.controller = new AbortController()
          return query(text, this.controller.signal).finally(() => {
            this.controller = null
          })
        }

        get isBusy() {
          return this.controller !== null
        }
      }
    `,
    message: '`this.controller` was set on line 4, but a second run of `find()` may replace it before the promise on line 5 settles: this may '
      + "clear the next run's value. Clear it only if it is still yours.",
    suggestions: [['clearOwn', 'Clear `this.controller` only if it still holds the value that was set here.']],
  },
  {
    id: 'outdates',
    options: { strict: true },
    code: `
      function User() {
        const { id } = useParams()
        const [user, setUser] = useState()
        useEffect(() => {
          const load = async () => {
            const answer = await fetchUser(id)
            setUser(answer)
          }
          load()
        }, [id])
        return user
      }
    `,
    message: '`setUser` gets the answer about the `id` of this run, but the effect may run again with another during the `await` on line 6: '
      + 'this then replaces a newer answer that came first. Check a flag that the cleanup sets, or abort the request there.',
    suggestions: [['unlessOver', 'Show the answer only if no later run has begun.']],
  },
  {
    id: 'doubles',
    options: { strict: true },
    code: `
      class Poller {
        start() {
          this.running = true
          void this.loop()
        }
        stop() {
          this.running = false
        }
        async loop() {
          while (this.running) {
            await poll()
          }
        }
      }
    `,
    message: '`stop()` (line 7) only clears the flag `this.running`, and `start()` (line 3) sets it again: if both run during the `await` on '
      + 'line 11, this run goes on beside the next. Give each run a flag or controller of its own, or wait for this one before the next starts.',
  },
])
