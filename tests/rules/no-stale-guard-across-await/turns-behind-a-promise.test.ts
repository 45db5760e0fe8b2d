import { testTold } from './told.js'

testTold('who waits for a promise until there is none has a turn', [
  {
    name: 'while-loops in both',
    code: `
      export class Store {
        private busy: Promise<void> | null = null
        private conn: Conn | null = null
        async query(text: string) {
          while (this.busy) await this.busy
          let free = () => {}
          this.busy = new Promise<void>(resolve => { free = resolve })
          try {
            if (!this.conn) return
            await settle()
            return this.conn.ask(text)
          } finally { this.busy = null; free() }
        }
        async close() {
          while (this.busy) await this.busy
          this.conn = null
        }
      }
    `,
  },
  {
    name: 'a loop in a helper',
    code: `
      export class Store {
        busy = null
        conn = null
        async query(text) {
          await this.enterTurn()
          try {
            if (!this.conn) this.conn = await dial()
            return await this.conn.ask(text)
          } finally { this.leaveTurn() }
        }
        async enterTurn() {
          while (this.busy) await this.busy
          this.busy = new Promise(resolve => { this.free = resolve })
        }
        leaveTurn() { this.busy = null; this.free?.() }
        async close() {
          await this.enterTurn()
          this.conn?.close()
          this.conn = null
          this.leaveTurn()
        }
      }
    `,
  },
  {
    name: 'the loop before an own fill',
    code: `
      export class Store {
        private opening: Promise<void> | null = null
        private conn: Conn | null = null
        async get() {
          while (this.opening) await this.opening
          if (this.conn) return this.conn
          let done = () => {}
          this.opening = new Promise<void>(r => { done = r })
          this.conn = await dial()
          this.opening = null
          done()
          return this.conn
        }
        close() { this.conn?.close() }
      }
    `,
  },
  {
    name: 'a mutex that a helper takes',
    code: `
      export class Store {
        conn = null
        mutex = new Mutex()
        async query(text) {
          const release = await this.begin()
          try {
            if (!this.conn) return
            await settle()
            return this.conn.ask(text)
          } finally { release() }
        }
        async begin() { const release = await this.mutex.acquire(); return release }
        async close() {
          const release = await this.begin()
          this.conn = null
          release()
        }
      }
    `,
  },
  {
    name: 'a mutex whose promise a helper gives back',
    code: `
      export class Store {
        private conn: Conn | null = null
        private mutex = new Mutex()
        async query(text: string) {
          const release = await this.begin()
          try {
            if (!this.conn) return
            await settle()
            return this.conn.ask(text)
          } finally { release() }
        }
        private begin() { return this.mutex.acquire() }
        async close() {
          const release = await this.begin()
          this.conn = null
          release()
        }
      }
    `,
  },
  {
    name: 'a queue in a helper',
    code: `
      let tail = Promise.resolve()
      let conn = null
      async function begin() {
        const before = tail
        let free
        tail = new Promise(r => { free = r })
        await before
        return free
      }
      export async function query(text) {
        const free = await begin()
        try {
          if (!conn) return
          await settle()
          return conn.ask(text)
        } finally { free() }
      }
      export async function close() {
        const free = await begin()
        conn = null
        free()
      }
    `,
  },
  {
    name: 'a runner with a queue',
    code: `
      export class Store {
        private conn: Conn | null = null
        private last: Promise<unknown> = Promise.resolve()
        private async withTurn<T>(work: () => Promise<T>): Promise<T> {
          const before = this.last
          let free!: () => void
          this.last = new Promise<void>(r => { free = r })
          await before
          try { return await work() } finally { free() }
        }
        query(text: string) {
          return this.withTurn(async () => {
            if (!this.conn) return
            await settle()
            return this.conn.ask(text)
          })
        }
        close() { return this.withTurn(async () => { this.conn = null }) }
      }
    `,
  },
  {
    name: 'a runner with a loop',
    code: `
      export class Store {
        conn = null
        last = null
        async withTurn(work) {
          while (this.last) await this.last
          const running = work()
          this.last = running
          try { return await running } finally { this.last = null }
        }
        query(text) {
          return this.withTurn(async () => {
            if (!this.conn) return
            await settle()
            return this.conn.ask(text)
          })
        }
        close() { return this.withTurn(async () => { this.conn = null }) }
      }
    `,
  },
  {
    name: 'a writer that takes no turn',
    code: `
      export class Store {
        private busy: Promise<void> | null = null
        private conn: Conn | null = null
        async query(text: string) {
          await this.enterTurn()
          try {
            if (!this.conn) return
            await settle()
            return this.conn.ask(text)
          } finally { this.leaveTurn() }
        }
        private async enterTurn() {
          while (this.busy) await this.busy
          this.busy = new Promise<void>(resolve => { this.free = resolve })
        }
        private leaveTurn() { this.busy = null; this.free?.() }
        async close() {
          this.conn?.close()
          this.conn = null
        }
      }
    `,
    told: ['return this.conn.ask(text)'],
  },
  {
    name: 'a writer outside the queue',
    code: `
      let tail = Promise.resolve()
      let conn = null
      async function begin() {
        const before = tail
        let free
        tail = new Promise(r => { free = r })
        await before
        return free
      }
      export async function query(text) {
        const free = await begin()
        try {
          if (!conn) return
          await settle()
          return conn.ask(text)
        } finally { free() }
      }
      export function close() {
        conn = null
      }
    `,
    told: ['return conn.ask(text)'],
  },
  {
    name: 'a turn of the writer alone',
    code: `
      export class Store {
        private busy: Promise<void> | null = null
        private conn: Conn | null = null
        async query(text: string) {
          if (!this.conn) return
          await settle()
          return this.conn.ask(text)
        }
        async close() {
          while (this.busy) await this.busy
          this.conn = null
        }
      }
    `,
    told: ['return this.conn.ask(text)'],
  },
])
