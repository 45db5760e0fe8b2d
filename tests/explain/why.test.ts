import { describe, expect, it } from 'vitest'
import { explain } from '../../src/explain/index.js'
import { poller, seen, stale } from './seen.js'

const why = (code: string, line: number): string => explain(seen(code), line)

describe('why a line is reported', () => {
  it('names the rule, the message and the steps', () => {
    expect(why(stale, 6).split('\n')).toEqual([
      'agent.ts:6',
      '  This line is reported by teardown/no-stale-guard-across-await.',
      expect.stringContaining('Check `this.socket` again after the `await`') as string,
      '  1. Line 4, `send()`: checks this.socket (`this.socket`).',
      '  2. Line 5, `send()`: waits: others can run (`await ready()`).',
      '  3. Line 15, `close()`: may clear this.socket during the wait (`this.socket = null`).',
      '  4. Line 6, `send()`: relies on the check from before the wait (`this.socket`).',
    ])
  })

  it('leads from a step to its report', () => {
    expect(why(stale, 15)).toContain('Line 6 is reported by teardown/no-stale-guard-across-await, and this line is part of the reason.')
  })

  it('says that a comment suppresses the report', () => {
    const quiet = stale.replace('    this.socket.send', '    // eslint-disable-next-line -- known\n    this.socket.send')
    expect(why(quiet, 7)).toContain('This line is reported by teardown/no-stale-guard-across-await, but the report is suppressed.')
  })
})

describe('what is known where nothing is reported', () => {
  const calm = poller.replace('    this.#conn = null\n    clearInterval(this.#timer)', '    clearInterval(this.#timer)\n    this.#conn = null')

  it.each([
    ['the check comes again after the wait', stale, 11, '`this.socket` is checked again on line 10, after the wait on line 9.'],
    ['who clears the cell', stale, 11, '`this.socket` is cleared by `close()` on line 15.'],
    ['the function never waits', stale, 18, '`name()` never waits, so nothing can change `this.socket` between a check and this line.'],
    ['the task is canceled first', calm, 7, 'The interval this.#timer is canceled first, on line 6.'],
    ['there is no cell', stale, 9, 'This line names no cell'],
    ['nothing clears the cell', 'class A {\n  log = open()\n  async run() {\n    await ready()\n    this.log.write()\n  }\n}', 5,
      'The analysis sees nothing in this file that clears or replaces what `this.log` holds.'],
    ['no task uses it', 'class A {\n  log: Log | null = open()\n  end() {\n    this.log = null\n  }\n  read() { return this.log }\n}', 4,
      'This line clears `this.log`. The file starts no task that could still use it.'],
    ['the text lacks the words', 'export const one = 1', 1, 'The text has no words that these rules need: no-release-before-cancel'],
  ])('%s', (_, code, line, sentence) => {
    expect(why(code, line)).toContain('Nothing is reported here.')
    expect(why(code, line)).toContain(sentence)
  })

  it('says that it does not know why where no condition is recorded', () => {
    const own = `
class Client {
  socket: WebSocket | null = new WebSocket(url)
  async send(text: string) {
    if (!this.socket) return
    await ready()
    this.socket.send(text)
  }
  async #close() {
    await this.send('bye')
    this.socket = null
  }
}
`
    expect(why(own, 6)).toContain('Before this line there is a check of `this.socket` on line 4 and a wait on line 5. '
      + 'The analysis found no way on which one of these writes runs during the wait and harms this line; which condition fails is not recorded.')
  })
})
