import { testJavaScript, testRule } from '../tester.js'

const poller = (callback: string) => `
class Poller {
  start() {
    this.link = openLink()
    this.beat = setInterval(${callback}, 1000)
  }

  get status() {
    if (this.link === null) return 'closed'
    return this.link.status
  }

  isOpen() {
    return this.link !== null
  }

  stop() {
    this.link = null; clearInterval(this.beat)
  }
}
`

const direct = poller('() => { if (this.link) this.link.ping() }')
const byMethod = poller('() => { if (this.isOpen()) this.link.ping() }')
const byGetter = poller("() => { switch (this.status) { case 'open': this.link.ping() } }")
const sameAnswer = poller("() => { switch (this.status) { case 'closed': this.link.ping() } }")
const suspended = poller('async () => { if (this.link) await this.link.ping() }')
const between = poller('async () => { if (!this.link) return; const text = await read(); this.link.send(text) }')
const again = poller('async () => { if (!this.link) return; const text = await read(); if (this.link) this.link.send(text) }')
const found = [{ messageId: 'latent' as const, line: 18 }]

const cases = {
  valid: [
    { name: 'the callback checks and uses the cell in one turn', code: direct },
    { name: 'by a method that only tests', code: byMethod },
    { name: 'by a getter that has its own answer for null', code: byGetter },
    { name: 'by such a getter, under strict', code: byGetter, options: [{ strict: true }] as const },
    { name: 'checked again after the await', code: again },
  ],
  invalid: [
    { name: 'one that checks, under strict', code: direct, options: [{ strict: true }] as const, errors: found },
    { name: 'one that checks by a method, under strict', code: byMethod, options: [{ strict: true }] as const, errors: found },
    { name: 'the answer that the getter gives for null', code: sameAnswer, errors: found },
    { name: 'suspended in the resource', code: suspended, errors: found },
    { name: 'an await between the check and the use', code: between, errors: found },
    { name: 'without a check', code: poller('() => { this.link.ping() }'), errors: found },
  ],
}

testRule('callbacks that check what they use', { valid: [...cases.valid], invalid: [...cases.invalid] })
testJavaScript('callbacks that check what they use, in JavaScript', { valid: [...cases.valid] as never, invalid: [...cases.invalid] as never })
