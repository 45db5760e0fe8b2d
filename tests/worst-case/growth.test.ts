import { describe, expect, test } from 'vitest'
import plugin from '../../src/index.js'
import { linterOf } from './lint.js'
import { deep, growing, multiplying } from './programs.js'
import { crossing, waiting } from './programs-that-wait.js'
import { workOn, type Work } from './work.js'

interface Measured extends Work {
  readonly length: number
}

const measure = (text: string): Measured => ({ ...workOn(text), length: text.length })

/** The power of the text's length with which a count grows: 1 where twice the text takes twice the work. */
const exponent = (count: 'steps' | 'looks', small: Measured, large: Measured): number =>
  Math.log(large[count] / small[count]) / Math.log(large.length / small.length)

describe('the work grows no faster than the program', () => {
  test.each(Object.entries({ ...growing, ...waiting }))('%s', (name, program) => {
    const [small, large] = [measure(program(25)), measure(program(100))]
    const [steps, looks] = [exponent('steps', small, large), exponent('looks', small, large)]
    console.log(`growth: ${name}: ${String(small.steps)} -> ${String(large.steps)} steps (exponent ${steps.toFixed(2)}), `
      + `${String(small.looks)} -> ${String(large.looks)} looks (exponent ${looks.toFixed(2)})`)
    expect(Math.min(small.steps, small.reports)).toBeGreaterThan(0)
    expect(large.reports).toBe(small.reports === 1 ? 1 : 4 * small.reports)
    expect(steps).toBeLessThanOrEqual(1.25)
    expect(looks).toBeLessThanOrEqual(1.25)
  })
})

describe('where paths multiply, the work stays within a cap that ends in silence', () => {
  test.each(Object.entries({ ...multiplying, ...crossing }))('%s', (name, { program, released }) => {
    const [small, middle, large] = [measure(program(2)), measure(program(16)), measure(program(32))]
    console.log(`cap: ${name}: ${String(small.steps)}, ${String(middle.steps)}, ${String(large.steps)} steps, `
      + `${String(large.looks)} looks at ${String(large.length)} characters, ${String(large.reports)} reports`)
    expect(small.reports).toBe(released(2))
    for (const [size, { steps, looks, length, reports }] of [[16, middle], [32, large]] as const) {
      expect([0, released(size)]).toContain(reports)
      expect(steps).toBeLessThanOrEqual(mostSteps)
      expect(looks).toBeLessThanOrEqual(mostLooks * (steps + length))
    }
  })
})

const strict = linterOf({ teardown: plugin }, plugin.configs.strict.rules ?? {})

describe('500 levels deep, the release is still found', () => {
  test.each(Object.entries(deep))('%s', (_name, program) => {
    const messages = strict(program(500), 'js')
    expect(messages.map(({ messageId }) => messageId)).toEqual([expect.stringMatching(/^(?:race|latent)$/)])
  })
})

// What one file may cost, and one step beyond it for each question that ends there.
const mostSteps = 4_001_000

// A cap on steps is a cap on time as long as a step takes no more than a few looks.
const mostLooks = 100
