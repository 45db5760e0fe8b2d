import { describe, expect, it } from 'vitest'
import { lifetimesOf } from './facts-of.js'

/** What a timer looks at before it reads `link`, by the test that stands in front. */
const under = (test: string, around = '', members = ''): readonly string[] => lifetimesOf(`${around}
class Client {
  ${members}
  start() {
    this.beat = setInterval(() => {
      ${test}
      this.link.ping()
    }, 1000)
  }
  stop() { clearInterval(this.beat) }
}`).map(line => line.replace(/^interval beat@\d+ consumes link@\d+, |cancelled@\d+$/g, ''))

describe('what a task asks of its state', () => {
  it('a string', () => { expect(under(`if (this.state !== 'open') return`)).toEqual(['while state is "open", ']) })
  it('written the other way round', () => { expect(under('if ("open" !== this.state) return')).toEqual(['while state is "open", ']) })
  it('a number', () => { expect(under('if (this.state === 3) return')).toEqual(['while state not =3, ']) })
  it('a member of an enum', () => { expect(under('if (this.state !== State.Open) return')).toEqual(['while state is State.Open, ']) })
  it('a constant of the file', () => {
    expect(under('if (this.state !== open) return', `const open = 'open'`)).toEqual(['while state is "open", '])
  })
  it('an imported constant', () => {
    expect(under('if (this.state !== OPEN) return', `import { OPEN } from './states.js'`)).toEqual(['while state is OPEN, '])
  })
  it('a variable that changes is no constant', () => {
    expect(under('if (this.state !== open) return', `let open = 'open'; open = 'ajar'`)).toEqual([''])
  })
  it('one of two', () => {
    expect(under("if (!(this.state === 'open' || this.state === 'busy')) return")).toEqual(['while state is "open" or "busy", '])
  })
  it('one of a list', () => {
    expect(under("if (!['open', 'busy'].includes(this.state)) return")).toEqual(['while state is "open" or "busy", '])
  })
  it('none of two', () => {
    expect(under("if (this.state === 'shut' || this.state === 'ajar') return")).toEqual(['while state not "shut", not "ajar", '])
  })
  it('by two ways that ask for different things', () => {
    expect(under("if (this.state !== 'open') { if (this.paused) return }")).toEqual([''])
  })
  it('a switch', () => {
    expect(under("switch (this.state) { case 'shut': return; case 'ajar': case 'new': return }"))
      .toEqual(['while state not "shut", not "ajar", not "new", '])
  })
  it('the case of a switch', () => {
    expect(under("switch (this.state) { default: return; case 'open': case 'busy': }")).toEqual(['while state is "open" or "busy", '])
  })
  it('a method that answers', () => {
    expect(under('if (!this.isOpen()) return', '', 'isOpen() { return this.state === 1 && !this.closed }'))
      .toEqual(['while state is =1, while closed is falsy, '])
  })
  it('a getter that asks a getter', () => {
    expect(under('if (!this.isOpen) return', '', 'get isOpen() { return !this.isShut }; get isShut() { return this.shut || this.dead }'))
      .toEqual(['while shut is falsy, while dead is falsy, '])
  })
  it('a method that does more than to answer is not looked through', () => {
    expect(under('if (!this.isOpen()) return', '', 'isOpen() { this.asked++; return this.state === 1 }')).toEqual([''])
  })
  it('an async method is always true', () => {
    expect(under('if (!this.isOpen()) return', '', 'async isOpen() { return this.state === 1 }')).toEqual([''])
  })
  it('two tests that cannot hold together leave nothing to read', () => {
    expect(under(`if (this.state !== 'open') return; if (this.state !== 'shut') return`)).toEqual([])
  })
  it('a name and a literal may be one value', () => {
    expect(under(`if (this.state !== State.Open) return; if (this.state !== 'open') return`)).toEqual(['while state is State.Open, '])
  })
})
