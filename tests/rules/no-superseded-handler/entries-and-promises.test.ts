import { testTold } from '../no-stale-guard-across-await/told.js'

/** Subscriptions by id, each with a run that takes it out when it is through. */
const subscriptions = (end: string, stop: string) => `
class Feeds {
  #subs = new Map()
  subscribe(id) {
    if (this.#subs.has(id)) return
    const controller = new AbortController()
    this.#subs.set(id, controller)
    void (async () => {
      try {
        for await (const item of feed(id, controller.signal)) show(item)
      } finally {
        ${end}
      }
    })()
  }
  stop(id) {
    ${stop}
  }
}`

testTold('a run takes its entry out when it is through', [
  {
    name: 'which may be the next run\'s',
    code: subscriptions('this.#subs.delete(id)', 'this.#subs.get(id)?.abort()\n    this.#subs.delete(id)'),
    told: ['this.#subs.delete(id)'],
  },
  {
    name: 'not where it compares first',
    code: subscriptions('if (this.#subs.get(id) === controller) this.#subs.delete(id)', 'this.#subs.get(id)?.abort()\n    this.#subs.delete(id)'),
  },
  {
    name: 'not where the other one only takes it out: that is bookkeeping',
    code: subscriptions('this.#subs.delete(id)', 'this.#subs.delete(id)'),
  },
], 'no-superseded-handler')

testTold('a run clears the promise of the next one', [
  {
    name: 'where that is put there unasked',
    code: `
class Turns {
  #pending = null
  async next() {
    if (this.#pending) await this.#pending
    await send()
  }
  async interrupt() {
    const run = async () => {
      try {
        await request('interrupt')
      } finally {
        this.#pending = null
      }
    }
    this.#pending = run()
    return this.#pending
  }
}`,
    told: ['this.#pending = null'],
  },
  {
    name: 'not where the pending one is given back',
    code: `
class Turns {
  #pending = null
  async next() {
    if (this.#pending) await this.#pending
    await send()
  }
  async interrupt() {
    if (this.#pending) return this.#pending
    const run = async () => {
      try {
        await request('interrupt')
      } finally {
        this.#pending = null
      }
    }
    this.#pending = run()
    return this.#pending
  }
}`,
  },
], 'no-superseded-handler')
