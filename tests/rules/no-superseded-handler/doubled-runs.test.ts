import { testRule } from './tester.js'

const strict = [{ strict: true }] as [{ strict: boolean }]

const poller = (loop: string, stop = 'this.running = false', start = 'if (this.running) return; this.running = true; void this.loop()'): string => `
class Poller {
  running = false
  start() { ${start} }
  stop() { ${stop} }
  async loop() {
    ${loop}
  }
}
`

const plain = 'while (this.running) { await poll(); await sleep(1000) }'
const round = 'await poll(); if (this.running) { this.timer = setTimeout(() => this.loop(), 1000) }'

testRule('a restart doubles a loop', {
  valid: [
    { name: 'under recommended', code: poller(plain) },
    ...[
      { name: 'the loop has a signal', code: poller('while (this.running) { if (this.signal.aborted) return; await poll() }') },
      { name: 'the loop counts its runs', code: poller('const run = ++this.runs; while (this.running) { await poll(); if (run !== this.runs) return }') },
      { name: 'nobody stops it', code: poller(plain, 'this.count = 0') },
      { name: 'nobody starts it again', code: poller(plain, 'this.running = false', 'void this.loop()') },
      { name: 'it waits for nothing', code: poller('while (this.running) { work() }') },
      { name: 'the stop waits for the loop', code: poller(plain, 'this.running = false; return this.task', 'this.running = true; this.task = this.loop()')
        .replace('stop() { this.running = false; return this.task }', 'async stop() { this.running = false; await this.task }') },
      { name: 'the stop ends what the loop waits for', code: poller('while (this.running) { await this.socket.read() }',
        'this.running = false; this.socket.destroy()') },
      { name: 'the start looks whether the loop has ended', code: poller(`this.busy = true
        ${plain}
        this.busy = false`, 'this.running = false', 'if (this.busy) return; this.running = true; void this.loop()') },
      { name: 'only the constructor starts it', code: `
        class Poller {
          constructor() { this.init() }
          init() { this.running = true; void this.loop() }
          stop() { this.running = false }
          async loop() { ${plain} }
        }
      ` },
    ].map(each => ({ ...each, options: strict })),
  ],
  invalid: [
    { name: 'a loop', options: strict, code: poller(plain), errors: [{ messageId: 'doubles', line: 7 }] },
    { name: 'a timer that comes back', options: strict, code: poller(round), errors: [{ messageId: 'doubles', line: 7 }] },
    {
      name: 'a stop that clears only the timer of the next round', options: strict,
      code: poller(round, 'clearTimeout(this.timer); this.running = false'), errors: [{ messageId: 'doubles', line: 7 }],
    },
    {
      name: 'functions of a module', options: strict,
      code: `
        let polling = false
        export function start() { if (polling) return; polling = true; void poll() }
        export function stop() { polling = false }
        async function poll() { while (polling) { await sleep(1000) } }
      `,
      errors: [{ messageId: 'doubles', line: 5 }],
    },
  ],
})
