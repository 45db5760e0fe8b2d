import { testTold } from './told.js'

const lock = (wait: string) => `
class Locks {
  #byKey = new Map()
  async run(key, work) {
    ${wait}
    let free
    const mine = new Promise(resolve => { free = resolve })
    this.#byKey.set(key, mine)
    try {
      return await work()
    } finally {
      free()
      if (this.#byKey.get(key) === mine) this.#byKey.delete(key)
    }
  }
}`

testTold('a run takes the place of the one it waited for', [
  {
    name: 'as all do that have waited for it',
    code: lock('const before = this.#byKey.get(key)\n    if (before) await before'),
    told: ['this.#byKey.set(key, mine)'],
  },
  { name: 'not where it waits until there is none', code: lock('while (this.#byKey.has(key)) await this.#byKey.get(key)') },
  {
    name: 'in a field',
    code: `
class Draft {
  #saving = null
  async save() {
    if (this.#saving) await this.#saving
    this.#saving = this.#write()
    await this.#saving
  }
  async #write() { await disk() }
}`,
    told: ['this.#saving = this.#write()'],
  },
  {
    name: 'not where it asks again',
    code: `
class Draft {
  #saving = null
  async save() {
    if (this.#saving) await this.#saving
    if (!this.#saving) this.#saving = this.#write()
    await this.#saving
  }
  async #write() { await disk() }
}`,
  },
  {
    name: 'not where it goes away after the wait',
    code: `
class Draft {
  #saving = null
  async save() {
    if (this.#saving) {
      await this.#saving
      return
    }
    this.#saving = this.#write()
    await this.#saving
  }
  async #write() { await disk() }
}`,
  },
])
