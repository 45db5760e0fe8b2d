import { testRule } from './tester.js'

/** The report of a timer on its line 6, and what is suggested: a look at the flag that the teardown sets. */
const rearmed = (code: string, timer: string) => ({
  code,
  errors: [{
    messageId: 'rearmed' as const, line: 6, column: 13,
    suggestions: [{
      messageId: 'unlessStopped' as const, data: { source: 'this.gone' },
      output: code.replace(`this.${timer} =`, `if (!this.gone) this.${timer} =`),
    }],
  }],
})

testRule('a late store that does no harm', {
  valid: [
    {
      name: 'the token of a search that is over by itself',
      code: `
        function Search() {
          const search = useRef(null)
          useEffect(() => () => search.current?.abort(), [])
          const ask = async () => {
            const text = await input()
            search.current = new AbortController()
            await find(text, search.current.signal)
          }
        }
      `,
    },
    {
      name: 'a teardown that only the end of the page runs',
      code: `
        let child
        export async function start() {
          const found = await locate()
          child = spawn(found)
        }
        export function stop() { child?.kill() }
        window.addEventListener('unload', () => { stop() })
      `,
    },
    {
      name: 'a teardown that only those who end the process run',
      code: `
        let child
        export async function start() {
          const found = await locate()
          child = spawn(found)
        }
        export async function stop() { child?.kill() }
        process.on('SIGTERM', async () => {
          await stop()
          process.exit(0)
        })
      `,
    },
    {
      name: 'a teardown that throws where there is nothing to end: whoever calls it is told',
      code: `
        class Studio {
          async start() {
            const stream = await this.open()
            this.recorder = new Recorder(stream)
          }
          async stop() {
            if (!this.recorder) throw new Error('Nothing is recorded')
            await this.recorder.stop()
          }
          open() { return navigator.mediaDevices.getUserMedia({ audio: true }) }
        }
      `,
    },
    {
      name: 'a local of the helper that is called behind the wait, with its teardown',
      code: `
        function follow(records) {
          let stop
          stop = records.subscribe(print)
          return { records, dispose() { stop?.() } }
        }
        export async function open(name) {
          const records = await load(name)
          return follow(records)
        }
      `,
    },
    {
      name: 'a key with a count that moves in it',
      code: `
        class Pool {
          runs = new Map()
          async add(name) {
            const key = \`run-\${this.count++}\`
            this.runs.set(key, await start(key))
          }
          close() { for (const run of this.runs.values()) run.stop() }
          release(key) { this.runs.get(key)?.stop() }
        }
      `,
    },
    {
      name: 'a pair for one caller: nothing remembers the stop',
      code: `
        export class Renderer {
          async start() { this.browser = await launch() }
          async stop() {
            const browser = this.browser
            this.browser = null
            await browser?.close()
          }
        }
      `,
    },
    {
      name: 'a pair of which the start is shared',
      code: `
        export class Bridge {
          start() {
            this.starting ??= this.listen()
            return this.starting
          }
          async listen() {
            const port = await findPort()
            const server = createServer()
            this.server = server
            await listening(server, port)
          }
          stop() {
            this.server?.close()
            this.server = null
            this.starting = null
          }
        }
      `,
    },
    {
      name: 'a timer of a host that ends its timers itself',
      code: `
        class Refresher {
          open() { void this.refresh() }
          async refresh() {
            await renew()
            this.timer = this.adapter.setTimeout(() => this.refresh(), 1000)
          }
          destroy() {
            this.gone = true
            this.adapter.clearTimeout(this.timer)
          }
        }
      `,
    },
    {
      name: 'a timer of the base class',
      code: `
        class News extends Adapter {
          open() { void this.refresh() }
          async refresh() {
            await renew()
            this.timer = this.setTimeout(() => this.refresh(), 1000)
          }
          destroy() {
            this.gone = true
            this.clearTimeout(this.timer)
          }
        }
      `,
    },
    {
      name: 'a timer that empties a cache and tells of it',
      code: `
        class Names {
          open() { void this.load() }
          async load() {
            this.names = await fetchNames()
            this.expiry = setTimeout(() => {
              this.known.clear()
              this.isFresh = false
              console.debug('expired')
            }, 60000)
          }
          dispose() {
            this.gone = true
            clearTimeout(this.expiry)
          }
        }
      `,
    },
    {
      name: 'a timer that takes a mark off a button',
      code: `
        class Copier {
          open() { this.button.addEventListener('click', () => { void this.copy() }) }
          async copy() {
            await write(this.text)
            this.timer = setTimeout(() => {
              this.button.classList.remove('copied')
              this.button.removeAttribute('title')
            }, 1200)
          }
          dispose() {
            this.gone = true
            clearTimeout(this.timer)
          }
        }
      `,
    },
    {
      name: 'a timer that only runs the teardown',
      code: `
        class Worker {
          async start() {
            await boot()
            this.idle = setTimeout(() => this.dispose(), 1000)
          }
          dispose() { clearTimeout(this.idle) }
        }
      `,
    },
    {
      name: 'a timer that looks whether there is work, and then only runs the teardown',
      options: [{ strict: true }],
      code: `
        class Worker {
          jobs = new Map()
          async start() {
            await boot()
            this.idle = setTimeout(() => {
              if (this.jobs.size > 0) return
              this.dispose()
            }, 1000)
          }
          dispose() { clearTimeout(this.idle) }
        }
      `,
    },
    {
      name: 'a timer whose task asks first',
      code: `
        class Poller {
          async tick() {
            await poll()
            this.timer = setTimeout(() => {
              if (!this.isRunning) return
              void this.tick()
            }, 1000)
          }
          stop() {
            this.isRunning = false
            clearTimeout(this.timer)
          }
        }
      `,
    },
    {
      name: 'a timer whose task runs a function that asks first',
      code: `
        class Poller {
          async tick() {
            if (this.stopped) return
            await poll()
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
      name: 'the process ends with it',
      code: `
        class Pool {
          constructor() { process.on('SIGTERM', () => this.cleanup()) }
          async open() {
            await ready()
            this.browser = await launch()
          }
          async cleanup() {
            await this.browser?.close()
            process.exit()
          }
        }
      `,
    },
    {
      name: 'it is run at the exit of the process',
      code: `
        let server
        const cleanup = () => server?.close()
        process.on('exit', cleanup)
        socket.on('message', async () => {
          server = await listen()
        })
      `,
    },
    {
      name: 'a state of the component shows what there is to stop',
      code: `
        function Recorder() {
          const recorder = useRef(null)
          const [isRecording, setIsRecording] = useState(false)
          const startRecording = async () => {
            const stream = await openMicrophone()
            recorder.current = new MediaRecorder(stream)
            setIsRecording(true)
          }
          const stopRecording = () => {
            if (recorder.current && isRecording) recorder.current.stop()
          }
        }
      `,
    },
    {
      name: 'a token of the next operation',
      code: `
        class Search {
          async ask() {
            const text = await input()
            this.search = new AbortController()
            await find(text, this.search.signal)
          }
          cancelSearch() { this.search?.abort() }
        }
      `,
    },
    {
      name: 'webpack has put the file together',
      code: `
        var __webpack_require__ = {}
        class Link {
          async open() { this.socket = await connect() }
          close() { this.socket?.close() }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'a timer of the window, whose host has no account of it',
      ...rearmed(`
        class Refresher {
          open() { void this.refresh() }
          async refresh() {
            await renew()
            this.timer = window.setTimeout(() => this.refresh(), 1000)
          }
          destroy() {
            this.gone = true
            window.clearTimeout(this.timer)
          }
        }
      `, 'timer'),
    },
    {
      name: 'a timer of a method of the class itself',
      ...rearmed(`
        class Refresher {
          open() { void this.refresh() }
          async refresh() {
            await renew()
            this.timer = this.setTimeout(() => this.refresh(), 1000)
          }
          setTimeout(run, delay) { return window.setTimeout(run, delay) }
          destroy() {
            this.gone = true
            clearTimeout(this.timer)
          }
        }
      `, 'timer'),
    },
    {
      name: 'a timer that empties a cache and loads it again',
      ...rearmed(`
        class Names {
          open() { void this.load() }
          async load() {
            this.names = await fetchNames()
            this.expiry = setTimeout(() => {
              this.known.clear()
              void this.load()
            }, 60000)
          }
          dispose() {
            this.gone = true
            clearTimeout(this.expiry)
          }
        }
      `, 'expiry'),
    },
    {
      name: 'a timer that looks whether there is work, and then does something before the teardown',
      options: [{ strict: true }],
      code: `
        class Worker {
          jobs = new Map()
          async start() {
            await boot()
            this.idle = setTimeout(() => {
              if (this.jobs.size > 0) return
              this.report()
              this.dispose()
            }, 1000)
          }
          dispose() { clearTimeout(this.idle) }
        }
      `,
      errors: [{
        messageId: 'rearmed', line: 6, column: 13,
        data: { place: 'this.idle', after: 'after the `await` on line 5', teardown: '`dispose()` (line 12)', run: '`dispose()`' },
      }],
    },
    {
      name: 'a pair, and the owner remembers that it was stopped',
      options: [{ strict: true }],
      code: `
        export class Renderer {
          async start() { this.browser = await launch() }
          async stop() {
            const browser = this.browser
            this.stopped = true
            this.browser = null
            await browser?.close()
          }
        }
      `,
      errors: [{
        messageId: 'late', line: 3, column: 27,
        data: { place: 'this.browser', after: 'after the `await` on this line', teardown: '`stop()` (line 8)', run: '`stop()`' },
      }],
    },
    {
      name: 'a pair, and the start is run by an event',
      code: `
        export class Renderer {
          constructor(bus) { bus.on('ready', () => { void this.start() }) }
          async start() { this.browser = await launch() }
          async stop() {
            await this.browser?.close()
            this.browser = null
          }
        }
      `,
      errors: [{
        messageId: 'late', line: 4, column: 27,
        data: { place: 'this.browser', after: 'after the `await` on this line', teardown: '`stop()` (line 6)', run: '`stop()`' },
      }],
    },
    {
      name: 'a timer whose task asks about itself',
      code: `
        class Poller {
          async tick() {
            await poll()
            this.timer = setTimeout(() => {
              if (!this.timer) return
              void this.tick()
            }, 1000)
          }
          stop() {
            clearTimeout(this.timer)
            this.timer = null
          }
        }
      `,
      errors: [{
        messageId: 'rearmed', line: 5, column: 13,
        data: { place: 'this.timer', after: 'after the `await` on line 4', teardown: '`stop()` (line 11)', run: '`stop()`' },
      }],
    },
    {
      name: 'the token of a search that began when the component had gone: what it ends is over by itself',
      options: [{ strict: true }],
      code: `
        function Search() {
          const search = useRef(null)
          useEffect(() => () => search.current?.abort(), [])
          const ask = async () => {
            const text = await input()
            search.current = new AbortController()
            await find(text, search.current.signal)
          }
        }
      `,
      errors: [{
        messageId: 'late', line: 7, column: 13,
        data: {
          place: 'search.current', after: 'after the `await` on line 6', teardown: 'the cleanup function on line 4', run: 'the cleanup function',
        },
      }],
    },
    {
      name: 'a token under which something goes on to listen',
      code: `
        function Search() {
          const search = useRef(null)
          useEffect(() => () => search.current?.abort(), [])
          const ask = async () => {
            const text = await input()
            search.current = new AbortController()
            document.addEventListener('keydown', next, { signal: search.current.signal })
          }
        }
      `,
      errors: [{
        messageId: 'late', line: 7, column: 13,
        data: {
          place: 'search.current', after: 'after the `await` on line 6', teardown: 'the cleanup function on line 4', run: 'the cleanup function',
        },
      }],
    },
    {
      name: 'a token of a stream of events, which nothing else ends',
      code: `
        function Board() {
          const stream = useRef(null)
          useEffect(() => () => stream.current?.abort(), [])
          const connect = async () => {
            show(await loadHistory())
            const life = new AbortController()
            stream.current = life
            for await (const event of streamEvents('/board', life.signal)) show(event)
          }
        }
      `,
      errors: [{
        messageId: 'late', line: 8, column: 13,
        data: {
          place: 'stream.current', after: 'after the `await` on line 6', teardown: 'the cleanup function on line 4', run: 'the cleanup function',
        },
      }],
    },
    {
      name: 'a teardown that exits run as well, and something else',
      options: [{ strict: true }],
      code: `
        let child
        export async function start() {
          const found = await locate()
          child = spawn(found)
        }
        export function stop() { child?.kill() }
        window.addEventListener('unload', () => stop())
        button.addEventListener('click', () => stop())
      `,
      errors: [{
        messageId: 'late', line: 5, column: 11,
        data: { place: 'child', after: 'after the `await` on line 4', teardown: '`stop()` (line 7)', run: '`stop()`' },
      }],
    },
    {
      name: 'a store of the module, filled by a helper behind the wait',
      options: [{ strict: true }],
      code: `
        let stop
        function follow(records) {
          stop = records.subscribe(print)
          return records
        }
        export async function open(name) {
          const records = await load(name)
          return follow(records)
        }
        export function close() { stop?.() }
      `,
      errors: [{
        messageId: 'late', line: 9, column: 18,
        data: { place: 'stop', after: 'by this call (line 4) after the `await` on line 8', teardown: '`close()` (line 11)', run: '`close()`' },
      }],
    },
    {
      name: 'a key that comes again, with a count in it',
      options: [{ strict: true }],
      code: `
        class Pool {
          runs = new Map()
          async add(name) {
            const key = \`run-\${name}-\${this.size}\`
            this.runs.set(key, await start(key))
          }
          close() { for (const run of this.runs.values()) run.stop() }
        }
      `,
      errors: [{
        messageId: 'late', line: 6, column: 13,
        data: { place: 'this.runs', after: 'after the `await` on this line', teardown: '`close()` (line 8)', run: '`close()`' },
      }],
    },
  ],
})
