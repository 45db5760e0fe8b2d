import { testRule } from '../tester.js'

testRule('controllers kept in a Map or a Set', {
  valid: [
    {
      name: 'every controller of a Map is aborted in time',
      code: `
class Pool {
  #jobs = new Map()
  #db = connect()
  run(name) {
    const controller = new AbortController()
    this.#jobs.set(name, controller)
    void this.work(controller.signal)
  }
  async work(signal) {
    while (!signal.aborted) {
      await pause(10)
      this.#db.query('select 1')
    }
  }
  close() {
    for (const controller of this.#jobs.values()) controller.abort()
    this.#db = null
  }
}
`,
    },
  ],
  invalid: [],
})
