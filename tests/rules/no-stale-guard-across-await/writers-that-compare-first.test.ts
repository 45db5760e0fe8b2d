import { testTold } from './told.js'

testTold('who empties only its own value', [
  {
    name: 'leaves first when it is another one',
    code: `
      class Search {
        current: Job | null = null
        async run() {
          const mine = new Job()
          this.current = mine
          await ready()
          this.current.go()
        }
        async other() {
          const made = new Job()
          await made.go()
          if (made !== this.current) return
          this.current = null
        }
      }
    `,
  },
  {
    name: 'empties what its caller has made',
    code: `
      class Search {
        current = null
        async run() {
          const mine = new Job()
          this.current = mine
          await mine.go()
          this.current.report()
          this.#finish(mine)
        }
        #finish(mine) {
          if (this.current !== mine) return
          this.current = null
        }
      }
    `,
  },
  {
    name: 'a number that the run has counted',
    code: `
      class Search {
        current: Job | null = null
        gen = 0
        async run() {
          const id = ++this.gen
          this.current?.abort()
          this.current = new Job()
          try { await this.current.go() } finally { this.end(id) }
        }
        private end(id: number) { if (id !== this.gen) return; this.current = null }
        cancel() { this.gen++; this.current?.abort(); this.current = null }
      }
    `,
  },
  {
    name: 'a value from outside is not its own',
    code: `
      class Search {
        current = null
        async run() {
          const mine = new Job()
          this.current = mine
          await ready()
          this.current.go()
        }
        drop(which) {
          if (which !== this.current) return
          this.current = null
        }
      }
    `,
    told: ['this.current.go()'],
  },
  {
    name: 'the latest run alone fills it',
    code: `
      export function gateway(watch) {
        let client = null
        let generation = 0
        async function restart() {
          const mine = ++generation
          if (client) { client.stop(); client = null }
          const token = await readSecret('bot')
          if (!token || mine !== generation) return
          const next = createClient(token)
          client = next
          await next.start()
        }
        return { restart, shutdown() { generation++; client?.stop(); client = null } }
      }
    `,
  },
  {
    name: 'a number that the run has not counted',
    code: `
      export function gateway(watch) {
        let client = null
        let generation = 0
        async function restart() {
          const mine = generation
          if (client) { client.stop(); client = null }
          const token = await readSecret('bot')
          if (!token || mine !== generation) return
          const next = createClient(token)
          client = next
          await next.start()
        }
        return { restart, shutdown() { generation++; client?.stop(); client = null } }
      }
    `,
    told: ['client = next'],
  },
])
