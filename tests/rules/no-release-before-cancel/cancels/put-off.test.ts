import { testRule } from '../tester.js'

const client = (stop: string) => `
class Client {
  start() {
    this.socket = dial()
    this.beat = setInterval(() => { this.socket.ping() }, 1000)
  }
  kill() { clearInterval(this.beat); this.socket = null }
  ${stop}
  drop() { clearInterval(this.beat) }
}
`
const race = (line: number, column: number, cancel: string) => [{
  messageId: 'race' as const, line, column, endLine: line, endColumn: column + 11,
  data: { cell: 'this.socket', released: 'released', task: 'the interval `this.beat` on line 5', cancel },
}]

testRule('a cancel that is put off', {
  valid: [
    {
      name: 'and awaited before the release',
      code: client('async stop() { await this.socket.end().finally(() => { clearInterval(this.beat) }); this.socket = null }'),
    },
    {
      name: 'and has run by another wait',
      code: client('async stop() { this.socket.end().finally(() => { clearInterval(this.beat) }); await load(); this.socket = null }'),
    },
    {
      name: 'in a function that the caller waits for',
      code: client('end() { return this.socket.end().finally(() => { clearInterval(this.beat) }) }\n  async stop() { '
        + 'await this.end(); this.socket = null }'),
    },
    {
      name: 'with the release',
      code: client('stop() { this.socket.end().finally(() => { clearInterval(this.beat); this.socket = null }) }'),
    },
    {
      name: 'where only the release is',
      code: client('stop() { clearInterval(this.beat); this.socket.end().finally(() => { this.socket = null }) }'),
    },
    {
      name: 'in front of one that comes at once',
      code: client('stop() { this.socket.end().finally(() => { clearInterval(this.beat) })\n'
        + 'clearInterval(this.beat); this.socket = null }'),
    },
    {
      name: 'by a function that waits and puts itself off',
      code: client('async stop() { await load(); load().then(() => this.stop()); await load(); clearInterval(this.beat); '
        + 'this.socket = null }'),
    },
  ],
  invalid: [
    {
      name: 'until a promise has settled',
      code: client('stop() {\n    this.socket.end().finally(() => { clearInterval(this.beat) })\n    this.socket = null\n  }'),
      errors: race(10, 5, 'line 9 clears it'),
    },
    {
      name: 'in a method by its name',
      code: client('stop() {\n    this.socket.end().then(this.drop.bind(this))\n    this.socket = null\n  }'),
      errors: race(10, 5, 'line 12 clears it'),
    },
    {
      name: 'until the next turn',
      code: client('stop() {\n    this.socket = null\n    setImmediate(() => { clearInterval(this.beat) })\n  }'),
      errors: race(9, 5, 'line 10 clears it'),
    },
    {
      name: 'and awaited behind the release',
      code: client('async stop() {\n    this.socket = null\n    await load().then(() => { clearInterval(this.beat) })\n  }'),
      errors: race(9, 5, 'line 10 clears it'),
    },
  ],
})
