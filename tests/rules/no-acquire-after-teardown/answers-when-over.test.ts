import { testTold } from '../no-stale-guard-across-await/told.js'

const feed = (lost: string, go = 'if (await this.isLost()) return') => `
        class Feed {
          async again(error) {
            ${go}
            this.retry = setTimeout(() => { this.connect(error) }, 1000)
          }
          async isLost() { ${lost} }
          close() { this.closed = true; clearTimeout(this.retry) }
        }
      `
const set = 'this.retry = setTimeout(() => { this.connect(error) }, 1000)'
const probe = 'const found = await this.probe(); if (this.closed) return false; return found'

testTold('an own function that answers the same when the teardown has run', [
  { name: 'as for those who go on', code: feed(probe), told: [set] },
  { name: 'among other reasons', code: feed(probe.replace('this.closed', 'this.closed || this.isQuiet')), told: [set] },
  { name: 'as for those who leave', code: feed(probe.replace('return false', 'return true')) },
  { name: 'as for those who go on, where the test is turned round', code: feed(probe.replace('return false', 'return'), 'if (!(await this.isLost())) return') },
  { name: 'in one of its ways only', code: feed(`if (this.closed) return true; ${probe}`) },
  { name: 'by what it asks at its end', code: feed('await this.probe(); return this.closed') },
], 'no-acquire-after-teardown')
