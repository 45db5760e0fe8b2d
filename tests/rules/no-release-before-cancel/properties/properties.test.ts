import parser from '@typescript-eslint/parser'
import { Linter } from 'eslint'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import rule from '../../../../rules/no-release-before-cancel.js'
import { anySteps, numbered, type Step } from './steps.js'
import { mistakesIn } from './ways.js'
import { written, type Style } from './written.js'

// A few programs in each run of the tests, always the same; TEARDOWN_FUZZ_RUNS asks for more, and for others.
const runs = process.env['TEARDOWN_FUZZ_RUNS']
const parameters = runs === undefined ? { numRuns: 25, seed: 1 } : { numRuns: Number(runs) }

const plain: Style = { cell: 'link', holder: 'class', task: 'interval' }
const linter = new Linter()

/** What the rule says of a program: 'race 4' for a race that it reports at the step 4. */
function reports(steps: readonly Step[], style: Style): readonly string[] {
  const code = written(steps, style)
  const lines = code.split('\n')
  const messages = linter.verify(code, {
    plugins: { own: { rules: { rule } } },
    rules: { 'own/rule': ['error', { latent: 'all' }] },
    languageOptions: { parser },
  })
  return messages.map(({ line, messageId, message }) => `${messageId ?? message} ${/\d+$/.exec(lines[line - 1] ?? '')?.[0] ?? 'nowhere'}`).sort()
}

const placesOf = (kind: string, found: readonly string[]): ReadonlySet<number> =>
  new Set(found.filter(report => report.startsWith(`${kind} `)).map(report => Number(report.slice(kind.length))))

const anyTask = fc.constantFrom<Style['task']>('interval', 'promise')
const taken = /^(?:a|items|item|beat|ending|log|start|stop|run|make|part\d+)$/
const anyName = fc.stringMatching(/^[a-z][a-zA-Z0-9]{2,7}$/).filter(name => !taken.test(name) && !isReserved(name))
const isReserved = (name: string): boolean => linter.verify(`'use strict'; let ${name}`, { languageOptions: { sourceType: 'module' } }).length > 0

describe('no-release-before-cancel, over made-up teardowns', { timeout: 30_000 + 100 * parameters.numRuns }, () => {
  it('finds the races that going every way finds, and no others', () => {
    fc.assert(fc.property(anySteps, anyTask, (steps, task) => {
      expect(placesOf('race', reports(steps, { ...plain, task }))).toEqual(mistakesIn(steps).races)
    }), parameters)
  })

  it('finds the orders that are right by accident, or a leak in their place, and no others', () => {
    fc.assert(fc.property(anySteps, anyTask, (steps, task) => {
      const found = reports(steps, { ...plain, task })
      const { latent, left } = mistakesIn(steps)
      const leaks = placesOf('leak', found)
      expect([...leaks].filter(place => !left.has(place))).toEqual([])
      expect(placesOf('latent', found)).toEqual(new Set([...latent].filter(place => !leaks.has(place))))
    }), parameters)
  })

  it('meets right and wrong orders, races and orders that are right by accident', () => {
    const met = fc.sample(anySteps, parameters).flatMap(steps => {
      const { races, latent } = mistakesIn(steps)
      return races.size + latent.size === 0 ? ['right'] : [...races.size > 0 ? ['race'] : [], ...latent.size > 0 ? ['latent'] : []]
    })
    expect(new Set(met)).toEqual(new Set(['right', 'race', 'latent']))
  })

  it('says the same whatever the cell is called', () => {
    fc.assert(fc.property(anySteps, anyTask, anyName, (steps, task, cell) => {
      expect(reports(steps, { ...plain, task, cell })).toEqual(reports(steps, { ...plain, task }))
    }), parameters)
  })

  it('says the same of private fields', () => {
    fc.assert(fc.property(anySteps, anyTask, (steps, task) => {
      expect(reports(steps, { ...plain, task, holder: 'private fields' })).toEqual(reports(steps, { ...plain, task }))
    }), parameters)
  })

  it('says the same of arrow functions in fields', () => {
    fc.assert(fc.property(anySteps, anyTask, (steps, task) => {
      expect(reports(steps, { ...plain, task, holder: 'arrow fields' })).toEqual(reports(steps, { ...plain, task }))
    }), parameters)
  })

  it('says the same of a factory that closes over its state', () => {
    fc.assert(fc.property(anySteps, anyTask, (steps, task) => {
      expect(reports(steps, { ...plain, task, holder: 'factory' })).toEqual(reports(steps, { ...plain, task }))
    }), parameters)
  })

  it('says the same of an else and of an early return', () => {
    fc.assert(fc.property(anySteps, anySteps, anySteps, (before, first, second) => {
      const [choice, ...start] = numbered([{ kind: 'choice', id: 0, first, second }, ...before])
      if (choice?.kind !== 'choice') return
      const branches: readonly Step[] = [...start, choice]
      const left: Step = { ...choice, first: [...choice.first, { kind: 'leave', id: 0 }], second: [] }
      const leaves: readonly Step[] = [...start, left, ...choice.second]
      expect(reports(leaves, plain)).toEqual(reports(branches, plain))
    }), parameters)
  })
})
