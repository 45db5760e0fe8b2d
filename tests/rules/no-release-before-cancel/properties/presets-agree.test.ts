import parser from '@typescript-eslint/parser'
import { Linter } from 'eslint'
import { expect, it } from 'vitest'
import plugin from '../../../../src/index.js'
import { subjectPrograms } from '../../../worst-case/corpus.js'

const linter = new Linter()

/** The places of the reports of a preset: rule, line and column. */
function places(code: string, preset: 'recommended' | 'strict'): readonly string[] {
  // A comment that silences a rule of strict alone is unused under recommended.
  const linterOptions = { reportUnusedDisableDirectives: 'off' }
  const config = { ...plugin.configs[preset], files: ['**/*.ts'], languageOptions: { parser }, linterOptions } as Linter.Config
  return linter.verify(code, [config], { filename: 'program.ts' }).map(({ ruleId, line, column }) => `${ruleId ?? ''} ${line}:${column}`)
}

it('strict reports all that recommended reports, at the same place', { timeout: 300_000 }, () => {
  const programs = subjectPrograms()
  const reported = programs.map(({ name, text }) => ({ name, text, found: places(text, 'recommended') })).filter(({ found }) => found.length > 0)
  expect(reported.length).toBeGreaterThan(500)
  const missing = reported.flatMap(({ name, text, found }) => {
    const strict = new Set(places(text, 'strict'))
    return found.filter(place => !strict.has(place)).map(place => `${name}: ${place}`)
  })
  expect(missing).toEqual([])
})
