import { testRule } from '../tester.js'

const stopsWhere = (test: string) => `
class Client {
  start() {
    this.proc = launch()
    this.beat = setInterval(() => { this.proc.ping() }, 1000)
  }
  stop() {
    if (${test}) {
      this.proc = null
      return
    }
    this.kill()
  }
  kill() {
    clearInterval(this.beat)
    this.proc.kill()
    this.proc = null
  }
}
`

const leakIn = (code: string) => ({
  messageId: 'leak' as const, line: 9, column: 7, endLine: 9, endColumn: 16,
  data: { cell: 'this.proc', released: 'released', task: 'the interval `this.beat` on line 5', cancel: 'line 15 clears it' },
  suggestions: [{
    messageId: 'cancelHere' as const,
    data: { source: 'clearInterval(this.beat)' },
    output: code.replace('      this.proc = null', '      clearInterval(this.beat)\n      this.proc = null'),
  }],
})
const orQuiet = stopsWhere('!this.proc || this.isQuiet')
const alive = stopsWhere('this.proc && !this.proc.killed')

testRule('a resource that is let go where it is known to have ended', {
  valid: [
    { name: 'or not to be there', code: stopsWhere('!this.proc || this.proc.killed') },
  ],
  invalid: [
    { name: 'no: where something else was asked', code: orQuiet, errors: [leakIn(orQuiet)] },
    { name: 'no: where it is known to live', code: alive, errors: [leakIn(alive)] },
  ],
})
