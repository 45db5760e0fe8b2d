import { testMessages } from './messages.js'

testMessages('no-stale-guard-across-await', [
  {
    id: 'acts',
    options: { strict: true },
    code: `
      class Login {
        cancel(flow) {
          flow.cancelled = true
        }

        async poll(flow) {
          await sleep(flow.interval)
          if (flow.cancelled) return
          const token = await ask(flow)
          this.config.save(token)
        }
      }
    `,
    message: '`flow.cancelled` was checked on line 8, but not after the `await` on line 9: `cancel()` (line 3) may have set it meanwhile, '
      + 'and this runs all the same. Check `flow.cancelled` again after the `await`.',
    suggestions: [],
  },
  {
    id: 'lateLock',
    options: { strict: true },
    code: `
      class Sync {
        isSyncing = false

        async run() {
          if (this.isSyncing) return
          await prepare()
          this.isSyncing = true
          try {
            await send()
          } finally {
            this.isSyncing = false
          }
        }
      }
    `,
    message: '`this.isSyncing` keeps a second run of `run()` out by the check on line 5, but it is set only here, after the `await` on line 6: '
      + 'a second run may pass the check meanwhile, and then both go on. Set it before the `await`.',
    suggestions: [],
  },
  {
    id: 'refills',
    options: { strict: true },
    code: `
      class Users {
        byId = new Map()

        async find(id) {
          const known = this.byId.get(id)
          if (known) return known
          const user = await this.db.read(id)
          this.byId.set(id, user)
          return user
        }

        async save(id, user) {
          await this.db.write(id, user)
          this.byId.delete(id)
        }
      }
    `,
    message: '`this.byId.get(id)` was looked up on line 6, but `save()` (line 14) may delete it during the `await` on line 7: this then '
      + 'caches what was read before that. Count the clears, and compare the count after the `await`.',
    suggestions: [],
  },
  {
    id: 'latches',
    options: { strict: true },
    code: `
      class Link {
        async connect() {
          if (this.isConnected) return
          this.transport = new Transport()
          await this.client.connect(this.transport)
          this.isConnected = true
        }

        close() {
          this.transport.close()
          this.isConnected = false
        }
      }
    `,
    message: 'A second run of `connect()` may pass the check on line 3 during the `await` on line 5, which comes before what is checked: this '
      + 'then overwrites the first value of `this.transport`, which is never closed. Store the promise of the first run, or mark its start '
      + 'before the `await`.',
    suggestions: [],
  },
  {
    id: 'dereferences',
    code: `
      class Feed {
        async send(text) {
          if (this.closed) return
          const body = await encode(text)
          this.client.send(body)
        }

        close() {
          this.closed = true
          this.client = undefined
        }
      }
    `,
    message: '`this.client` was covered by the check of `this.closed` on line 3, but `close()` (line 10) may set it to undefined during the '
      + '`await` on line 4, and then this use fails. Check `this.client` again after the `await`, or copy it to a local variable before it.',
    suggestions: [['compare', 'Return if `this.client` has changed during the wait.']],
  },
  {
    id: 'dereferences',
    code: `
      class Feed {
        async run() {
          while (this.client) {
            await nextTick()
            this.client.poll()
          }
        }

        constructor(socket) {
          socket.on('close', () => { this.client = null })
        }
      }
    `,
    message: "`this.client` was checked on line 3, but the 'close' listener on line 10 may set it to null during the `await` on line 4, and "
      + 'then this use fails. Check `this.client` again after the `await`, or copy it to a local variable before it.',
    suggestions: [['compare', 'Return if `this.client` has changed during the wait.']],
  },
  {
    id: 'dereferences',
    code: `
      class Feed {
        async run(signal: AbortSignal) {
          if (!this.client) return
          await nextTick()
          this.client.poll()
        }

        close() {
          this.abort.abort()
          this.client = null
        }
      }
    `,
    message: '`this.client` was checked on line 3, but `close()` (line 10) may set it to null during the `await` on line 4, and then this use '
      + 'fails. Check `this.client` again after the `await`, or copy it to a local variable before it.',
    suggestions: [['throwIfAborted', 'Throw if `signal` is aborted.'], ['leaveIfAborted', 'Return if `signal` is aborted.']],
  },
  {
    id: 'dereferences',
    code: `
      class Feed {
        async run() {
          if (!this.client) return
          await nextTick()
          this.client.poll()
        }

        isClosed() {
          return this.closed
        }

        close() {
          this.closed = true
          this.client = null
        }
      }
    `,
    message: '`this.client` was checked on line 3, but `close()` (line 14) may set it to null during the `await` on line 4, and then this use '
      + 'fails. Check `this.client` again after the `await`, or copy it to a local variable before it.',
    suggestions: [['ask', 'Return if `this.isClosed()`.']],
  },
  {
    id: 'dereferences',
    code: `
      class Feed {
        async run() {
          if (!this.client) return
          await nextTick()
          this.client.poll()
        }

        close() {
          this.closed = true
          this.client = null
        }
      }
    `,
    message: '`this.client` was checked on line 3, but `close()` (line 10) may set it to null during the `await` on line 4, and then this use '
      + 'fails. Check `this.client` again after the `await`, or copy it to a local variable before it.',
    suggestions: [['ask', 'Return if `this.closed`.']],
  },
  {
    id: 'overwrites',
    code: `
      class Store {
        async query(text) {
          this.client ??= await connect()
          return this.client.query(text)
        }

        close() {
          this.client?.close()
        }
      }
    `,
    message: '`this.client` was empty on this line, but a second run of `query()` may pass the same check during the `await` on this line: '
      + 'this then overwrites the first value, which is never closed. Store the promise instead, or check `this.client` again after the '
      + '`await`.',
  },
  {
    id: 'revives',
    code: `
      let session = null

      export async function renew() {
        if (!session) return
        const old = session
        const token = await renewToken(old)
        session = { ...old, token }
      }

      export function logout() {
        session = null
      }
    `,
    message: '`session` was read on line 4, but `logout()` (line 11) may set it to null during the `await` on line 6: this then brings the '
      + 'old value back. Check `session` again after the `await`.',
    suggestions: [['compare', 'Return if `session` has changed during the wait.']],
  },
  {
    id: 'overtakes',
    code: `
      const locks = new Map()

      export async function run(key, work) {
        const before = locks.get(key)
        if (before) await before
        locks.set(key, work())
      }
    `,
    message: 'Every run of `run()` that waits for `locks.get(key)` on line 5 goes on when it settles: this then replaces what another of '
      + 'them has just set. Wait in a loop (`while`), or set `locks.get(key)` before the `await`.',
  },
  {
    id: 'discards',
    code: `
      class Log {
        add(line) {
          this.lines.push(line)
        }

        lines = []

        async flush() {
          await send(this.lines)
          this.lines = []
        }
      }
    `,
    message: '`this.lines` was read for the `await` on line 9, but `add()` (line 2) may add to it during the wait: this then discards what '
      + 'was added. Empty `this.lines` before the `await`, or remove only what was handled.',
  },
  {
    id: 'dereferences',
    code: `
      class Pool {
        static async use() {
          if (Pool.instance) { await ready(); Pool.instance.query() }
        }

        static close() {
          Pool.instance = null
        }
      }
    `,
    message: '`Pool.instance` was checked on this line, but `close()` (line 7) may set it to null during the `await` on this line, and then '
      + 'this use fails. Check `Pool.instance` again after the `await`, or copy it to a local variable before it.',
    suggestions: [['compare', 'Return if `Pool.instance` has changed during the wait.']],
  },
  {
    id: 'dereferences',
    code: `
      function Video() {
        const player = useRef(null)
        const play = async () => {
          if (!player.current) return
          await ready()
          player.current.play()
        }
        useEffect(() => {
          player.current = createPlayer()
          return () => { player.current = null }
        }, [])
        return play
      }
    `,
    message: '`player.current` was checked on line 4, but the cleanup function on line 10 may set it to null during the `await` on line 5, '
      + 'and then this use fails. Check `player.current` again after the `await`, or copy it to a local variable before it.',
    suggestions: [['compare', 'Return if `player.current` has changed during the wait.']],
  },
  {
    id: 'dereferences',
    code: `
      class Panel {
        async show(visible) {
          if (visible && this.view) {
            await ready()
            this.view.reveal()
          }
          this.shown = visible
        }

        close() {
          this.view = null
        }
      }
    `,
    message: '`this.view` was checked on line 3, but `close()` (line 11) may set it to null during the `await` on line 4, and then this use '
      + 'fails. Check `this.view` again after the `await`, or copy it to a local variable before it.',
    suggestions: [['onlyIfSame', 'Do this only if `this.view` has not changed during the wait.']],
  },
])
