import { testTold } from '../no-stale-guard-across-await/told.js'

const board = (test: string, end = 'this.listeners.clear()') => `
  class Board {
    watch(listener) { this.listeners.add(listener); this.timer ??= setTimeout(() => this.tick(), 0) }
    tick() {
      void this.load().then(() => {
        ${test}this.timer = setTimeout(() => this.tick(), 1000)
      })
    }
    dispose() {
      this.disposed = true
      clearTimeout(this.timer)
      ${end}
    }
  }
`
const rearms = 'this.timer = setTimeout(() => this.tick(), 1000)'
const asked = 'if (this.listeners.size > 0) '

testTold('the size of a collection', [
  { name: 'that the teardown empties', code: board(asked) },
  { name: 'that it leaves as it is', code: board(asked, 'this.listeners.report()'), told: [asked + rearms] },
  { name: 'nobody asks', code: board(''), told: [rearms] },
], 'no-acquire-after-teardown')
