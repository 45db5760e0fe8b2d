import { testJavaScript, testRule } from '../tester.js'

const watcher = (stop: string) => `
class Watcher {
  start() {
    this.box = findBox()
    this.box.addEventListener('scroll', this.measure)
  }

  measure = () => { if (this.box) this.box.measure() }

  unwatch() {
    if (!this.box) return
    this.box.removeEventListener('scroll', this.measure)
  }

  stop() {
    ${stop}
  }
}
`
const valid = [
  { name: 'the cancel comes first', code: watcher('this.unwatch(); this.box = null') },
  { name: 'a copy from before the release', code: watcher('const { box } = this; this.box = null; if (box) box.removeEventListener("scroll", this.measure)') },
  { name: 'the cell is set again', code: watcher('this.box = null; this.box = findBox(); this.unwatch()') },
]
const invalid = [
  { name: 'a helper that asks the cell first', code: watcher('this.box = null; this.unwatch()'), errors: [{ messageId: 'disarms' as const, line: 16 }] },
  { name: 'an optional chain', code: watcher('this.box = null; this.box?.removeEventListener("scroll", this.measure)'),
    errors: [{ messageId: 'disarms' as const, line: 16 }] },
]

testRule('a cancel that the release keeps from running', { valid, invalid })
testJavaScript('a cancel that the release keeps from running, in JavaScript', { valid, invalid })
