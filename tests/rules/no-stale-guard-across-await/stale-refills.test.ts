import { testTold } from './told.js'

const users = (read: string, drop: string, more = '') => `
        class Users {
          byId = new Map()
          current = null
          drops = 0
          ${more}
          async find(id) { ${read} }
          ${drop}
        }
      `
const byKey = (behind = '') => `const known = this.byId.get(id);
            if (known) return known;
            const user = await this.db.read(id); ${behind}
            this.byId.set(id, user)
            return user`
const single = (behind = '') => `if (this.current && this.current.until > now()) return this.current.user;
            const answer = await this.db.read(); ${behind}
            this.current = { user: answer.user, until: later() }
            return answer.user`
const remove = 'remove(id) { this.byId.delete(id) }'
const save = 'async save(user) { await this.db.write(user); this.current = null }'
const put = 'this.byId.set(id, user)'
const set = 'this.current = { user: answer.user, until: later() }'

testTold('data that is cached although its entry was dropped meanwhile', [
  { name: 'by its key', code: users(byKey(), remove), told: [put] },
  { name: 'a single value, by a function that changes what it was made of', code: users(single(), save), told: [set] },
  {
    name: 'a single value, by a callback that does so',
    code: users(single(), '', 'constructor(bus) { bus.on("saved", user => { this.db.write(user); this.current = undefined }) }'),
    told: [set],
  },
  {
    name: 'by a callback that is told when it is gone',
    code: users(single(), '', 'constructor(bus) { bus.on("gone", () => { this.db.write(1); this.current = undefined }) }'),
    told: [set],
  },
  {
    name: 'by a function that works on what it takes out',
    code: users(single(), 'async drop() { if (this.current) { await this.db.give(this.current); this.current = null } }'),
  },
  {
    name: 'by a function that works on a copy of what it takes out',
    code: users(single(), 'answer(text) { const it = this.current; if (!it) return; it.text = text; this.db.write(text); this.current = null }'),
  },
  {
    name: 'behind a check of how old it is',
    code: users(byKey().replace('if (known) return known;', 'if (known) { const age = now() - known.at; if (age < 100) return known }'), remove),
    told: [put],
  },
  { name: 'by a count of the clears', code: users(single('if (drops !== this.drops) return answer.user').replace('if (', 'const { drops } = this; if ('), save.replace('this.current', 'this.drops++; this.current')) },
  {
    name: 'by a list of what was dropped, asked by a helper',
    code: users(byKey('if (this.#isGone(id)) return;'), 'remove(id) { this.byId.delete(id); this.gone.set(id, now()) }',
      'gone = new Map(); #isGone(id) { return this.gone.has(id) }'),
  },
  { name: 'by another look', code: users(byKey('if (this.byId.has(id)) return this.byId.get(id)'), remove) },
  { name: 'by a controller', code: users(byKey('if (signal.aborted) return'), remove) },
  { name: 'where a function forgets, and does nothing else', code: users(single(), 'forget() { console.log("forgotten"); this.current = null }') },
  { name: 'where all entries are dropped, and nothing else is done', code: users(byKey(), 'forget() { this.byId.clear() }') },
  {
    name: 'where all entries are dropped with what they were made of',
    code: users(byKey(), 'async rewrite() { await this.db.wipe(); this.byId.clear() }'), told: [put],
  },
  { name: 'where what is too old is dropped', code: users(byKey(), 'look(id) { if (this.byId.get(id).until < now()) this.byId.delete(id) }') },
  { name: 'where a timer drops it', code: users(byKey(), 'hold(id) { setTimeout(() => { this.byId.delete(id) }, 100) }') },
  { name: 'where the end of the owner drops it', code: users(byKey(), 'async dispose(id) { await this.db.close(); this.byId.delete(id) }') },
  { name: 'where what drops it reads anew', code: users(byKey(), 'refresh(id) { this.byId.delete(id); return this.find(id) }') },
  { name: 'where a value is put that was there before', code: users(byKey().replace('this.byId.set(id, user)', 'this.byId.set(id, id)'), remove) },
  { name: 'without a look before', code: users(byKey().replace('if (known) return known;', ''), remove) },
  {
    name: 'under one lock',
    code: users(`return this.lock.runExclusive(async () => { ${byKey()} })`, 'remove(id) { return this.lock.runExclusive(() => { this.byId.delete(id) }) }'),
  },
], 'no-stale-guard-across-await', { strict: true })

testTold('data that is cached although its entry was dropped meanwhile, without the option', [
  { name: 'by its key', code: users(byKey(), remove) },
], undefined, {})
