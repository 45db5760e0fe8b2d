import { testRule } from './tester.js'

testRule('whether the file shows that the teardown comes during the wait', {
  valid: [
    {
      name: 'two public functions of one owner, which somebody else runs in turn',
      code: `
        export class Link {
          async open() { this.socket = await connect() }
          close() { this.socket?.close() }
        }
      `,
    },
    {
      name: 'an own function calls the teardown as a step of its work',
      code: `
        export class Link {
          constructor(bus) { bus.on('login', () => { void this.open() }) }
          async open() { this.socket = await connect() }
          close() { this.socket?.close() }
          reset() {
            this.close()
            this.count = count()
          }
        }
      `,
    },
    {
      name: 'modules of a server, which end when all of them have begun',
      code: `
        class Feed {
          async onModuleInit() {
            const rows = await load()
            this.timer = setInterval(() => show(rows), 1000)
          }
          onModuleDestroy() { clearInterval(this.timer) }
        }
      `,
    },
    {
      name: 'a state that the function does not know, of a teardown that may wait',
      code: `
        export class Link {
          async open() { this.socket = await connect() }
          async close() {
            await this.socket?.close()
            this.state = 'closed'
          }
        }
      `,
    },
    {
      name: 'a chain of promises that its caller waits for',
      code: `
        export class Link {
          open() {
            return connect().then(socket => { this.socket = socket })
          }
          close() { this.socket?.close() }
        }
      `,
    },
    {
      name: 'an entry that nobody looks up before',
      code: `
        class Sessions {
          live = new Map()
          async attach(host) { this.live.set(host, await dial(host)) }
          detach(host) {
            this.live.get(host)?.close()
            this.live.delete(host)
          }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'an entry that the function looks up before, and that the teardown ends by its key',
      code: `
        class Sessions {
          live = new Map()
          async attach(host) {
            if (this.live.has(host)) return
            this.live.set(host, await dial(host))
          }
          detach(host) {
            this.live.get(host)?.close()
            this.live.delete(host)
          }
        }
      `,
      errors: [{ messageId: 'late', line: 6, column: 13 }],
    },
    {
      name: 'a function that a dropped promise runs by its name',
      code: `
        export function keepFresh(load) {
          let timer
          const again = () => {
            timer = setTimeout(() => { load().catch(ignore).finally(again) }, 5000)
          }
          again()
          return { stop() { clearTimeout(timer) } }
        }
      `,
      errors: [{ messageId: 'rearmed', line: 5, column: 13 }],
    },
    {
      name: 'a component runs the teardown',
      code: `
        export class Panel extends HTMLElement {
          async show() { this.socket = await connect() }
          disconnectedCallback() { this.socket?.close() }
        }
      `,
      errors: [{ messageId: 'late', line: 3, column: 26 }],
    },
    {
      name: 'a handler in the markup of a component runs it',
      code: `
        function Panel() {
          const socket = useRef(null)
          const open = async () => { socket.current = await connect() }
          const stop = () => { socket.current?.close() }
          return <button onClick={stop} onBlur={open}>x</button>
        }
      `,
      errors: [{ messageId: 'late', line: 4, column: 38 }],
    },
    {
      name: 'a hook gives both to its component',
      code: `
        export function useSocket() {
          const socket = useRef(null)
          const start = useCallback(async () => { socket.current = await connect() }, [])
          const stop = useCallback(() => { socket.current?.close() }, [])
          return { start, stop }
        }
      `,
      errors: [{ messageId: 'late', line: 4, column: 51 }],
    },
    {
      name: 'an event starts the function, and nobody waits for it',
      code: `
        export class Link {
          constructor(bus) { bus.on('login', () => { void this.open() }) }
          async open() { this.socket = await connect() }
          close() { this.socket?.close() }
        }
      `,
      errors: [{ messageId: 'late', line: 4, column: 26 }],
    },
    {
      name: 'a chain of promises that is dropped',
      code: `
        export class Link {
          open() {
            connect().then(socket => { this.socket = socket }).catch(log)
          }
          close() { this.socket?.close() }
        }
      `,
      errors: [{ messageId: 'late', line: 4, column: 40 }],
    },
    {
      name: 'modules of a server, and a timer starts the function again',
      code: `
        class Feed {
          onModuleInit() { this.next() }
          next() { this.timer = setTimeout(() => this.tick(), 1000) }
          async tick() {
            await load()
            this.next()
          }
          onModuleDestroy() { clearTimeout(this.timer) }
        }
      `,
      errors: [{ messageId: 'rearmed', line: 4, column: 20 }],
    },
    {
      name: 'a flag that the teardown leaves at once',
      code: `
        export class Link {
          async open() { this.socket = await connect() }
          close() {
            this.closed = true
            this.socket?.close()
          }
        }
      `,
      errors: [{ messageId: 'late', line: 3, column: 26 }],
    },
    {
      name: 'a state that the function knows',
      code: `
        export class Link {
          async open() {
            if (this.started) return
            this.started = true
            this.socket = await connect()
          }
          close() {
            this.socket?.close()
            this.started = false
          }
        }
      `,
      errors: [{ messageId: 'late', line: 6, column: 13 }],
    },
  ],
})

const link = (close: string, more = ''): string => `
        export class Link {
          async open() { this.socket = await connect() }
          ${close}
          ${more}
        }
      `
const strictly = [{ strict: true }] as const
const isLate = [{ messageId: 'late', line: 3, column: 26 }] as const

testRule('an async teardown for one caller, who can wait for the start', {
  valid: [
    { name: 'nothing in the file runs either', code: link('async close() { await this.socket?.close() }'), options: strictly },
    {
      name: 'functions of a module',
      code: `
        let worker
        export const getWorker = async () => {
          if (!worker) worker = await startWorker()
          return worker
        }
        export const disposeWorker = async () => { await worker?.dispose() }
      `,
      options: strictly,
    },
    {
      name: 'steps of one run, which nobody else has',
      code: `
        export class Monitor {
          constructor() { void this.run() }
          async run() {
            while (!this.stopped) {
              await this.#open()
              await this.#look()
            }
            await this.#close()
          }
          async #look() { try { await ask(this.client) } catch { await this.#close() } }
          async #open() { this.client = await connect() }
          async #close() { await this.client?.end() }
        }
      `,
      options: strictly,
    },
  ],
  invalid: [
    { name: 'the same, under the second option', code: link('async close() { await this.socket?.close() }'), options: [{ strict: true, doubtful: true }], errors: [...isLate] },
    { name: 'a teardown that ends at once', code: link('close() { this.socket?.close() }'), options: strictly, errors: [...isLate] },
    { name: 'a teardown that leaves a flag', code: link('async close() { this.closed = true; await this.socket?.close() }'), options: strictly, errors: [...isLate] },
    {
      name: 'an interval, which runs on for ever',
      code: `
        export class Clock {
          async start() {
            await warm()
            this.timer = setInterval(() => { void tick() }, 1000)
          }
          async stop() { clearInterval(this.timer); await flush() }
        }
      `,
      options: strictly,
      errors: [{ messageId: 'rearmed', line: 5, column: 13 }],
    },
    {
      name: 'a start that the file runs',
      code: link('async close() { await this.socket?.close() }', 'async send(text) { await this.open(); return this.socket.send(text) }'),
      options: strictly,
      errors: [...isLate],
    },
    {
      name: 'a step that somebody else runs, too',
      code: `
        export class Monitor {
          constructor() { void this.run() }
          async run() {
            await this.#open()
            await this.#close()
          }
          leave() { void this.#close() }
          async #open() { this.client = await connect() }
          async #close() { await this.client?.end() }
        }
      `,
      options: strictly,
      errors: [{ messageId: 'late', line: 9, column: 27 }],
    },
  ],
})
