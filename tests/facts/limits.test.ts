import { describe, expect, it } from 'vitest'
import { Facts, type Limits } from '../../src/facts/index.js'
import { Budget, Exhausted } from '../../src/model/budget.js'
import { disordersOf, factsOf } from './facts-of.js'

/** A wrong order, and as many lines between. (All on one line they would pass for a minified file, which nobody judges.) */
const stopWith = (branches: number): string => `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop(a) {
    this.link = null
    ${'if (a) a.b()\n'.repeat(branches)}
    clearInterval(this.beat)
  }
}
`

/** As many functions that each call all the others, with a release and a cancel in the first. */
const tangled = (count: number): string => {
  const numbers = Array.from({ length: count }, (_, index) => index)
  const calls = numbers.map(index => `if (this.f${index}) this.step${index}();`).join(' ')
  return `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  ${numbers.map(index => `step${index}() { ${calls} this.f${index} = true }`).join('\n  ')}
  stop() {
    this.link = null
    this.step0()
    clearInterval(this.beat)
  }
}
`
}

describe('the limit of work', () => {
  it('a function with a hundred branches is judged', () => {
    expect(disordersOf(stopWith(100))).toEqual(['stop: latent link@6 before clearInterval@108 of interval beat@3'])
  })

  it('a function with thousands of branches is not', () => {
    expect(disordersOf(stopWith(3_000))).toEqual([])
  })

  it('what is too large makes nothing else in the file unknown', () => {
    const small = 'class Pump { start() { this.t = setTimeout(() => this.tank.fill(), 9) } end() { this.tank = null; clearTimeout(this.t) } }'
    expect(disordersOf(stopWith(3_000) + small)).toEqual(['end: latent tank@3011 before clearTimeout@3011 of timeout t@3011'])
  })

  it('a few functions that call each other are judged', () => {
    expect(disordersOf(tangled(2)).map(found => found.replace(/@\d+/g, ''))).toEqual(['stop: latent link before clearInterval of interval beat'])
  })

  it('dozens of functions that all call each other end in silence, within the limit', () => {
    const facts = factsOf(tangled(40))
    expect(facts.disorders(false)).toEqual([])
    expect(facts.operations).toBeLessThan(4_000_000)
  })
})

describe('what the budgets cut short', () => {
  const code = `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    this.link = null
    clearInterval(this.beat)
  }
  async work(signal) {
    if (!this.link) return
    try { await load(signal) } catch { this.failed += 1 }
    this.link.send()
  }
  async drain() {
    if (!this.link) return
    const link = this.link
    while (link) await link.read()
    this.link.end()
  }
}
`
  const { code: source, vocabulary } = factsOf(code)

  /** Which answers are missing under these limits, and about which function or file. */
  const missing = (limits: Limits): readonly string[] => {
    const facts = new Facts(source, vocabulary, undefined, limits)
    facts.disorders(true)
    facts.swallows(false)
    facts.swallows(true)
    expect([facts.staleGuards, facts.cachedHandles]).toHaveLength(2)
    return facts.exhausted.map(({ question, scope }) => `${question}: ${scope.type}@${String(scope.loc.start.line)}`)
  }

  it('is nothing where the steps suffice', () => {
    expect(missing({ file: 4_000_000, question: 400_000 })).toEqual([])
  })

  it('is each question about each function whose steps do not suffice', () => {
    expect(missing({ file: 4_000_000, question: 6 })).toEqual([
      'disorders: FunctionExpression@5',
      'staleGuards: FunctionExpression@9',
      'staleGuards: FunctionExpression@14',
      'cachedHandles: Program@1',
    ])
  })

  it('is each question about the file when that has no steps left, once', () => {
    expect(missing({ file: 0, question: 400_000 })).toEqual([
      'lifetimes: Program@1',
      'swallows: Program@1',
      'staleGuards: Program@1',
      'cachedHandles: Program@1',
    ])
  })

  it('is a function that is too large to have a graph', () => {
    const facts = factsOf(stopWith(3_000))
    expect(facts.exhausted).toEqual([])
    facts.disorders(false)
    expect(facts.exhausted.map(({ question, scope }) => `${question}: ${scope.loc.start.line}`)).toEqual(['graph: 5'])
  })
})

describe('a budget', () => {
  it('ends a question that costs more than it may, and answers the next', () => {
    const budget = new Budget(100)
    const cost = (steps: number) => () => {
      for (let step = 0; step < steps; step++) budget.spend()
      return 'done'
    }
    expect(budget.within(10, cost(10))).toBe('done')
    expect(budget.within(10, cost(11))).toBeUndefined()
    expect(budget.within(10, cost(10))).toBe('done')
    expect(budget.spent).toBe(31)
  })

  it('ends every question when it is spent', () => {
    const budget = new Budget(5)
    const endless = (): string => {
      for (;;) budget.spend()
    }
    expect(budget.within(100, endless)).toBeUndefined()
    expect(budget.within(100, endless)).toBeUndefined()
    expect(budget.spent).toBe(7)
  })

  it('ends a question inside a question with the outer one', () => {
    const budget = new Budget(100)
    const inner = () => budget.within(50, (): string => {
      for (;;) budget.spend()
    })
    expect(budget.within(10, inner)).toBeUndefined()
    expect(budget.spent).toBe(11)
  })

  it('keeps every other error as it is', () => {
    const budget = new Budget(100)
    const fails = (): string => {
      throw new TypeError('mine')
    }
    expect(() => budget.within(10, fails)).toThrow(new TypeError('mine'))
    expect(() => { new Budget(0).spend() }).toThrow(Exhausted)
  })
})
