import parser from '@typescript-eslint/parser'
import { Linter } from 'eslint'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import rule from '../../../../rules/no-swallowed-abort.js'
import { written, type Program, type Step, type Style } from './written.js'

// A few programs in each run of the tests, always the same; TEARDOWN_FUZZ_RUNS asks for more, and for others.
const runs = process.env['TEARDOWN_FUZZ_RUNS']
const parameters = runs === undefined ? { numRuns: 40, seed: 1 } : { numRuns: Number(runs) }

const plain: Style = { signal: 'signal', holder: 'class', branch: 'else' }
const linter = new Linter()

/** The kinds of what the rule reports in a program. */
function reports(program: Program, style: Style): readonly string[] {
  const messages = linter.verify(written(program, style), {
    plugins: { own: { rules: { rule } } },
    rules: { 'own/rule': 'error' },
    languageOptions: { parser },
  })
  return messages.map(({ messageId, message }) => messageId ?? message)
}

const anySteps = fc.array(fc.constantFrom<Step>('log', 'act', 'test', 'rethrow', 'leave'), { maxLength: 3 })
const anyProgram = fc.record<Program>({
  place: fc.constantFrom('endless loop', 'guarded loop', 'nothing'), first: anySteps, second: anySteps,
})
const anySignal = fc.constantFrom('abortSignal', 'callerSignal', 'cancelSignal', '_signal')

/** How a way through a handler ends, for one who goes it by hand: no graph, no syntax. */
function endOf(steps: readonly Step[]): { readonly end: 'through' | 'left' | 'shown', readonly acted: boolean } {
  const stop = steps.findIndex(step => step === 'test' || step === 'rethrow' || step === 'leave')
  const acted = (stop < 0 ? steps : steps.slice(0, stop)).includes('act')
  return { end: stop < 0 ? 'through' : steps[stop] === 'leave' ? 'left' : 'shown', acted }
}

describe('no-swallowed-abort, over made-up handlers', () => {
  it('reports a loop that some way through a handler without tests leads back into', () => {
    fc.assert(fc.property(anyProgram, ({ first, second }) => {
      fc.pre(![...first, ...second].includes('test'))
      const isSwallowed = endOf(first).end === 'through' || endOf(second).end === 'through'
      expect(reports({ place: 'endless loop', first, second }, plain).includes('loopContinues')).toBe(isSwallowed)
    }), parameters)
  })

  it('reports no loop whose own condition asks the signal', () => {
    fc.assert(fc.property(anySteps, anySteps, (first, second) => {
      expect(reports({ place: 'guarded loop', first, second }, plain)).not.toContain('loopContinues')
    }), parameters)
  })

  it('reports an act only of a handler that gets through after one', () => {
    fc.assert(fc.property(anySteps, anySteps, (first, second) => {
      const ways = [endOf(first), endOf(second)]
      const mayAct = ways.some(({ end, acted }) => acted && end === 'through')
      if (!mayAct) expect(reports({ place: 'nothing', first, second }, plain)).toEqual([])
    }), parameters)
  })

  it('meets handlers to report and handlers to leave alone', () => {
    const met = fc.sample(anyProgram, parameters).map(program => reports(program, plain)[0] ?? 'nothing')
    expect(new Set(met)).toEqual(new Set(['loopContinues', 'actsOnFailure', 'nothing']))
  })

  it('says the same whatever the signal is called', () => {
    fc.assert(fc.property(anyProgram, anySignal, (program, signal) => {
      expect(reports(program, { ...plain, signal })).toEqual(reports(program, plain))
    }), parameters)
  })

  it('says the same of private methods, arrow functions, factories and objects', () => {
    fc.assert(fc.property(anyProgram, fc.constantFrom<Style['holder']>(
      'private method', 'arrow field', 'factory', 'function expression',
    ), (program, holder) => {
      expect(reports(program, { ...plain, holder })).toEqual(reports(program, plain))
    }), parameters)
  })

  it('says the same of an else behind a return and of what stands behind it', () => {
    fc.assert(fc.property(anyProgram, program => {
      const leaving: Program = { ...program, first: [...program.first, 'leave'] }
      expect(reports(program, { ...plain, branch: 'early return' })).toEqual(reports(leaving, plain))
    }), parameters)
  })
})
