import { describe, expect, it } from 'vitest'
import { lifetimesOf } from './facts-of.js'

/** What a timer looks at before it reads `link`, by the test that stands in front. */
const under = (test: string, around = ''): readonly string[] => lifetimesOf(`${around}
class Client {
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
  it('two tests that cannot hold together leave nothing to read', () => {
    expect(under(`if (this.state !== 'open') return; if (this.state !== 'shut') return`)).toEqual([])
  })
  it('a name and a literal may be one value', () => {
    expect(under(`if (this.state !== State.Open) return; if (this.state !== 'open') return`)).toEqual(['while state is "open", '])
  })
})
