import { testTold } from './told.js'

testTold('a lock that is taken behind a wait', [
  {
    name: 'taken before the wait',
    code: `
      class Sync {
        isSyncing = false
        async run() {
          if (this.isSyncing) return
          this.isSyncing = true
          try { await this.prepare(); await send() } finally { this.isSyncing = false }
        }
      }
    `,
  },
  {
    name: 'asked again behind the wait',
    code: `
      class Sync {
        isSyncing = false
        async run() {
          if (this.isSyncing) return
          await prepare()
          if (this.isSyncing) return
          this.isSyncing = true
          try { await send() } finally { this.isSyncing = false }
        }
      }
    `,
  },
  {
    name: 'another flag is taken first',
    code: `
      class Sync {
        isSyncing = false
        isPreparing = false
        async run() {
          if (this.isSyncing || this.isPreparing) return
          this.isPreparing = true
          await prepare()
          this.isSyncing = true
          this.isPreparing = false
          try { await send() } finally { this.isSyncing = false }
        }
      }
    `,
  },
  {
    name: 'the runs take turns',
    code: `
      class Sync {
        isSyncing = false
        run() {
          return this.mutex.runExclusive(async () => {
            if (this.isSyncing) return
            await prepare()
            this.isSyncing = true
            try { await send() } finally { this.isSyncing = false }
          })
        }
      }
    `,
  },
  {
    name: 'a mark that something is ready is no lock',
    code: `
      class Store {
        loaded = false
        async load() {
          if (this.loaded) return
          this.rows = await read()
          this.loaded = true
          this.emit('ready')
        }
        reset() { this.loaded = false }
      }
    `,
  },
  {
    name: 'never taken back',
    code: `
      class Sync {
        isSyncing = false
        async run() {
          if (this.isSyncing) return
          await prepare()
          this.isSyncing = true
          await send()
        }
      }
    `,
  },
  {
    name: 'a record of this run',
    code: `
      class Chat {
        async turn(text) {
          const run = makeRun(text)
          if (run.state === 'running') return
          await this.prepare()
          run.state = 'running'
          try { await send(run) } finally { run.state = 'idle' }
        }
      }
    `,
  },
  {
    name: 'the wait is on another way',
    code: `
      class Sync {
        isSyncing = false
        async run(dry) {
          if (this.isSyncing) return
          if (dry) { await prepare(); return }
          this.isSyncing = true
          try { await send() } finally { this.isSyncing = false }
        }
      }
    `,
  },
  {
    name: 'a flag of a class',
    code: `
      class Sync {
        isSyncing = false
        async run() {
          if (this.isSyncing) return
          await prepare()
          this.isSyncing = true
          try { await send() } finally { this.isSyncing = false }
        }
      }
    `,
    told: ['this.isSyncing = true'],
  },
  {
    name: 'a flag of a module',
    code: `
      let busy = false
      export async function run() {
        if (busy) throw new Error('busy')
        await prepare()
        busy = true
        await send()
        busy = false
      }
    `,
    told: ['busy = true'],
  },
  {
    name: 'the state of a record that the owner keeps for a key',
    code: `
      class Chats {
        chats = new Map<string, Chat>()
        open(id: string): Chat {
          const known = this.chats.get(id)
          if (known) return known
          const chat: Chat = { state: 'idle' }
          this.chats.set(id, chat)
          return chat
        }
        async turn(id: string, text: string) {
          const chat = this.open(id)
          if (chat.state === 'running') throw new Error('Already at work')
          const settings = await read(id)
          chat.state = 'running'
          this.send(chat, text, settings)
        }
        done(chat: Chat) { chat.state = 'idle' }
      }
    `,
    told: ['chat.state = \'running\''],
  },
  {
    name: 'the state of an entry',
    code: `
      class Chats {
        chats = new Map()
        async turn(id, text) {
          const chat = this.chats.get(id)
          if (!chat || chat.isRunning) return
          await this.trust(id)
          chat.isRunning = true
          await this.send(chat, text)
          chat.isRunning = false
        }
        async trust(id) { await ask(id) }
      }
    `,
    told: ['chat.isRunning = true'],
  },
], 'no-stale-guard-across-await', { strict: true })

testTold('a lock that is taken behind a wait, not in the recommended preset', [{ name: 'a flag', code: `
        class Sync {
          isSyncing = false
          async run() {
            if (this.isSyncing) return
            await prepare()
            this.isSyncing = true
            try { await send() } finally { this.isSyncing = false }
          }
        }
      ` }], undefined, {})
