import { describe, expect, it } from 'vitest'
import { factsAsMermaid, factsAsText } from '../../src/explain/index.js'
import { poller, seen, stale } from './seen.js'

describe('the facts of a file as text', () => {
  it('lists cells, tasks, teardowns and reports with their lines', () => {
    expect(factsAsText(seen(poller)).split('\n')).toEqual([
      'agent.ts',
      '  Cells',
      '    class Poller, line 1',
      '      this.#conn',
      '        cleared   line 6, stop(): this.#conn = null',
      '      this.#timer',
      '        ended     line 7, stop(): clearInterval(this.#timer)',
      '  Tasks',
      '    the interval this.#timer',
      '      started   line 3, the field initializer: setInterval(() => this.#poll(), 1000)',
      '      uses      line 4, #poll(): this.#conn',
      '      canceled  line 7, stop(): clearInterval(this.#timer)',
      '  Teardowns',
      '    stop(), lines 5 to 8',
      '      line 6  releases this.#conn',
      '      line 7  cancels the interval this.#timer',
      '  Reports',
      expect.stringMatching(/^ {4}line 6 {2}teardown\/no-release-before-cancel: /) as string,
      '      line 3, the field initializer: starts the interval this.#timer',
      '      line 6, stop(): releases this.#conn',
      '      line 4, #poll(): the interval may still use this.#conn',
      '      line 7, stop(): cancels the interval only then',
      '  Silence',
      expect.stringMatching(/^ {4}the text has no words that these rules need: .*no-swallowed-abort/) as string,
    ])
  })

  it('shows the check, the wait, the writer and the use of a stale check', () => {
    const text = factsAsText(seen(stale))
    expect(text).toContain([
      '      line 4, send(): checks this.socket',
      '      line 5, send(): waits: others can run',
      '      line 15, close(): may clear this.socket during the wait',
      '      line 6, send(): relies on the check from before the wait',
    ].join('\n'))
    expect(text).toContain('  Waits\n    send()\n      line 5  await ready()\n    careful()\n      line 9  await ready()')
  })

  it('says that a bundler has made a file', () => {
    expect(factsAsText(seen(`function __webpack_require__(id) {}\n${stale}`))).toContain('a bundler has made this file')
  })

  it('says where the analysis gave up, and why', () => {
    const long = `async function long(client) { ${'if (client.a) client.b();'.repeat(4000)} await ready() }\n${stale}`
    expect(factsAsText(seen(long))).toContain('gave up on the control flow of a function in long(), line 1: it is too large or too deeply nested')
  })
})

describe('the teardowns of a file as Mermaid diagrams', () => {
  it('shows release, use and cancel in their order', () => {
    expect(factsAsMermaid(seen(poller)).split('\n')).toEqual([
      'sequenceDiagram',
      '  title agent.ts:5 stop()',
      '  participant p0 as stop()',
      '  participant p1 as this.#35;conn',
      '  participant p2 as the interval this.#35;timer',
      '  p0-xp1: line 6 releases by this.#35;conn = null',
      '  Note over p0: reported by no-release-before-cancel',
      '  Note over p2,p1: uses it on line 4',
      '  p0-)p2: line 7 cancels by clearInterval(this.#35;timer)',
    ])
  })

  it('draws nothing where nothing is torn down', () => {
    expect(factsAsMermaid(seen('export const one = 1'))).toBe('')
  })
})
