import parser from '@typescript-eslint/parser'
import { Linter } from 'eslint'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import rule from '../../../../rules/no-cached-handle-in-loop.js'
import { isStale, written, type Story, type Style } from './written.js'

// A few programs in each run of the tests, always the same; TEARDOWN_FUZZ_RUNS asks for more, and for others.
const runs = process.env['TEARDOWN_FUZZ_RUNS']
const parameters = runs === undefined ? { numRuns: 40, seed: 1 } : { numRuns: Number(runs) }

const plain: Style = { cell: 'link', holder: 'class', leaves: 'early' }
const linter = new Linter()

const anyStory: fc.Arbitrary<Story> = fc.record({
  round: fc.constantFrom('while', 'endless', 'interval', 'timeout'),
  writer: fc.constantFrom('empties', 'replaces', 'nothing'),
  notices: fc.oneof(
    { weight: 2, arbitrary: fc.constant('nothing' as const) },
    { weight: 3, arbitrary: fc.constantFrom('compares' as const, 'reads again' as const, 'tests a flag' as const, 'takes over' as const) },
  ),
  pauses: fc.boolean(),
})

const taken = /^(?:a|held|gone|make|open|rest|run|stop|tick)$/
const anyName = fc.stringMatching(/^[a-z][a-zA-Z0-9]{2,7}$/).filter(name => !taken.test(name) && !isReserved(name))
const isReserved = (name: string): boolean => linter.verify(`'use strict'; let ${name}`, { languageOptions: { sourceType: 'module' } }).length > 0

/** What the rule says of a story: 'guard copy' for a report of the line with the copy. */
function reports(story: Story, style: Style): readonly string[] {
  const code = written(story, style)
  const lines = code.split('\n')
  return linter.verify(code, {
    plugins: { own: { rules: { rule } } },
    rules: { 'own/rule': 'error' },
    languageOptions: { parser },
  }).map(({ line, messageId, message }) => `${messageId ?? message} ${/\w+$/.exec(lines[line - 1] ?? '')?.[0] ?? 'nowhere'}`)
}

const kindOf = ({ round }: Story): string => round === 'while' ? 'guard copy' : 'call copy'

describe('no-cached-handle-in-loop, over made-up owners', { timeout: 30_000 + 100 * parameters.numRuns }, () => {
  it('reports the copies that go stale unnoticed, and no others', () => {
    fc.assert(fc.property(anyStory, story => {
      expect(reports(story, plain)).toEqual(isStale(story) ? [kindOf(story)] : [])
    }), parameters)
  })

  it('meets stale copies, copies that nobody takes away, and every way to notice', () => {
    const met = fc.sample(anyStory, parameters)
    expect(new Set(met.map(isStale))).toEqual(new Set([true, false]))
    expect(new Set(met.map(({ notices }) => notices))).toHaveLength(5)
  })

  it('says the same whatever the cell is called', () => {
    fc.assert(fc.property(anyStory, anyName, (story, cell) => {
      expect(reports(story, { ...plain, cell })).toEqual(reports(story, plain))
    }), parameters)
  })

  it('says the same of private fields', () => {
    fc.assert(fc.property(anyStory, story => {
      expect(reports(story, { ...plain, holder: 'private fields' })).toEqual(reports(story, plain))
    }), parameters)
  })

  it('says the same of arrow functions in fields', () => {
    fc.assert(fc.property(anyStory, story => {
      expect(reports(story, { ...plain, holder: 'arrow fields' })).toEqual(reports(story, plain))
    }), parameters)
  })

  it('says the same of a factory that closes over its state', () => {
    fc.assert(fc.property(anyStory, story => {
      expect(reports(story, { ...plain, holder: 'factory' })).toEqual(reports(story, plain))
    }), parameters)
  })

  it('says the same of an else and of an early return', () => {
    fc.assert(fc.property(anyStory, story => {
      expect(reports(story, { ...plain, leaves: 'by an else' })).toEqual(reports(story, plain))
    }), parameters)
  })
})
