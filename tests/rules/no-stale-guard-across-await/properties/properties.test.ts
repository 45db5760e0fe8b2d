import parser from '@typescript-eslint/parser'
import { Linter } from 'eslint'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import rule from '../../../../rules/no-stale-guard-across-await.js'
import { anySteps, staleUses, written, type Step, type Style } from './written.js'

// A few programs in each run of the tests, always the same; TEARDOWN_FUZZ_RUNS asks for more, and for others.
const runs = process.env['TEARDOWN_FUZZ_RUNS']
const parameters = runs === undefined ? { numRuns: 40, seed: 1 } : { numRuns: Number(runs) }

const plain: Style = { cell: 'link', holder: 'class', guard: 'early return' }
const linter = new Linter()
const verify = (code: string) => linter.verify(code, {
  plugins: { own: { rules: { rule } } }, rules: { 'own/rule': ['error', { strict: true }] }, languageOptions: { parser },
})

/** The numbers of the steps that the rule reports. */
function reported(steps: readonly Step[], style: Style): readonly number[] {
  const code = written(steps, style)
  return verify(code).map(({ line }) => stepAt(code, line))
}

/** The number at the end of a line; -1 where there is none, as in a program that does not parse. */
const stepAt = (code: string, line: number): number => Number(/\d+$/.exec(code.split('\n')[line - 1] ?? '')?.[0] ?? -1)

const anyName = fc.constantFrom('link', 'socket', 'x', '_db', 'theProcess', 'value$')

describe('no-stale-guard-across-await, over made-up functions', { timeout: 30_000 + 100 * parameters.numRuns }, () => {
  it('finds the uses that going from step to step finds, and no others', () => {
    fc.assert(fc.property(anySteps, steps => { expect(reported(steps, plain)).toEqual(staleUses(steps)) }), parameters)
  })

  it('meets functions with and without one', () => {
    const met = fc.sample(anySteps, parameters).map(steps => staleUses(steps).length > 0)
    expect(new Set(met)).toEqual(new Set([true, false]))
  })

  it('says the same whatever the cell is called', () => {
    fc.assert(fc.property(anySteps, anyName, (steps, cell) => {
      expect(reported(steps, { ...plain, cell })).toEqual(reported(steps, plain))
    }), parameters)
  })

  it('says the same of private fields, arrow functions in fields and a factory', () => {
    fc.assert(fc.property(anySteps, fc.constantFrom<Style['holder']>('private fields', 'arrow fields', 'factory'), (steps, holder) => {
      expect(reported(steps, { ...plain, holder })).toEqual(reported(steps, plain))
    }), parameters)
  })

  it('says the same where the guard stands around the code instead of in front of it', () => {
    fc.assert(fc.property(anySteps, steps => {
      expect(reported(steps, { ...plain, guard: 'if' })).toEqual(reported(steps, plain))
    }), parameters)
  })

  it('suggests only what parses and mends the use that it is suggested for', () => {
    fc.assert(fc.property(anySteps, steps => {
      const code = written(steps, plain)
      for (const { line, suggestions } of verify(code)) {
        const step = stepAt(code, line)
        for (const { fix } of suggestions ?? []) {
          const mended = code.slice(0, fix.range[0]) + fix.text + code.slice(fix.range[1])
          expect(verify(mended).map(message => message.fatal ? step : stepAt(mended, message.line))).not.toContain(step)
        }
      }
    }), parameters)
  })
})
