import { testRule } from './tester.js'
import { testTold } from './told.js'

const engine = (method: string) => `
        class Buffers {
          open() { this.engine = makeEngine() }
          destroy() { this.engine = null }
          ${method}
          done() { this.engine.flush() }
          again() { if (this.engine) this.engine.flush() }
        }
      `

testTold('what runs behind a promise', [
  {
    name: 'relies on a check from before it',
    code: engine('clear() { if (!this.engine) return; load().then(() => {\nthis.engine.flush() }) }'),
    told: ['this.engine.flush() }) }'],
  },
  {
    name: 'or asks itself',
    code: engine('clear() { if (!this.engine) return; load().then(() => { if (!this.engine) return; this.engine.flush() }) }'),
  },
  { name: 'or does without', code: engine('clear() { if (!this.engine) return; load().then(() => { this.engine?.flush() }) }') },
  {
    name: 'as a function of its own that is bound',
    code: engine('clear() { if (!this.engine) return; load().then(function () {\nthis.engine.flush() }.bind(this)) }'),
    told: ['this.engine.flush() }.bind(this)) }'],
  },
  {
    name: 'as a method by its name',
    code: engine('clear() { if (!this.engine) return; load()\n.then(this.done.bind(this)) }'),
    told: ['.then(this.done.bind(this)) }'],
  },
  { name: 'as a method that asks', code: engine('clear() { if (!this.engine) return; load()\n.then(this.again.bind(this)) }') },
  {
    name: 'as a local function',
    code: engine('clear() { if (!this.engine) return; const next = () => { this.engine.flush() }; load()\n.then(next) }'),
    told: ['.then(next) }'],
  },
  {
    name: 'calls what relies on it',
    code: engine('clear() { if (!this.engine) return; load().then(() => {\nthis.done() }) }'),
    told: ['this.done() }) }'],
  },
  {
    name: 'whether it went well or not',
    code: engine('clear() { if (!this.engine) return; load().finally(() => {\nthis.engine.flush() }) }'),
    told: ['this.engine.flush() }) }'],
  },
  {
    name: 'where it fails for a reason of its own',
    code: engine('clear() { if (!this.engine) return; load().catch(() => { this.engine.flush() }) }'),
  },
  {
    name: 'behind a promise in a local',
    code: engine('clear() { if (!this.engine) return; const loading = load(); loading.then(() => {\nthis.engine.flush() }) }'),
    told: ['this.engine.flush() }) }'],
  },
  {
    name: 'where the promise is resolved already',
    code: engine('clear() { if (!this.engine) return; Promise.resolve().then(() => { this.engine.flush() }) }'),
  },
  {
    name: 'where an own function waits for nothing',
    code: engine('async none() {}\nclear() { if (!this.engine) return; this.none().then(() => { this.engine.flush() }) }'),
  },
])

testTold('a chain of promises', [
  {
    name: 'waits again for what a callback gives back',
    code: engine('clear() { load().then(() => { if (!this.engine) throw new Error(); return this.engine.clear() }).then(() => {\n'
      + 'this.engine.flush() }) }'),
    told: ['this.engine.flush() }) }'],
  },
  {
    name: 'goes on at once where it gives back nothing',
    code: engine('clear() { load().then(() => { if (!this.engine) throw new Error(); this.engine.clear() }).then(() => { '
      + 'this.engine.flush() }) }'),
  },
  {
    name: 'whose end takes no notice of the failure',
    code: engine('clear() { if (!this.engine) return; load().then(() => { this.engine.flush() }).catch(() => {}) }'),
  },
  {
    name: 'whose end tells of it',
    code: engine('clear() { if (!this.engine) return; load().then(() => {\nthis.engine.flush() }).catch(error => { report(error) }) }'),
    told: ['this.engine.flush() }).catch(error => { report(error) }) }'],
  },
  {
    name: 'that is awaited where nobody minds',
    code: engine('async clear() { if (!this.engine) return; try { await load().then(() => { this.engine.flush() }) } catch {} }'),
  },
  {
    name: 'that empties the cell itself at its end',
    code: `
        class Once {
          run() {
            this.job = begin()
            this.job.ready().then(() => { this.job.go() }).finally(() => { this.job = null })
          }
        }
      `,
  },
])

testTold('an earlier use before a promise', [
  {
    name: 'shows that the cell was full',
    code: engine('clear() { this.engine.clear().then(() => {\nthis.engine.flush() }) }'),
    told: ['this.engine.flush() }) }'],
  },
  { name: 'on another way', code: engine('clear(all) { if (all) this.engine.clear(); load().then(() => { this.engine.flush() }) }') },
  { name: 'that does without', code: engine('clear() { this.engine?.clear(); load().then(() => { this.engine.flush() }) }') },
  {
    name: 'in an earlier callback',
    code: engine('clear() { load().then(() => this.engine.clear()).then(() => {\nthis.engine.flush() }) }'),
    told: ['this.engine.flush() }) }'],
  },
  { name: 'is no check for a wait of the same function', code: engine('async clear() { await this.engine.clear(); this.engine.flush() }') },
])

testTold('a handle that ends', [
  {
    name: 'answers nothing any more, by a local that fills the cell',
    code: `
        class Queue {
          connect() {
            return dial().then(channel => {
              this.channel = channel
              channel.on('close', () => { this.channel = null }).on('error', () => { this.channel = null })
            })
          }
          subscribe(topic) {
            if (!this.channel) return
            return this.channel.assert(topic).then(() => this.channel.consume(topic))
          }
        }
      `,
  },
  {
    name: 'answers nothing any more, among others that are waited for together',
    code: `
        class Queue {
          connect() { this.channel = dial(); this.channel.on('close', () => { this.channel = null }) }
          subscribe(topic) {
            if (!this.channel) return
            return Promise.all([load(topic), this.channel.assert(topic)]).then(() => this.channel.consume(topic))
          }
        }
      `,
  },
  {
    name: 'in an earlier link of the chain that empties the cell',
    code: `
        class Queue {
          connect() { this.link = dial() }
          close() { return this.link.close().then(() => { this.link = null }) }
          subscribe(topic) { return this.link.assert(topic).then(() => { this.link.consume(topic) }) }
        }
      `,
  },
  {
    name: 'while something else is waited for',
    code: `
        class Queue {
          connect() { this.link = dial() }
          close() { return this.link.close().then(() => { this.link = null }) }
          subscribe(topic) {
            if (!this.link) return undefined
            return load(topic).then(() => {
              this.link.consume(topic)
            })
          }
        }
      `,
    told: ['this.link.consume(topic)'],
  },
])

testTold('two runs behind a promise', [
  {
    name: 'that each start what only one of them ends',
    code: `
        class Copy {
          copy(text) {
            if (this.timer) { clearTimeout(this.timer); this.timer = null }
            write(text).then(() => {
              this.timer = setTimeout(() => { this.show() }, 1000)
            })
          }
        }
      `,
    told: ['this.timer = setTimeout(() => { this.show() }, 1000)'],
  },
  {
    name: 'that end what they have made themselves',
    code: `
        class Call {
          async begin() {
            if (this.session) { this.session.stop(); this.session = null }
            const { client } = await listen()
            client.then(async () => {
              const session = await call()
              onGone(() => { session.stop() })
              this.session = session
            })
          }
        }
      `,
  },
])

const named = engine('clear() { if (!this.engine) return; return load().then(this.done.bind(this)) }')

testRule('a report about a method behind a promise', {
  valid: [],
  invalid: [
    {
      name: 'points to its name',
      code: named,
      errors: [{
        messageId: 'dereferences',
        data: {
          cell: 'this.engine', guarded: 'checked', guard: 'this line', during: 'before the promise on this line settles', wait: 'wait',
          writer: '`destroy()` (line 4)', clear: 'set it to null', use: 'its use on line 6',
        },
        line: 5, column: 66, endLine: 5, endColumn: 80,
      }],
    },
    {
      name: 'says what was used',
      code: engine('clear() { this.engine.clear().then(() => { this.engine.flush() }) }'),
      errors: [{
        messageId: 'dereferences',
        data: {
          use: 'this use',
          cell: 'this.engine', guarded: 'used', guard: 'this line', during: 'before the promise on this line settles', wait: 'wait',
          writer: '`destroy()` (line 4)', clear: 'set it to null',
        },
        line: 5, column: 54, endLine: 5, endColumn: 65,
      }],
    },
  ],
})
